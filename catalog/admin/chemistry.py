"""What chemistry reads in a compound as it is typed: weights, structure, and what disagrees.

Nothing is judged here. The rules are those of ``catalog.curation``, which hold a draft against
itself before it is published, and those by which the row itself is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from catalog import upcasts
from catalog.chemistry.elements import CURRENT, PREVIOUS
from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import Formula, parse_formula
from catalog.curation import Severity, findings
from catalog.models import Compound, Kind
from catalog.plain_json import JsonObject
from catalog.presentation.typography import NO_BREAK_SPACE, formula
from catalog.specification import declaration
from catalog.specification.declaration import Draft
from catalog.specification.deriving import part_of
from catalog.specification.fields import Words, read_text
from catalog.specification.parts import Many
from catalog.specification.reading import as_draft

TYPED = (
    "name", "formula", "weight_printed", "weight_unit", "weight_basis", "smiles", "inchi",
    "inchikey", "form",
)  # fmt: skip
LONGEST = 10_000
"""Characters of a column; chemistry reads no longer SMILES either."""
LONGEST_DRAWN = 1_000
"""Drawing a longer SMILES takes seconds, too long while somebody types."""

_COLUMNS = {"molecular_weight": "weight_printed"}
"""Members of the document whose column has another name."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something wrong or doubtful about one column."""

    column: str
    label: str
    severity: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What chemistry says of a compound: facts to show, a drawing, remarks."""

    facts: tuple[tuple[str, SafeString], ...]
    drawing: SafeString
    remarks: tuple[Remark, ...]

    @property
    def summary(self) -> str:
        """For a screen reader, short: where something is wrong or doubtful."""
        if not self.remarks:
            return "No findings." if self.facts else ""
        places = dict.fromkeys(f"{remark.severity} at {remark.label}" for remark in self.remarks)
        return f"Findings: {', '.join(places)}."


def read_compound(typed: Mapping[str, Any]) -> Reading:
    """The reading of columns as somebody typed them, whatever that is."""
    row, refused = _row(typed)
    return Reading(
        facts=tuple(_facts(row)),
        drawing=_drawing(row),
        remarks=(*_refusals(refused), *_findings(row, refused)),
    )


def _row(typed: Mapping[str, Any]) -> tuple[Compound, dict[str, list[str]]]:
    """The compound that would be saved, and why it could not be, by column.

    A column that cannot be kept is left out of the row.
    """
    row, refused = Compound(), dict[str, list[str]]()
    for column in TYPED:
        try:
            text = read_text(typed.get(column))
            if len(text) > LONGEST:
                raise ValueError(
                    f"this has {len(text)} characters; at most {LONGEST} can be read. Check what "
                    "was pasted."
                )
            if text:
                _field(column).clean(text, row)
        except ValidationError as error:
            refused[column] = error.messages
        except ValueError as error:
            refused[column] = [str(error)]
        else:
            setattr(row, column, text)
    try:
        row.clean()
    except ValidationError as error:
        refused |= error.message_dict
    return row, refused


def _refusals(refused: dict[str, list[str]]) -> Iterator[Remark]:
    for column, messages in refused.items():
        for message in messages:
            yield Remark(column, _label(column), "error", message)


def _findings(row: Compound, refused: dict[str, list[str]]) -> Iterator[Remark]:
    """What curation finds in a draft that has nothing but this compound.

    Of a column that is refused enough is said.
    """
    for finding in findings(_draft_of(row)):
        within, _, member = finding.path.partition("/compound/")
        if within or not member:
            continue  # the product's own matter
        member = member.partition("/")[0]
        column = _COLUMNS.get(member, member)
        if column not in refused:
            severity = "error" if finding.severity is Severity.ERROR else "warning"
            yield Remark(column, _label(column), severity, finding.remedy)


def _draft_of(row: Compound) -> Draft:
    fields = declaration.product.fields
    empty: JsonObject = {
        field.name: [] if isinstance(field, Many | Words) else None for field in fields
    }
    product = {
        "schema_version": upcasts.SCHEMA_VERSION,
        "catalog_number": "",
        "slug": "",
        "name": row.name,
        "kind": Kind.SMALL_MOLECULE,
    }
    compound = {
        field.name: [] if isinstance(field, Many) else field.dump(row)
        for field in part_of(declaration.Compound).fields
    }
    named = {"key": row.key, "name": row.name}  # which may be blank while it is typed
    return as_draft(empty | product | {"compound": compound | named})


def _field(column: str) -> Any:
    return Compound._meta.get_field(column)


def _label(column: str) -> str:
    label = str(_field(column).verbose_name)
    return label[0].upper() + label[1:]


def _facts(row: Compound) -> Iterator[tuple[str, SafeString]]:
    read = _formula(row.formula)
    if read is not None:
        yield "Formula", formula(row.formula)
        yield from _weights(read)
    if not row.smiles:
        return
    from catalog.chemistry.structure import read_structure  # RDKit is slow to load

    try:
        structure = read_structure(row.smiles)
    except ChemistryError:
        return
    yield "Formula of the structure", formula(structure.formula)
    if read is None:
        yield from _weights(parse_formula(structure.formula))
    yield "InChIKey of the structure", format_html("<code>{}</code>", structure.inchikey)
    defined, undefined = structure.defined_stereocentres, structure.undefined_stereocentres
    if defined or undefined:
        yield "Stereocentres", format_html("{} defined, {} undefined", defined, undefined)


def _formula(text: str) -> Formula | None:
    try:
        return parse_formula(text) if text else None
    except ChemistryError:
        return None


def _weights(read: Formula) -> Iterator[tuple[str, SafeString]]:
    current, previous = read.average_mass(CURRENT), read.average_mass(PREVIOUS)
    if current is None:
        if least := read.least_mass():
            yield "Computed weight", _grams(f"at least {least:.2f}")
        return
    yield "Computed weight", _grams(f"{current:.2f}")
    if previous is not None and f"{previous:.2f}" != f"{current:.2f}":
        yield "By the atomic weights of 2007", _grams(f"{previous:.2f}")
    if exact := read.monoisotopic_mass:
        yield "Monoisotopic mass", format_html("{}{}u", f"{exact:.4f}", NO_BREAK_SPACE)


def _grams(number: str) -> SafeString:
    return format_html("{}{}g/mol", number, NO_BREAK_SPACE)


def _drawing(row: Compound) -> SafeString:
    if not row.smiles:
        return mark_safe("")
    if len(row.smiles) > LONGEST_DRAWN:
        return format_html(
            "<p>A SMILES of more than {} characters is drawn on the product's page only.</p>",
            LONGEST_DRAWN,
        )
    from catalog.chemistry.drawing import draw_structure  # RDKit is slow to load

    title = f"Chemical structure of {row.name or 'the compound'}"
    try:
        return mark_safe(draw_structure(row.smiles, title=title, title_id="chemistry-drawing"))
    except ChemistryError:
        return mark_safe("")
