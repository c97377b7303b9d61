"""The key facts: what a scientist asks first, and what of it nobody has determined."""

from collections.abc import Iterable, Iterator

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from catalog.chemistry.quantity import family_of
from catalog.models import Compound, RegistryNumber, StorageCondition, Synonym
from catalog.models import Solubility as SolubilityRow
from catalog.models.characteristic_keys import REGISTRY
from catalog.presentation.identity import registry_fact, synonym_facts
from catalog.presentation.parts import NOTHING, Fact, Line, Solubility, undetermined
from catalog.presentation.plain_facts import plain_facts
from catalog.presentation.typography import (
    NO_BREAK_SPACE,
    derived,
    formula,
    joined,
    prose,
    quantity,
    supplied,
)
from catalog.specification import declaration
from catalog.specification.concentrations import MASS, MOLAR, as_mass, as_molar, single_weight
from catalog.specification.declaration import Specification, WorkingConcentration
from catalog.specification.expected import is_expected
from catalog.specification.member import Place
from catalog.specification.values import Quantity

ACTED_ON = frozenset({"solubility", "storage"})
"""Facts that people act on: that one is not determined is said at its place."""


def key_facts(spec: Specification, solubility: tuple[Solubility, ...]) -> tuple[Fact, ...]:
    """The rows of the key facts table, in the order of the page."""
    return tuple(_facts(spec, solubility))


def unknown_together(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts with those that nobody determined in one row at the end, where they take no room;
    except what people act on, and what has a source that explains."""
    unknown = []
    for fact in facts:
        if fact.determined or fact.sources or fact.name in ACTED_ON:
            yield fact
        else:
            unknown.append(_in_a_sentence(fact.label))
    if unknown:
        lines = (Line(mark_safe(", ".join(unknown))),)
        label = mark_safe(gettext("Not determined"))
        yield Fact(label, lines, "", "not_determined", determined=False)


def _in_a_sentence(label: str) -> str:
    """``isotype``, but ``CAS number``; a noun keeps its capital in German."""
    is_word = label[1:2].islower() and (get_language() or "en").startswith("en")
    return label[:1].lower() + label[1:] if is_word else label


def _facts(spec: Specification, solubility: tuple[Solubility, ...]) -> Iterator[Fact]:
    others = [Synonym.Type.COMMON, Synonym.Type.TRADE, Synonym.Type.CODE]
    yield from synonym_facts(spec, others)
    yield from _expected(
        spec, "cas", gettext("CAS number"), registry_fact(spec, RegistryNumber.Type.CAS)
    )
    yield from _expected(spec, "formula", gettext("Formula"), _formula_fact(spec.compound))
    weight = _weight_fact(spec.compound)
    yield from _expected(spec, "molecular_weight", gettext("Molecular weight"), weight)
    yield from plain_facts(spec, Place.SUBSTANCE)
    yield from _supplied(spec)
    yield from _characteristics(spec)
    yield from plain_facts(spec, Place.PROPERTIES)
    fact = _solubility_fact(spec, solubility)
    yield from _expected(spec, "solubility", gettext("Solubility"), fact)
    yield from _expected(spec, "storage", gettext("Storage"), _storage_fact(spec))
    yield from plain_facts(spec, Place.STORAGE)
    yield from _working_concentration(spec)
    yield from plain_facts(spec, Place.HANDLING)
    if group := spec.variant_group:
        label = supplied(group.axis[:1].upper() + group.axis[1:])
        variant = format_html(gettext("Variant of {group}"), group=supplied(group.name))
        lines = (Line(supplied(spec.variant_value)), Line(variant))
        paths = ("/variant_value", "/variant_group")
        yield Fact(label, lines, paths[0], "variant", paths=paths)


def _expected(spec: Specification, name: str, label: str, fact: Fact | None) -> Iterator[Fact]:
    """The fact; without it, that it was not determined, where it is expected."""
    paths = {"cas": "/registry_numbers"}
    if fact is not None:
        yield fact
    elif is_expected(spec, name):
        member = f"/compound/{name}" if name in ("formula", "molecular_weight") else f"/{name}"
        yield undetermined(label, paths.get(name, member), name)


def _formula_fact(compound: declaration.Compound | None) -> Fact | None:
    text = compound.formula if compound else None
    if not text:
        return None
    html = format_html('<span class="formula">{}</span>', formula(text))
    return Fact(mark_safe(gettext("Formula")), (Line(html, text),), "/compound/formula", "formula")


def _weight_fact(compound: declaration.Compound | None) -> Fact | None:
    if compound is None or compound.molecular_weight is None:
        return None
    weight, note = compound.molecular_weight, ""
    if compound.weight_basis == Compound.WeightBasis.COMPUTED:
        note = gettext("computed from the formula")
    elif compound.weight_basis == Compound.WeightBasis.AVERAGE:
        note = gettext("average of a distribution")
    html = format_html("{} ({})", quantity(weight), note) if note else quantity(weight)
    label = mark_safe(gettext("Molecular weight"))
    lines = (Line(html, weight.text, weight),)
    return Fact(label, lines, "/compound/molecular_weight", "molecular_weight")


def _supplied(spec: Specification) -> Iterator[Fact]:
    concentration, solvent = spec.supplied_concentration, spec.supplied_solvent
    if concentration or solvent:
        html = supplied(concentration or solvent)
        if concentration and solvent:
            html = format_html(
                gettext("{concentration} in {solvent}"),
                concentration=supplied(concentration),
                solvent=supplied(solvent),
            )
        paths = ("/supplied_concentration", "/supplied_solvent")
        path = paths[0] if concentration else paths[1]
        label = mark_safe(gettext("Supplied as"))
        yield Fact(label, (Line(html),), path, "supplied_as", paths=paths)


def _characteristics(spec: Specification) -> Iterator[Fact]:
    """Characteristics under their labels, in the order of the registry; the missing ones said."""
    found: dict[str, list[tuple[str, Line]]] = {}
    for place, entry in enumerate(spec.characteristics):
        line = Line(quantity(entry.value), amount=entry.value)
        found.setdefault(entry.key, []).append((f"/characteristics/{place}", line))
    expected = [key for key in REGISTRY if is_expected(spec, key)]
    for key in dict.fromkeys([*found, *expected]):
        label = prose(str(REGISTRY[key].label)) if key in REGISTRY else _unknown_label(key)
        if key not in found:
            yield undetermined(label, "/characteristics", key)
            continue
        paths = tuple(path for path, _ in found[key])
        lines = tuple(line for _, line in found[key])
        yield Fact(label, lines, paths[0], key, paths=paths)


def _unknown_label(key: str) -> SafeString:
    """Of a characteristic that the registry has no longer: its key is all that is left."""
    return supplied(key.replace("_", " ").capitalize())


def solubility_rows(spec: Specification) -> tuple[Solubility, ...]:
    """Each solvent with what was printed and, where a molecular weight allows, the other unit."""
    weight = single_weight(spec)
    return tuple(_solubility(row, weight) for row in spec.solubility)


def _solubility(row: declaration.Solubility, weight: float | None) -> Solubility:
    result = row.result or SolubilityRow.Result.SOLUBLE
    if row.amount:
        amount = quantity(row.amount)
    elif result == SolubilityRow.Result.INSOLUBLE:
        amount = mark_safe(gettext("insoluble"))
    elif result == SolubilityRow.Result.NOT_TESTED:
        amount = mark_safe(gettext("not tested"))
    else:
        amount = mark_safe(gettext("soluble"))
    return Solubility(
        solvent=supplied(row.solvent),
        amount=amount,
        derived=other_unit(row.amount, weight),
        conditions=joined([supplied(row.temperature), supplied(row.method)]),
    )


def other_unit(amount: Quantity | None, weight: float | None) -> SafeString:
    """A mass concentration in mM, a molar one in mg/mL, to three digits; nothing without weight."""
    if not amount or weight is None or not amount.unit:
        return NOTHING
    family = family_of(amount.unit)
    if family == MASS:
        unit, in_other_unit = "mM", as_molar
    elif family == MOLAR:
        unit, in_other_unit = "mg/mL", as_mass
    else:
        return NOTHING
    numbers = [
        derived(other)
        for end in amount.ends
        if (other := in_other_unit(end, amount.unit, weight)) is not None
    ]
    if not numbers:
        return NOTHING
    operator = f"{amount.operator}{NO_BREAK_SPACE}" if amount.is_limit else ""
    return format_html("{}{}{}{}", operator, "–".join(numbers), NO_BREAK_SPACE, unit)


def _solubility_fact(spec: Specification, rows: tuple[Solubility, ...]) -> Fact | None:
    lines = [Line(_solubility_line(row)) for row in rows]
    if spec.solubility_note:
        lines.append(Line(supplied(spec.solubility_note)))
    if not lines:
        return None
    paths = ("/solubility", "/solubility_note")
    label = mark_safe(gettext("Solubility"))
    return Fact(label, tuple(lines), paths[0], "solubility", paths=paths)


def _solubility_line(row: Solubility) -> SafeString:
    return joined([format_html("{}: {}", row.solvent, both_units(row)), row.conditions])


def both_units(row: Solubility) -> SafeString:
    """How much dissolves, with the other unit and that it is calculated."""
    if not row.derived:
        return row.amount
    calculated = format_html('<span class="calculated">{}</span>', gettext("calculated"))
    return format_html("{} ({}, {})", row.amount, row.derived, calculated)


def _storage_fact(spec: Specification) -> Fact | None:
    lines = tuple(Line(_storage_line(row)) for row in spec.storage)
    label = mark_safe(gettext("Storage"))
    return Fact(label, lines, "/storage", "storage") if lines else None


def _storage_line(row: declaration.StorageCondition) -> SafeString:
    said = storage_conditions(row)
    return format_html("{}: {}", storage_state(row).label, said or gettext("not determined"))


def storage_state(row: declaration.StorageCondition) -> StorageCondition.State:
    """Which state of the product the row is about: as supplied, unless it names one."""
    return row.state or StorageCondition.State.AS_SUPPLIED


def storage_conditions(row: declaration.StorageCondition) -> SafeString:
    """Temperature, time, light, moisture and note; nothing where the row says none of them."""
    light = (gettext("protect from light"), gettext("light does no harm"))
    moisture = (gettext("protect from moisture"), gettext("moisture does no harm"))
    parts = [quantity(row.temperature), supplied(row.duration)]
    for is_needed, (needed, needless) in (
        (row.protect_from_light, light),
        (row.protect_from_moisture, moisture),
    ):
        if is_needed is not None:
            parts.append(mark_safe(needed if is_needed else needless))
    return joined([joined(parts), supplied(row.note)], ". ")


def _working_concentration(spec: Specification) -> Iterator[Fact]:
    lines = tuple(_working_line(row) for row in spec.working_concentrations)
    if lines:
        label = mark_safe(gettext("Working concentration"))
        yield Fact(label, lines, "/working_concentrations", "working_concentration")


def _working_line(row: WorkingConcentration) -> Line:
    amount, system = row.concentration, supplied(row.system)
    if amount and system and not amount.remark:
        return Line(format_html("{} ({})", quantity(amount), system), amount=amount)
    return Line(joined([quantity(amount), system]), amount=amount)
