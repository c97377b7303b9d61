"""The facts of one product as cells, each with its name and place."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from catalog.chemistry.typography import plain
from catalog.keys import fold, match_key
from catalog.models import Hazard, Product
from catalog.presentation import tables
from catalog.presentation.activities import activity
from catalog.presentation.comparison.meaning import line_meaning, meaning
from catalog.presentation.comparison.parts import Cell, PlacedCell
from catalog.presentation.facts import (
    both_units,
    key_facts,
    solubility_rows,
    storage_conditions,
    storage_state,
)
from catalog.presentation.hazards import safety
from catalog.presentation.identity import identity_facts, sequence_facts
from catalog.presentation.parts import Fact, Line, Solubility
from catalog.presentation.present import status_label, terms_by_vocabulary
from catalog.presentation.typography import joined, measure, prose, supplied
from catalog.specification import declaration
from catalog.specification.activities import concentration, subject
from catalog.specification.declaration import Specification

IN_ROWS_OF_THEIR_OWN = frozenset({"solubility", "storage"})
TOO_LONG = frozenset({"smiles", "inchi", "synonyms.iupac", "synonyms.cas_index"})
"""Hundreds of letters that nobody compares by eye: the structure is drawn, and the InChIKey tells
whether two are the same."""

_IDENTITY = ("synonyms.common", "synonyms.trade", "synonyms.code", "cas", "formula")
_SECTION_OF = dict.fromkeys((*_IDENTITY, "molecular_weight", "variant"), "identity") | {
    "solubility": "solubility",
    "storage": "storage",
    "working_concentration": "activity",
    **{
        field.name: field.member.compared_under
        for field in declaration.product.fields
        if field.member.fact
    },
}

_DECIMAL_POINT = re.compile(r"(?<=\d)[.,](?=\d)")
_MINUS_BEHIND = re.compile(r"(?<=\w)-(?!\w)")
_SIGNS = {
    "+": "plus", "%": "percent", "<": "below", ">": "above", "≤": "up to", "≥": "at least",
}  # fmt: skip

NOT_DETERMINED = Cell((mark_safe("Not determined"),), determined=False)
SEE_NOTE = Cell((mark_safe("Not determined by itself; see the note"),), determined=False)
"""Of a solvent that may be in the words beside the numbers."""
WITHOUT_DETAILS = mark_safe("Yes, without details")


def entries(spec: Specification) -> Iterator[PlacedCell]:
    """Everything that is compared of a product, section by section."""
    yield _own("identity", "kind", "Kind", str(spec.kind.label))
    if spec.grade:
        yield _own("identity", "grade", "Grade", spec.grade)
    yield from _storage(spec)  # before shipping, which is a key fact
    solubility = solubility_rows(spec)
    for fact in key_facts(spec, solubility):
        if not (fact.determined and fact.name in IN_ROWS_OF_THEIR_OWN):
            yield _entry(_SECTION_OF.get(fact.name, "properties"), fact)
    for fact in (*identity_facts(spec), *sequence_facts(spec)):
        if fact.name not in TOO_LONG:
            yield _entry("identity", fact)
    yield from _solubility(spec, solubility)
    yield from _activities(spec)
    yield from _constituents(spec)
    yield from _components(spec)
    yield from _quality_tests(spec)
    yield from _safety(spec)
    yield from _terms(spec)
    yield from _ordering(spec)


def _own(section: str, name: str, label: str, text: str) -> PlacedCell:
    return PlacedCell(
        section, name, mark_safe(label), Cell((prose(text),), frozenset({meaning(text)}))
    )


def _entry(section: str, fact: Fact) -> PlacedCell:
    if not fact.determined:
        return PlacedCell(section, fact.name, fact.label, NOT_DETERMINED)
    said = frozenset(map(line_meaning, fact.lines))
    cell = Cell(tuple(line.html for line in fact.lines), said)
    return PlacedCell(section, fact.name, fact.label, cell)


def _row(section: str, name: str, label: SafeString, html: SafeString, *values: Any) -> PlacedCell:
    cell = Cell((html or WITHOUT_DETAILS,), frozenset({meaning(*values)}))
    return PlacedCell(section, name, label, cell)


def _named(family: str, *parts: str | None) -> str:
    """``activity.fkbp12.ic50``: the same for every spelling of what the row is about."""
    return ".".join([family, *map(_slug, filter(None, parts))])


def _slug(text: str) -> str:
    """Signs that tell two things apart are spelt out: CD4+ and CD4−, 1.0 M and 10 M."""
    spelt = _MINUS_BEHIND.sub(" minus ", _DECIMAL_POINT.sub("-", plain(text)))
    for sign, word in _SIGNS.items():
        spelt = spelt.replace(sign, f" {word} ")
    return slugify(fold(spelt)) or match_key(text)


def _html(lines: Iterable[Line]) -> SafeString:
    return joined([line.html for line in lines], " · ")


def _solubility(spec: Specification, shown: Iterable[Solubility]) -> Iterator[PlacedCell]:
    """One row a solvent. What is calculated with the weight is shown, and is no difference."""
    for row, said in zip(spec.solubility, shown, strict=True):
        values = (row.result, row.amount, row.temperature, row.method)
        html = joined([both_units(said), said.conditions])
        name = _named("solubility", row.solvent)
        yield _row("solubility", name, said.solvent, html, *values)
    if note := spec.solubility_note:
        yield _row("solubility", "solubility_note", mark_safe("Note"), supplied(note), note)


def _storage(spec: Specification) -> Iterator[PlacedCell]:
    for row in spec.storage:
        state = storage_state(row)
        name, label = f"storage.{state.value}", mark_safe(str(state.label))
        if said := storage_conditions(row):
            shields = (row.protect_from_light, row.protect_from_moisture)
            values = (row.temperature, row.duration, *shields, row.note)
            yield _row("storage", name, label, said, *values)
        else:
            yield PlacedCell("storage", name, label, NOT_DETERMINED)


def _activities(spec: Specification) -> Iterator[PlacedCell]:
    """A pIC50 stands in the row of the IC50 that it tells."""
    for row in spec.activities:
        about, *said = activity(row)
        measured, amount = concentration(row) or (row.measure, row.value)
        label = joined([about.html, measure(measured)])
        name = _named("activity", subject(row), measured)
        values = (row.action, amount, row.species, row.route, row.conditions)
        yield _row("activity", name, label, _html(said), *values)


def _constituents(spec: Specification) -> Iterator[PlacedCell]:
    for row in spec.constituents:
        constituent, *said = tables.constituent(row)
        name = _named("constituent", row.name)
        values = (row.role, row.amount)
        yield _row("constituents", name, constituent.html, _html(said), *values)


def _components(spec: Specification) -> Iterator[PlacedCell]:
    for row in spec.kit_components:
        component, *said = tables.kit_component(row, None)
        name = _named("component", row.name)
        product = row.product.catalog_number if row.product else None
        values = (row.quantity, row.container, row.storage, product)
        yield _row("components", name, component.html, _html(said), *values)


def _quality_tests(spec: Specification) -> Iterator[PlacedCell]:
    for row in spec.quality_tests:
        subject, *said = tables.quality_test(row)
        name = _named("quality", row.subject)
        values = (row.method, row.limit, row.criterion, row.frequency)
        yield _row("quality", name, subject.html, _html(said), *values)


def _safety(spec: Specification) -> Iterator[PlacedCell]:
    found = safety(spec)
    status = (mark_safe(found.status),)
    cell = Cell(status, frozenset(status), determined=found.assessed)
    yield PlacedCell("safety", "hazard", mark_safe("Hazard classification"), cell)
    if found.signal_word:
        yield _own("safety", "hazard.signal_word", "Signal word", found.signal_word)
    if spec.hazards:
        lines = tuple(
            _in_system(line, group.name) for group in found.hazards for line in group.lines
        )
        said = frozenset(
            meaning(row.hazard_class, row.category, row.statement) for row in spec.hazards
        )
        cell = Cell(lines, said)
        yield PlacedCell("safety", "hazard.statements", mark_safe("Hazard statements"), cell)
    yield from _codes(
        "hazard.precautions", "Precautionary statements", found.precautionary_statements
    )
    yield from _codes("hazard.pictograms", "Pictograms", found.pictograms)


def _in_system(line: Line, system: str) -> SafeString:
    """A hazard, and the system by which it is one where that is said."""
    if not system:
        return line.html
    label = Hazard.System(system).label
    return format_html('{} <span class="muted">({})</span>', line.html, label)


def _codes(name: str, label: str, codes: tuple[str, ...]) -> Iterator[PlacedCell]:
    if codes:
        yield PlacedCell("safety", name, mark_safe(label), Cell((joined(codes),), frozenset(codes)))


def _terms(spec: Specification) -> Iterator[PlacedCell]:
    for group in terms_by_vocabulary(spec, None):
        rows = [row for row in spec.terms if row.vocabulary == group.name]
        lines = tuple(line.html for line in group.lines)
        cell = Cell(lines, frozenset(meaning(row.label) for row in rows))
        label = mark_safe(group.label)
        yield PlacedCell("classification", f"terms.{group.name}", label, cell)


def _ordering(spec: Specification) -> Iterator[PlacedCell]:
    """Sizes, each with its SKU, which is no difference: it tells the product, not the size."""
    lines, said = [], set()
    for row in spec.packs:
        sku, *size = tables.pack(row)
        lines.append(format_html('{} <span class="muted">{}</span>', _html(size), sku.html))
        size_said = (row.count, row.amount, row.concentration, row.solvent)
        said.add(meaning(*size_said, row.container, row.status))
    if lines:
        yield PlacedCell(
            "ordering", "packs", mark_safe("Packs"), Cell(tuple(lines), frozenset(said))
        )
    on_sale = str(Product.Status.ACTIVE.label)
    yield _own("ordering", "status", "Availability", status_label(spec) or on_sale)
