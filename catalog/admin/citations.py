"""A section of the product screen, with its numbered references as lines."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalog.admin.fields import LinesField
from catalog.models import Citation, Reference, Section

LINE = re.compile(r"^(?:(?P<number>[0-9]+)\.\s*)?(?P<kind>doi|pmid|ref):\s*(?P<value>\S+)", re.I)
MAX_NUMBER = 32_767  # what the column holds


class SectionForm(forms.ModelForm[Section]):
    """A section with its numbered references, one a line."""

    reference_list = LinesField(
        label="References",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="One a line: doi:10.1016/…, pmid:1715244, or ref:12 with the number of the "
        "References screen. Text after it is ignored. '5. doi:…' is cited as [5]; a line without "
        "a number follows the line above it.",
    )

    class Meta:
        model = Section
        fields = ("key", "title", "body", "reference_list", "position")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["reference_list"] = write_citations(self.instance)

    def clean_reference_list(self) -> dict[int, Reference]:
        """The references by their numbers."""
        cited: dict[int, Reference] = {}
        number = 0
        for place, line in enumerate(self.cleaned_data["reference_list"].splitlines(), start=1):
            if not line.strip():
                continue
            typed, reference = _read(place, line.strip())
            number = number + 1 if typed is None else typed
            if not 1 <= number <= MAX_NUMBER:
                raise ValidationError(
                    f"Line {place} has the number {number}; number references from 1 to "
                    f"{MAX_NUMBER}."
                )
            if number in cited:
                raise ValidationError(
                    f"Line {place} is the second reference with the number {number}; give each "
                    "its own."
                )
            cited[number] = reference
        return cited

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "reference_list" not in self.changed_data:
            return
        self.instance.citations.all().delete()
        for number, reference in self.cleaned_data["reference_list"].items():
            Citation.objects.create(
                section=self.instance, number=number, reference=_saved(reference)
            )


def write_citations(section: Section) -> str:
    """The numbered references of a section, one a line."""
    return "\n".join(map(_line, section.citations.select_related("reference")))


def _line(citation: Citation) -> str:
    described = " ".join(str(citation.reference).split())
    return f"{citation.number}. ref:{citation.reference_id} {described}".strip()


def _read(place: int, line: str) -> tuple[int | None, Reference]:
    """The number typed on a line, if one is, and the publication that the line names: a known
    one, or a new one with its DOI or PMID."""
    named = LINE.match(line)
    if named is None:
        raise ValidationError(
            f"Line {place} ('{line[:60]}') names no publication; begin it with doi:, pmid: or ref:."
        )
    number = int(named["number"][:9]) if named["number"] else None
    return number, _reference(place, named["kind"].lower(), named["value"])


def _reference(place: int, kind: str, value: str) -> Reference:
    if kind == "ref":
        readable = re.fullmatch(r"[0-9]{1,18}", value)
        known = Reference.objects.filter(pk=value).first() if readable else None
        if known is None:
            raise ValidationError(f"Line {place}: there is no reference {value[:60]}.")
        return known
    reference = Reference(**{kind: value})
    if known := Reference.objects.filter(key=reference.identity()).first():
        return known
    try:
        reference.full_clean()
    except ValidationError as error:
        raise ValidationError([f"Line {place}: {text}" for text in error.messages]) from error
    return reference


def _saved(reference: Reference) -> Reference:
    """The row of a reference, which another section of the same form may have made meanwhile."""
    if reference._state.adding:
        typed = {"doi": reference.doi, "pmid": reference.pmid}
        reference, _ = Reference.objects.get_or_create(key=reference.identity(), defaults=typed)
    return reference
