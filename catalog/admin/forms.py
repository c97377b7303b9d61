"""Forms of the product screen: what is typed as text and kept as rows."""

import csv
import re
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from catalog.actions.save_draft import latest_draft
from catalog.models import (
    Attachment,
    Citation,
    Figure,
    Product,
    Reference,
    Section,
    Series,
    StoredFile,
)
from catalog.models.files import image_type

CITED_BY = re.compile(r"^(?:\d+\.\s*)?(doi|pmid|ref):\s*(\S+)", re.I)


class ProductForm(forms.ModelForm[Product]):
    """The product's own columns, with the edit lock and the reason of the change."""

    draft_hash = forms.CharField(widget=forms.HiddenInput, required=False)
    save_reason = forms.CharField(
        label="Why this change", max_length=300, required=False, help_text="Internal."
    )

    class Meta:
        model = Product
        fields = ("catalog_number", "name")  # the admin's fieldsets name them all

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        latest = latest_draft(self.instance) if self.instance.pk else None
        self.present_hash = latest.sha256 if latest else ""
        self.fields["draft_hash"].initial = self.present_hash

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.instance.pk and cleaned.get("draft_hash") != self.present_hash:
            raise ValidationError(
                "Somebody saved this product while you were editing it. Nothing of yours was "
                "saved, and all you typed is still below: copy what you need, then reload the "
                "page to see the present draft and make your change again."
            )
        return cleaned


class SectionForm(forms.ModelForm[Section]):
    """A section with its numbered references, one a line."""

    reference_list = forms.CharField(
        label="References",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 80}),
        help_text="One a line, in the order of their numbers: doi:10.1016/…, pmid:1715244, or "
        "ref:12 with the number of the References screen. Text after it is ignored.",
    )

    class Meta:
        model = Section
        fields = ("key", "title", "body", "reference_list", "position")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            citations = self.instance.citations.select_related("reference")
            self.initial["reference_list"] = "\n".join(
                f"{c.number}. ref:{c.reference_id} {c.reference}" for c in citations
            )

    def clean_reference_list(self) -> list[Reference]:
        lines = [line.strip() for line in self.cleaned_data["reference_list"].splitlines()]
        return [_reference(place, line) for place, line in enumerate(filter(None, lines), 1)]

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        self.instance.citations.all().delete()
        for number, reference in enumerate(self.cleaned_data["reference_list"], start=1):
            if reference.pk is None:
                reference.save()
            Citation.objects.create(section=self.instance, number=number, reference=reference)


def _reference(place: int, line: str) -> Reference:
    """The publication that a line names: a known one, or a new one with its DOI or PMID."""
    named = CITED_BY.match(line)
    if named is None:
        raise ValidationError(
            f"Line {place} ('{line[:60]}') names no publication; begin it with doi:, pmid: or ref:."
        )
    kind, value = named.group(1).lower(), named.group(2)
    if kind == "ref":
        known = Reference.objects.filter(pk=value).first() if value.isdigit() else None
        if known is None:
            raise ValidationError(f"Line {place}: there is no reference {value}.")
        return known
    reference = Reference(**{kind: value})
    if known := Reference.objects.filter(key=reference.identity()).first():
        return known
    try:
        reference.full_clean()
    except ValidationError as error:
        raise ValidationError([f"Line {place}: {text}" for text in error.messages]) from error
    return reference


M = TypeVar("M", Figure, Attachment)


class UploadForm(forms.ModelForm[M]):
    """A row with a file, which is kept only when the whole screen is valid and saved."""

    file_column: str

    def media_type(self, content: bytes, name: str) -> str:
        """The type of an upload that is acceptable. Raises ValidationError."""
        raise NotImplementedError

    def clean_upload(self) -> tuple[bytes, str, str] | None:
        upload = self.cleaned_data["upload"]
        if not upload:
            return None
        content = upload.read()
        return content, upload.name, self.media_type(content, upload.name)

    def save(self, commit: bool = True) -> Any:
        if upload := self.cleaned_data.get("upload"):
            setattr(self.instance, self.file_column, StoredFile.objects.keep(*upload))
        return super().save(commit)


class FigureForm(UploadForm[Figure]):
    """A figure with its image, or with its data as lines of a table."""

    file_column = "image"
    upload = forms.FileField(label="New image", required=False, help_text="PNG, JPEG or WebP.")
    table = forms.CharField(
        label="Data",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text="One point a line: series, x, y and, if known, standard deviation; columns "
        "separated by commas, semicolons or tabs.",
    )

    class Meta:
        model = Figure
        fields = (
            "key", "title", "caption", "conditions", "illustrative", "upload", "alternative_text",
            "x_label", "x_unit", "x_scale", "y_label", "y_unit", "fit", "measure", "table",
            "position",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["table"] = "\n".join(
                ", ".join([series.label, *(f"{value:g}" for value in point)])
                for series in self.instance.series.all()
                for point in series.points
            )

    def media_type(self, content: bytes, name: str) -> str:
        return image_type(content, name)

    def clean_table(self) -> dict[str, list[list[float]]]:
        series: dict[str, list[list[float]]] = {}
        for place, line in enumerate(self.cleaned_data["table"].splitlines(), start=1):
            if line.strip():
                label, point = _point(place, line)
                series.setdefault(label, []).append(point)
        return series

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("upload") and not cleaned.get("alternative_text"):
            self.add_error("alternative_text", "Describe the image for those who cannot see it.")
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        self.instance.series.all().delete()
        for place, (label, points) in enumerate(self.cleaned_data["table"].items()):
            Series.objects.create(figure=self.instance, label=label, points=points, position=place)


def _point(place: int, line: str) -> tuple[str, list[float]]:
    separator = next((mark for mark in "\t;," if mark in line), ",")
    label, *values = (cell.strip() for cell in next(csv.reader([line], delimiter=separator)))
    try:
        point = [float(value.replace("−", "-")) for value in values if value]
    except ValueError:
        point = []
    if not label or len(point) not in (2, 3):
        raise ValidationError(
            f"Line {place} ('{line[:60]}') is not a point; write: series, x, y, standard deviation."
        )
    Series(label=label, points=[point]).clean()
    return label, point


class AttachmentForm(UploadForm[Attachment]):
    """A document: uploaded, or at an address."""

    file_column = "file"
    upload = forms.FileField(label="New file", required=False, help_text="A PDF.")
    url = forms.URLField(label="Address", required=False, assume_scheme="https")

    class Meta:
        model = Attachment
        fields = ("kind", "title", "language", "lot", "date", "upload", "url", "position")

    def media_type(self, content: bytes, name: str) -> str:
        if not content.startswith(b"%PDF-"):
            raise ValidationError(f"'{name}' is not a PDF; upload the document as PDF.")
        return "application/pdf"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_file = bool(cleaned.get("upload") or self.instance.file_id)
        if "upload" in cleaned and "url" in cleaned and has_file == bool(cleaned["url"]):
            raise ValidationError("An attachment is either a file or an address; give one of them.")
        return cleaned
