"""Where on the product screen a member of the document is edited."""

from dataclasses import dataclass

from catalog.specification import declaration
from catalog.specification.fields import Field
from catalog.specification.parts import Many, Part, SharedMany

FORM_FIELDS = {
    "citations": "reference_list", "series": "table", "image": "upload", "file": "upload",
}  # fmt: skip
"""Members that are edited in a form field of another name: as lines of text, by uploading."""


@dataclass(frozen=True, slots=True)
class Place:
    """``field`` of the product's own form, or of one row of an inline, or an inline as a whole."""

    words: str
    field: str = ""
    inline: str = ""
    row: int | None = None

    @property
    def is_on_screen(self) -> bool:
        return bool(self.field or self.inline)

    @property
    def is_of_compound(self) -> bool:
        return not self.inline and self.field == "compound"


def place(path: str) -> Place:
    """The place of a JSON Pointer into a draft.

    >>> place("/compound/formula").field, place("/sections/0/citations").field
    ('compound', 'reference_list')
    """
    steps = path.strip("/").split("/")
    words = " › ".join(_word(step) for step in steps)
    member = _member(declaration.product, steps[0])
    if member is None:
        return Place(words)
    if not isinstance(member, Many) or isinstance(member, SharedMany):
        return Place(words, field=_column(member))
    if len(steps) < 2 or not steps[1].isdigit():
        return Place(words, inline=member.column)
    part = _member(member.part, steps[2]) if len(steps) > 2 else None
    field = _column(part) if part else ""
    return Place(words, field=field, inline=member.column, row=int(steps[1]))


def _member(part: Part, name: str) -> Field | None:
    return next((field for field in part.fields if field.name == name), None)


def _column(member: Field) -> str:
    return FORM_FIELDS.get(member.name, member.form_column)


def _word(step: str) -> str:
    return str(int(step) + 1) if step.isdigit() else step.replace("_", " ")
