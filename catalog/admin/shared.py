"""Rows that products share. Changing one gives every product that contains it a new draft."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from catalog.actions.save_draft import products_sharing, save_drafts_sharing
from catalog.admin.staff import staff_member
from catalog.models import Compound, Reference, RegistryNumber, Term, VariantGroup


class SharedAdmin(admin.ModelAdmin[Any]):
    """Saves the drafts of the products that contain the row, and says which these are."""

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
    fields = ("type", "value", "qualifier", "position")
    extra = 0


@admin.register(Compound)
class CompoundAdmin(SharedAdmin):
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
    list_display = ("label", "vocabulary", "slug")
    list_filter = ("vocabulary",)
    search_fields = ("label", "slug")

    actions = None  # deleting many at once would pass has_delete_permission by

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("vocabulary", "slug") if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        used = obj is not None and obj.products.exists()
        return not used and super().has_delete_permission(request, obj)


@admin.register(VariantGroup)
class VariantGroupAdmin(SharedAdmin):
    list_display = ("name", "axis", "key")
    search_fields = ("name", "key")
