"""A storage condition on the product screen: its temperature is typed whole, with the unit."""

from catalog.admin.quantities import QuantityForm
from catalog.models import StorageCondition


class StorageForm(QuantityForm):
    class Meta:
        model = StorageCondition
        fields = ("state", "temperature_printed")  # the inline names them all
        help_texts = {
            "temperature_printed": "With its unit (°C unless given): −20 °C, 2–8 °C; or in words: "
            "room temperature."
        }
