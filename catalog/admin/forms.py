"""The form of the product's own columns."""

from django import forms

from catalog.actions.save_draft import latest_draft
from catalog.admin.locked import LockedForm
from catalog.models import Product


class ProductForm(LockedForm[Product]):
    """The product's own columns, with the reason of the change."""

    save_reason = forms.CharField(
        label="Why this change", max_length=300, required=False, help_text="Internal."
    )

    class Meta:
        model = Product
        fields = ("catalog_number", "name")  # the admin's fieldsets name them all

    def hash_now(self) -> str:
        latest = latest_draft(self.instance)
        return latest.sha256 if latest else ""
