"""Vocabularies: terms and variant groups."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from catalog.admin.shared import SharedAdmin
from catalog.models import Term, VariantGroup


@admin.register(Term)
class TermAdmin(SharedAdmin):
    identity = ("vocabulary", "slug")
    list_display = ("label", "vocabulary", "slug", "number_of_products")
    list_filter = ("vocabulary",)
    search_fields = ("label", "slug")

    actions = None  # deleting many at once would pass has_delete_permission by

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        used = obj is not None and obj.products.exists()
        return not used and super().has_delete_permission(request, obj)


@admin.register(VariantGroup)
class VariantGroupAdmin(SharedAdmin):
    identity = ("key",)
    list_display = ("name", "axis", "key", "number_of_products")
    search_fields = ("name", "key")
