"""A storage condition on the product screen: its temperature is typed whole, with the unit."""

from typing import Any

from django import forms

from catalog.models import StorageCondition


class StorageForm(forms.ModelForm[StorageCondition]):
    """The unit has no field of its own, so it is shown in the text and read from it each time."""

    class Meta:
        model = StorageCondition
        fields = ("state", "temperature_printed")  # the inline names them all
        help_texts = {
            "temperature_printed": "With its unit (°C unless given): −20 °C, 2–8 °C; or in words: "
            "room temperature."
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.initial["temperature_printed"] = self.instance.temperature

    def _post_clean(self) -> None:
        self.instance.temperature_unit = ""
        super()._post_clean()  # type: ignore[misc]
