"""Forms of the parts that have a file: figures and attachments."""

from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError

from catalog.admin.fields import LinesField, UploadField
from catalog.admin.points import Points, read_points, write_points
from catalog.models import Attachment, Figure, Series, SiteSettings, StoredFile
from catalog.models.files import image_type

M = TypeVar("M", Figure, Attachment, SiteSettings)


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
    upload = UploadField(label="New image", required=False, help_text="PNG, JPEG or WebP.")
    table = LinesField(
        label="Data",
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 60}),
        help_text="One point a line: series, x, y and, if known, standard deviation; columns "
        'separated by commas, semicolons or tabs. "Quote" a name that has one of these in it.',
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

    def media_type(self, content: bytes, name: str) -> str:
        return image_type(content, name)

    def clean_table(self) -> Points:
        return read_points(self.cleaned_data["table"])

    def clean(self) -> dict[str, Any]:
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
    upload = UploadField(label="New file", required=False, help_text="A PDF.")
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
