"""The publication log, to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from catalog.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin[Revision]):
    """Every revision of every product in the order of the log; nothing can be changed."""

    list_display = ("position", "product", "number", "kind", "valid_from", "author", "change_note")
    list_select_related = ("product", "author")
    list_filter = ("kind",)
    search_fields = ("product__catalog_number", "product__name", "change_note")
    ordering = ("-position",)
    fields = (
        "product", "number", "position", "kind", "recorded_at", "valid_from", "change_note",
        "reason", "author", "approver", "sha256",
    )  # fmt: skip

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
