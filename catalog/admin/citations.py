"""A section of the product screen, with its numbered references as lines."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from catalog.admin.duplicates import likely_duplicates, same_publication
from catalog.admin.fields import LinesField
from catalog.admin.pasted import AGAIN, Pasted, digest
from catalog.citation_text import CitationError, read_citation
from catalog.models import Citation, Reference, Section
from catalog.specification.limits import MOST_ROWS

NUMBERED = re.compile(r"^(?:\[(?P<bracketed>[0-9]+)\]\s*|(?P<number>[0-9]+)[.)](?![0-9])\s*)")
"""``5. `` and ``[5]``, and not the beginning of ``10.1038/nchembio.304``."""
KNOWN = re.compile(r"^ref:\s*(\S+)", re.IGNORECASE)
MAX_NUMBER = 32_767  # what the column holds


class SectionForm(forms.ModelForm[Section]):
    """A section with its numbered references, one a line."""

    reference_list = LinesField(
        label="References",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="One a line: a DOI or its address, PMID: 1715244, a citation as PubMed's Cite "
        "button copies it, or ref:12 with the number on the References screen. '5. …' is cited as "
        "[5]; a line without a number follows the line above it.",
    )

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    """Of which lines the reading was shown."""

    class Meta:
        model = Section
        fields = ("key", "title", "body", "reference_list", "shown", "position")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.completed: list[Reference] = []
        """Those of the library that learned something: other products may cite them."""
        if self.instance.pk:
            self.initial["reference_list"] = write_citations(self.instance)

    def has_changed(self) -> bool:
        return bool(set(self.changed_data) - {"shown"})

    def clean_reference_list(self) -> dict[int, Pasted]:
        """The references by their numbers. Raises ValidationError for all lines that are bad."""
        cited: dict[int, Pasted] = {}
        bad: list[str] = []
        read: list[str] = []
        number = 0
        for place, line in enumerate(self.cleaned_data["reference_list"].splitlines(), start=1):
            if not line.strip():
                continue
            typed, text = _split(line.strip())
            number = number + 1 if typed is None else typed
            try:
                _check_number(number, cited)
                cited[number] = _reference(text)
                if cited[number].is_to_be_shown:
                    read.append(f"Line {place} {cited[number].describe()}")
            except ValidationError as error:
                shown = f" ('{line.strip()[:60]}')"
                bad += [f"Line {place}{shown}: {message}" for message in error.messages]
        if bad:
            raise ValidationError(bad)
        if len(cited) > MOST_ROWS:
            raise ValidationError(f"A section has at most {MOST_ROWS} references; remove some.")
        if read and not self._was_shown():
            raise ValidationError([*read, AGAIN])
        return cited

    def _was_shown(self) -> bool:
        """Whether these lines were shown as they are read; else they are going to be."""
        name, lines = self.add_prefix("shown"), digest(self.cleaned_data["reference_list"])
        if self.data.get(name) == lines or "_preview" in self.data:
            return True
        sent: Any = self.data
        data = sent.copy()
        data[name] = lines
        self.data = data
        return False

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "reference_list" not in self.changed_data:
            return
        self.instance.citations.all().delete()
        for number, pasted in self.cleaned_data["reference_list"].items():
            if pasted.fills and not pasted.reference._state.adding:
                self.completed.append(pasted.reference)
            Citation.objects.create(section=self.instance, number=number, reference=pasted.keep())


def write_citations(section: Section) -> str:
    """The numbered references of a section, one a line."""
    return "\n".join(map(_line, section.citations.select_related("reference")))


def _line(citation: Citation) -> str:
    described = " ".join(str(citation.reference).split())
    return f"{citation.number}. ref:{citation.reference_id} {described}".strip()


def _split(line: str) -> tuple[int | None, str]:
    """The number typed on a line, if one is, and what follows it."""
    numbered = NUMBERED.match(line)
    if numbered is None:
        return None, line
    return int((numbered["bracketed"] or numbered["number"])[:9]), line[numbered.end() :]


def _check_number(number: int, cited: dict[int, Pasted]) -> None:
    if not 1 <= number <= MAX_NUMBER:
        raise ValidationError(
            f"it has the number {str(number)[:9]}; number references from 1 to {MAX_NUMBER}."
        )
    if number in cited:
        raise ValidationError(
            f"it is the second reference with the number {number}; give each its own."
        )


def _reference(text: str) -> Pasted:
    """The publication that a line names: one that is there, or a new one with what was read."""
    if named := KNOWN.match(text):
        return Pasted(_known(named[1]), {})
    try:
        found = read_citation(text)
    except CitationError as error:
        raise ValidationError(
            "it names no publication; write a DOI, a PubMed ID, a citation as PubMed's Cite "
            "button copies it, or ref: and the number of a reference."
        ) from error
    reference = Reference(**found)
    if twin := same_publication(reference):
        return Pasted(twin, found)
    reference.full_clean()
    likely = likely_duplicates(reference)
    if len(likely) > 1:
        choice = " or ".join(f"ref:{row.pk}" for row in likely[:5])
        raise ValidationError(f"it may be {choice}; write which one.")
    return Pasted(likely[0] if likely else reference, found)


def _known(number: str) -> Reference:
    readable = re.fullmatch(r"[0-9]{1,18}", number)
    known = Reference.objects.filter(pk=number).first() if readable else None
    if known is None:
        raise ValidationError(f"there is no reference {number[:60]}.")
    return known
