"""The form of the product's own columns."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from catalog.actions.save_draft import latest_draft
from catalog.admin.beside import FieldWithFindings
from catalog.admin.locked import LockedForm
from catalog.admin.quantities import QuantityForm
from catalog.admin.shown import numbers_seen
from catalog.models import Product
from catalog.specification.limits import LARGEST_DRAFT, MOST_ROWS


class ProductForm(QuantityForm, LockedForm[Product]):
    """The product's own columns, with the reason of the change."""

    bound_field_class = FieldWithFindings
    advice = "; both changes can be put together above"

    save_reason = forms.CharField(
        label="Why this change", max_length=300, required=False, help_text="Internal."
    )

    class Meta:
        model = Product
        fields = ("catalog_number", "name")  # the admin's fieldsets name them all

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk and "catalog_number" in self.fields:
            self.fields["catalog_number"].help_text = number_help(self.instance)

    def clean_terms(self) -> Any:
        """As many as loading a draft takes."""
        terms = self.cleaned_data["terms"]
        if len(terms) > MOST_ROWS:
            raise ValidationError(f"A product has at most {MOST_ROWS} terms; remove some.")
        return terms

    def clean(self) -> dict[str, object]:
        size = sum(len(text.encode()) for texts in _typed(self.data) for text in texts)
        if size > LARGEST_DRAFT:
            raise ValidationError(
                f"All that is typed here has {size} bytes; a draft has at most {LARGEST_DRAFT}. "
                "Shorten the longest texts."
            )
        return super().clean()

    def hash_now(self) -> str:
        latest = latest_draft(self.instance)
        return latest.sha256 if latest else ""

    def last_saved(self) -> tuple[str, datetime] | None:
        """A draft has its own history, whichever way it was saved."""
        latest = latest_draft(self.instance)
        if latest is None:
            return None
        who = latest.author.get_username() if latest.author else "an automatic process"
        return who, latest.saved_at


def _typed(data: Any) -> Iterator[list[str]]:
    for _, values in data.lists() if isinstance(data, MultiValueDict) else ():
        yield values


def number_help(product: Product) -> str:
    """What becomes of the catalog numbers under which the public has seen the product."""
    seen = numbers_seen(product)
    former = [number for key, number in seen.items() if key != product.catalog_number_key]
    words = []
    if former:
        verb = "still leads" if len(former) == 1 else "still lead"
        words.append(f"Former numbers: {', '.join(former)}, which {verb} to this product.")
    if product.catalog_number_key in seen:
        number = product.catalog_number
        words.append(
            f"{number} was published: when you change it and publish, {number} keeps leading "
            "here, and no other product is ever given it."
        )
    return " ".join(words)
