"""Form fields of the back office."""

from typing import Any

from django import forms


class LinesField(forms.CharField):
    """Text of several lines. Browsers send CR LF; what was not edited compares as unchanged."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text
