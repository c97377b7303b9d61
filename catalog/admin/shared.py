"""Rows that products share. Changing one gives every product that contains it a new draft."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from catalog.actions.save_draft import products_sharing, save_drafts_sharing
from catalog.admin.formsets import PartFormSet
from catalog.admin.locked import LockedForm, OneSaverAtATime
from catalog.admin.staff import staff_member
from catalog.models import Compound, Reference, RegistryNumber, Term, VariantGroup
from catalog.spec import declaration
from catalog.spec.canonical import canonical_bytes, sha256

PARTS = {
    part.model: part
    for part in (
        declaration.compound, declaration.reference, declaration.term, declaration.variant_group,
    )
}  # fmt: skip


class SharedForm(LockedForm[Any]):
    """A shared row, which is seen as documents write it."""

    def hash_now(self) -> str:
        return sha256(canonical_bytes(PARTS[type(self.instance)].dump(self.instance)))


class SharedAdmin(OneSaverAtATime, admin.ModelAdmin[Any]):
    """Saves the drafts of the products that contain the row, and says which these are.

    ``identity`` names the columns that documents know the row by: they never change.
    """

    form = SharedForm
    identity: tuple[str, ...] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.identity if obj else ()

    def save_related(
        self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        products = products_sharing([form.instance])
        if change and (form.has_changed() or any(formset.has_changed() for formset in formsets)):
            label = f"{form.instance._meta.verbose_name} {form.instance}"
            save_drafts_sharing(
                [form.instance], by=staff_member(request), reason=f"Changed {label}"[:300]
            )
            if products:
                numbers = ", ".join(product.catalog_number for product in products)
                messages.info(request, f"The drafts of {numbers} changed with it.")


class RegistryNumberOfCompound(admin.TabularInline[RegistryNumber, Compound]):
    model = RegistryNumber
    formset = PartFormSet
    fields = ("type", "value", "qualifier", "position")
    extra = 0


@admin.register(Compound)
class CompoundAdmin(SharedAdmin):
    identity = ("key",)
    list_display = ("name", "key", "formula", "weight_printed", "form")
    search_fields = ("name", "key", "formula", "inchikey", "registry_numbers__value")
    autocomplete_fields = ("parent",)
    inlines = (RegistryNumberOfCompound,)


@admin.register(Reference)
class ReferenceAdmin(SharedAdmin):
    list_display = ("id", "authors", "year", "title", "journal", "doi", "pmid")
    search_fields = ("authors", "title", "doi", "pmid")


@admin.register(Term)
class TermAdmin(SharedAdmin):
    identity = ("vocabulary", "slug")
    list_display = ("label", "vocabulary", "slug")
    list_filter = ("vocabulary",)
    search_fields = ("label", "slug")

    actions = None  # deleting many at once would pass has_delete_permission by

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        used = obj is not None and obj.products.exists()
        return not used and super().has_delete_permission(request, obj)


@admin.register(VariantGroup)
class VariantGroupAdmin(SharedAdmin):
    identity = ("key",)
    list_display = ("name", "axis", "key")
    search_fields = ("name", "key")
