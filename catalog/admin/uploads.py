"""Forms of the parts that have a file: figures and attachments."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html

from catalog.admin.fields import LinesField, UploadField, UploadInput
from catalog.admin.points import Points, read_points, write_points
from catalog.models import Attachment, Figure, Series, SiteSettings, StoredFile
from catalog.models.documents import PDF
from catalog.pictures import ACCEPTED, ACCEPTED_IN_WORDS, FIGURE, Box
from catalog.pictures.formats import MAX_BYTES

M = TypeVar("M", Figure, Attachment, SiteSettings)
Keeper = Callable[[], StoredFile]
"""Keeps a file that was found acceptable."""


class UploadForm(forms.ModelForm[M]):
    """A row with a file, which is kept only when the whole screen is valid and saved."""

    file_column: str

    def accept_size(self, size: int, name: str) -> None:
        """Raises ValidationError for a file that is too large, before it is read."""
        raise NotImplementedError

    def keeper(self, content: bytes, name: str) -> Keeper:
        """What keeps an upload that is acceptable. Raises ValidationError."""
        raise NotImplementedError

    def clean_upload(self) -> Keeper | None:
        upload = self.cleaned_data["upload"]
        if not upload:
            return None
        self.accept_size(upload.size, upload.name)
        return self.keeper(upload.read(), upload.name)

    def save(self, commit: bool = True) -> Any:
        if keep := self.cleaned_data.get("upload"):
            setattr(self.instance, self.file_column, keep())
        return super().save(commit)


class PictureForm(UploadForm[M]):
    """A row with a picture, which is converted as soon as it is there."""

    box: Box

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        present = getattr(self.instance, self.file_column)
        if present and present.original:
            field = self.fields["upload"]
            field.help_text = format_html(
                '{} The present one was uploaded as <a href="{}">{}</a> ({}).',
                field.help_text,
                reverse("catalog:file", args=[present.original.sha256, present.uploaded_as]),
                present.uploaded_as,
                filesizeformat(present.original.size),
            )

    def accept_size(self, size: int, name: str) -> None:
        if size > MAX_BYTES:
            raise ValidationError(
                f"'{name}' has more than {MAX_BYTES // 1_000_000} MB; scale the picture down, or "
                "save it as JPEG."
            )

    def keeper(self, content: bytes, name: str) -> Keeper:
        return StoredFile.objects.picture_keeper(content, name, self.box)


class FigureForm(PictureForm[Figure]):
    """A figure with its image, or with its data as lines of a table."""

    file_column = "image"
    box = FIGURE
    upload = UploadField(
        label="New image",
        required=False,
        help_text=f"{ACCEPTED_IN_WORDS}. The public sees it upright, in print at 300 dpi, and "
        "without what cameras write into it; the file itself is kept for staff.",
        widget=UploadInput(attrs={"accept": ",".join(ACCEPTED.values())}),
    )
    table = LinesField(
        label="Data",
        required=False,
        strip=False,  # a line pasted from a table may begin with a tab
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text="One point a line: series, x, y and, if known, standard deviation; columns "
        "separated by commas, semicolons or tabs, decimals by a dot or a comma. What a spreadsheet "
        'gives may be pasted with its headings. "Quote" a name that has a separator in it.',
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
            self.initial["table"] = write_points(self.instance.series.all())

    def clean_table(self) -> Points:
        return read_points(self.cleaned_data["table"])

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        has_image = bool(cleaned.get("upload") or self.instance.image_id)
        if has_image and cleaned.get("alternative_text") == "":
            self.add_error("alternative_text", "Describe the image for those who cannot see it.")
        if not has_image and cleaned.get("table") == {} and "upload" not in self.errors:
            self.add_error(
                "upload", "A figure has an image or data: choose the one or enter the other."
            )
        return cleaned

    def _save_m2m(self) -> None:
        super()._save_m2m()  # type: ignore[misc]
        if "table" not in self.changed_data:
            return
        self.instance.series.all().delete()
        for place, (label, points) in enumerate(self.cleaned_data["table"].items()):
            Series.objects.create(figure=self.instance, label=label, points=points, position=place)


class AttachmentForm(UploadForm[Attachment]):
    """A document: uploaded, or at an address."""

    file_column = "file"
    upload = UploadField(
        label="New file",
        required=False,
        help_text=f"A PDF that opens without a password, of at most {PDF.most_megabytes} MB.",
    )
    url = forms.URLField(label="Address", required=False, assume_scheme="https")

    class Meta:
        model = Attachment
        fields = ("kind", "title", "language", "lot", "date", "upload", "url", "position")

    def accept_size(self, size: int, name: str) -> None:
        PDF.accept_size(size, name)

    def keeper(self, content: bytes, name: str) -> Keeper:
        return StoredFile.objects.document_keeper(content, name, PDF)

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        has_file = bool(cleaned.get("upload") or self.instance.file_id)
        if "upload" in cleaned and "url" in cleaned and has_file == bool(cleaned["url"]):
            raise ValidationError("An attachment is either a file or an address; give one of them.")
        return cleaned
