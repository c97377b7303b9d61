"""The publication log, to look at."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from catalog.admin.states import showing
from catalog.models import Revision


@admin.register(Revision)
class RevisionAdmin(admin.ModelAdmin[Revision]):
    """Every revision of every product in the order of the log; nothing can be changed."""

    list_display = (
        "position", "product", "number", "kind", "begins", "state", "author", "change_note",
    )  # fmt: skip
    list_select_related = ("product", "author", "listing")
    list_filter = ("kind",)
    search_fields = ("product__catalog_number", "product__name", "change_note")
    ordering = ("-position",)
    fields = (
        "product", "number", "position", "kind", "state", "recorded", "begins", "change_note",
        "reason", "author", "approver", "sha256",
    )  # fmt: skip

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("state", "recorded", "begins")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="valid from (UTC)", ordering="valid_from")
    def begins(self, revision: Revision) -> str:
        return f"{revision.valid_from:%Y-%m-%d %H:%M}"

    @admin.display(description="recorded (UTC)", ordering="recorded_at")
    def recorded(self, revision: Revision) -> str:
        return f"{revision.recorded_at:%Y-%m-%d %H:%M}"

    @admin.display(description="state")
    def state(self, revision: Revision) -> str:
        return showing(revision, revision.listing).label
