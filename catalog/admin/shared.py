"""Rows that products share. Changing one gives every product that contains it a new draft."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from catalog.actions.save_draft import CONTAINING, products_sharing, save_drafts_sharing
from catalog.admin.explained import Explained
from catalog.admin.locked import LockedRowForm, OneSaverAtATime
from catalog.admin.plain import PlainScreen
from catalog.admin.prefilled import Prefilled
from catalog.admin.staff import staff_member
from catalog.models import Product
from catalog.plain_json import JsonObject
from catalog.specification.declaration import Compound, Reference, Term, VariantGroup
from catalog.specification.deriving import part_of
from catalog.specification.labels import label

PARTS = {
    part.model: part
    for part in (
        part_of(Compound), part_of(Reference), part_of(Term), part_of(VariantGroup),
    )
}  # fmt: skip
MOST_LINKS = 60
"""So many products are linked; of more, only the number is told."""


class SharedForm(LockedRowForm[Any]):
    """A shared row, which is seen as documents write it."""

    def document_now(self) -> JsonObject:
        return PARTS[type(self.instance)].dump(self.instance)

    def label(self, path: tuple[str, ...]) -> str:
        return label(path, PARTS[type(self.instance)])


def numbers_of_products(rows: Iterable[models.Model]) -> dict[Any, int]:
    """How many products contain each of these rows of one kind, by primary key."""
    products: dict[Any, set[Any]] = defaultdict(set)
    keys = {row.pk: type(row) for row in rows}
    for way in {way for model in set(keys.values()) for way in CONTAINING[model]}:
        found = Product.objects.filter(**{f"{way}__in": list(keys)}).order_by()
        for key, product in found.values_list(way, "pk"):
            products[key].add(product)
    return {key: len(products[key]) for key in keys}


class SharedList(ChangeList):
    """A list that tells of each of its rows how many products contain it."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows: Any = self.result_list
        numbers = numbers_of_products(rows)
        for row in rows:
            row.number_of_products = numbers[row.pk]


class SharedAdmin(Explained, OneSaverAtATime, PlainScreen, Prefilled, admin.ModelAdmin[Any]):
    """Saves the drafts of the products that contain the row, and says which these are.

    ``identity`` names the columns that documents know the row by: they never change.
    """

    form = SharedForm
    identity: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = super().get_readonly_fields(request, obj)
        return (*readonly, *self.identity, "containing") if obj else readonly

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The screen's own groups, and below them the products that contain the row."""
        groups = list(self.fieldsets or [(None, {"fields": self._columns()})])
        return [*groups, ("Products", {"fields": ("containing",)})] if obj else groups

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ChangeList]:
        return SharedList

    @admin.display(description="products")
    def number_of_products(self, row: Any) -> int:
        return int(row.number_of_products)

    @admin.display(description="changed with it")
    def containing(self, row: Any) -> SafeString:
        """Links to the products that contain the row."""
        found = products_sharing([row])
        if not found:
            return mark_safe("None yet.")
        links = format_html_join(
            "",
            '<li><a href="{}">{}</a></li>',
            (
                (reverse("admin:catalog_product_change", args=[product.pk]), product)
                for product in found[:MOST_LINKS]
            ),
        )
        rest = len(found) - MOST_LINKS
        more = format_html("<li>and {} more</li>", rest) if rest > 0 else ""
        return format_html(
            '<ul class="products-containing">{}{}</ul>'
            "<p>Saving a change gives each of them a new draft; what is published "
            "stays until they are published again.</p>",
            links,
            more,
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What stands against deleting a row is told as the products that contain it, and not as
        a permission to delete these, which nobody has."""
        deleted, counts, missing, protected = super().get_deleted_objects(objs, request)
        if protected and (products := products_sharing(objs)):
            return deleted, counts, set(), [_product_link(product) for product in products]
        return deleted, counts, missing, protected

    def _columns(self) -> tuple[str, ...]:
        fields = self.model._meta.concrete_fields
        editable = (field.name for field in fields if field.editable and not field.primary_key)
        return ("seen_hash", *editable)

    def save_related(
        self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            label = f"{form.instance._meta.verbose_name} {form.instance}"
            save_drafts_sharing(
                [form.instance], by=staff_member(request), reason=f"Changed {label}"[:300]
            )
            if products := products_sharing([form.instance]):
                numbers = ", ".join(product.catalog_number for product in products)
                messages.info(request, f"The drafts of {numbers} changed with it.")


def _product_link(product: Product) -> SafeString:
    address = reverse("admin:catalog_product_change", args=[product.pk])
    return format_html('Product: <a href="{}">{}</a>', address, product)
