"""Rows of the product list: the columns of a listing, and on request members of its document."""

from typing import Any

from django.urls import reverse
from rest_framework import serializers

from catalog.api.addresses import absolute
from catalog.models import Listing
from catalog.plain_json import JsonObject
from catalog.specification.declaration import product


def document_members() -> list[str]:
    """Members of a specification that ``fields=`` may ask for beside those of a row."""
    return [field.name for field in product.fields if not field.internal]


def asked_of_document(wanted: list[str] | None) -> list[str]:
    """Those of the members asked for that a row itself does not have."""
    return [name for name in wanted or () if name not in ProductRow.Meta.fields]


NULL_IF_EMPTY = ("cas", "formula", "summary", "grade")


class ProductRow(serializers.ModelSerializer[Listing]):
    """One product in a list. ``molecular_weight`` is a quantity as frozen."""

    cas = serializers.CharField(help_text="CAS number of this form, or null.", allow_null=True)
    formula = serializers.CharField(allow_null=True)
    molecular_weight = serializers.JSONField(help_text="A quantity, or null.")
    url = serializers.SerializerMethodField(help_text="The specification.")
    page = serializers.SerializerMethodField(help_text="The product page.")
    revision = serializers.IntegerField(source="revision.number")
    valid_from = serializers.DateTimeField(source="visible_from")

    class Meta:
        model = Listing
        fields: tuple[str, ...] = (
            "catalog_number", "name", "kind", "summary", "grade", "status", "cas", "formula",
            "molecular_weight", "revision", "valid_from", "url", "page",
        )  # fmt: skip

    def __init__(self, *args: Any, wanted: list[str] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.wanted = wanted

    def get_url(self, listing: Listing) -> str:
        return absolute(reverse("api:product", args=[listing.catalog_number]))

    def get_page(self, listing: Listing) -> str:
        return absolute(reverse("catalog:product", args=[listing.catalog_number, listing.slug]))

    def to_representation(self, instance: Listing) -> JsonObject:
        row = super().to_representation(instance)
        row |= {name: row[name] or None for name in NULL_IF_EMPTY if name in row}
        if self.wanted is None:
            return row
        if from_document := asked_of_document(self.wanted):
            document = instance.revision.read()
            row |= {name: document[name] for name in from_document}
        return {name: row[name] for name in self.wanted}
