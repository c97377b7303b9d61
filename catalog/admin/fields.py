"""Form fields of the back office."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html
from django.utils.safestring import SafeString


class LinesField(forms.CharField):
    """Text of several lines. Browsers send CR LF; what was not edited compares as unchanged."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


class UploadInput(forms.FileInput):
    """A file to choose. It is sent once: on a screen that was refused it is lost, which is said
    beside the field."""

    def render(
        self, name: str, value: Any, attrs: dict[str, object] | None = None, renderer: Any = None
    ) -> SafeString:
        if not isinstance(value, UploadedFile):
            return super().render(name, value, attrs, renderer)
        attrs = attrs or {}
        note = f"{attrs.get('id', name)}_again"
        described = f"{attrs.get('aria-describedby') or ''} {note}".strip()
        return format_html(
            '{}<p class="choose-again" id="{}">Nothing was saved, and {} was not kept: choose the '
            "file again.</p>",
            super().render(name, None, attrs | {"aria-describedby": described}, renderer),
            note,
            value.name,
        )


class UploadField(forms.FileField):
    """A file that its widget is told of when the form is shown again."""

    widget = UploadInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return data
