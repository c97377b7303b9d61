"""A reference as it is typed or pasted, and whether it is there already."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from catalog.admin.duplicates import likely_duplicates, same_publication
from catalog.admin.fields import LinesField
from catalog.admin.pasted import AGAIN, IDENTIFIERS, differences, digest, kept_words
from catalog.admin.shared import SharedForm
from catalog.citation_text import COLUMNS, CitationError, plain_doi, plain_pmid, read_citation
from catalog.models import Reference

LONG = {"class": "vLargeTextField"}
SHORT = {"size": 10}
TELLING = frozenset({"title", "year", "journal", "volume", "pages"})
"""Columns by which a likely duplicate is known."""


class ReferenceForm(SharedForm):
    """Columns that are empty are filled from what is pasted; what is typed is never changed."""

    citation = LinesField(
        label="Paste a citation, DOI or PubMed ID",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "cols": 80}),
        help_text="What PubMed's Cite button copies (NLM, AMA, APA or MLA), a DOI, a PubMed "
        "address, or an export as RIS or NBIB. Empty columns are filled from it and shown before "
        "anything is saved; nothing is looked up elsewhere.",
    )
    not_the_same = forms.BooleanField(
        label="This is another publication",
        required=False,
        widget=forms.HiddenInput,
    )
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    """Of which citation the reading was shown."""
    pmid = forms.CharField(
        label="PMID",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )

    class Meta:
        model = Reference
        fields = COLUMNS
        widgets = {
            column: forms.TextInput(attrs=LONG) for column in ("doi", "authors", "title", "journal")
        } | {column: forms.TextInput(attrs=SHORT) for column in ("volume", "issue", "pages")}

    def __init__(self, data: Any = None, *args: Any, **options: Any) -> None:
        self.read: dict[str, str] = {}
        self.differs: dict[str, str] = {}
        self.asks = False
        self.unreadable = ""
        if data is not None and data.get("citation", "").strip():
            data = self._completed(data)
        super().__init__(data, *args, **options)

    def _completed(self, data: Any) -> Any:
        """What was sent, with its empty columns filled, so that all is checked and shown alike."""
        try:
            found = read_citation(data["citation"])
        except CitationError as error:
            self.unreadable = str(error)
            return data
        self.read = {
            column: value for column, value in found.items() if not data.get(column, "").strip()
        }
        completed = data.copy()
        for column, value in self.read.items():
            completed[column] = value
        self.differs = differences(found, data)
        read = digest(data["citation"])
        self.asks = data.get("shown") != read and bool(
            (self.read | self.differs).keys() - IDENTIFIERS
        )
        completed["shown"] = read
        return completed

    def clean_citation(self) -> str:
        if self.unreadable:
            raise ValidationError(self.unreadable)
        return str(self.cleaned_data["citation"])

    def clean_doi(self) -> str:
        return plain_doi(self.cleaned_data["doi"])

    def clean_pmid(self) -> str:
        return plain_pmid(self.cleaned_data["pmid"])

    def _post_clean(self) -> None:
        typed = {column: self.cleaned_data.get(column) for column in COLUMNS}
        given = {column: value for column, value in typed.items() if value is not None}
        candidate = Reference(pk=self.instance.pk, **given)
        named_anew = not self.instance.pk or {"doi", "pmid"} & set(self.changed_data)
        if named_anew and (twin := same_publication(candidate)):
            self.add_error(
                None, _is_there(twin, self.read)
            )  # the row itself would say so without a link
            return
        super()._post_clean()  # type: ignore[misc]
        if not self.errors and not self.cleaned_data["not_the_same"]:
            self._ask_about(candidate)
        if not self.errors and self.asks:
            self.add_error("citation", self._reading())

    def _reading(self) -> str:
        """What is to be checked before it is saved."""
        read = f"Read from what was pasted: {', '.join(self.read)}. " if self.read else ""
        return f"{read}{kept_words(self.differs)} {AGAIN}".replace("  ", " ").strip()

    def _ask_about(self, candidate: Reference) -> None:
        if self.instance.pk and TELLING.isdisjoint(self.changed_data):
            return
        if likely := likely_duplicates(candidate):
            self.fields["not_the_same"].widget = forms.CheckboxInput()
            self.add_error("not_the_same", _may_be_there(likely))


def _link(reference: Reference) -> SafeString:
    address = reverse("admin:catalog_reference_change", args=[reference.pk])
    return format_html('<a href="{}">{}</a>', address, reference)


def _is_there(twin: Reference, read: Mapping[str, str]) -> SafeString:
    lacking = ", ".join(name for name in read if not getattr(twin, name))
    fill = (
        f" It lacks {lacking}: paste the citation on its screen to fill that in." if lacking else ""
    )
    return format_html(
        "This publication is there already: {}.{} Use that one, or correct what is typed here; two "
        "rows of one publication are merged in the list of references.",
        _link(twin),
        fill,
    )


def _may_be_there(likely: list[Reference]) -> SafeString:
    return format_html(
        "This may be there already: {}. Use that one, or tick the box to save this beside it.",
        format_html_join("; ", "{}", ((_link(reference),) for reference in likely[:5])),
    )
