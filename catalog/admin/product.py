"""The product screen: everything of a draft on one page, and its way to the public."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import OuterRef, QuerySet, Subquery
from django.forms import ModelForm
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils import timezone

from catalog.actions.save_draft import save_draft
from catalog.admin import publishing
from catalog.admin.forms import ProductForm
from catalog.admin.inlines import INLINES
from catalog.admin.locked import OneSaverAtATime
from catalog.admin.staff import staff_member
from catalog.curation import findings
from catalog.models import DraftVersion, Product, Revision


@admin.register(Product)
class ProductAdmin(OneSaverAtATime, admin.ModelAdmin[Product]):
    form = ProductForm
    inlines = INLINES
    list_display = ("catalog_number", "name", "kind", "state", "status")
    list_filter = ("kind", "status")
    search_fields = (
        "catalog_number", "catalog_number_key", "name", "synonyms__text", "packs__sku",
        "registry_numbers__value", "compound__name", "compound__registry_numbers__value",
        "compound__formula", "compound__inchikey",
    )  # fmt: skip
    autocomplete_fields = ("compound", "replaced_by", "variant_group", "terms")
    prepopulated_fields = {"slug": ("name",)}
    fieldsets = (
        (None, {"fields": (
            "seen_hash", "catalog_number", "name", "slug", "kind", "summary", "grade", "status",
            "replaced_by", "save_reason",
        )}),
        ("Identity", {"fields": ("compound", ("variant_group", "variant_value"), "terms")}),
        ("As supplied", {"fields": (
            "appearance", "contents", ("supplied_concentration", "supplied_solvent"),
            "shipping_condition", "solubility_note",
        )}),
        ("Hazards", {"fields": (
            ("hazard_status", "hazard_signal_word"), "hazard_codes", "hazard_source", "hazard_date",
        )}),
        ("Statements", {"fields": ("intended_use", "trade_marks", "terms_of_use")}),
        ("Internal", {"fields": ("internal_note",)}),
    )  # fmt: skip

    def get_urls(self) -> list[URLPattern]:
        return publishing.urls(self) + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        drafts = DraftVersion.objects.filter(product=OuterRef("pk")).order_by("-number")
        revisions = Revision.objects.filter(product=OuterRef("pk")).order_by("-number")
        return (
            super()
            .get_queryset(request)
            .annotate(
                draft_now=Subquery(drafts.values("sha256")[:1]),
                draft_published=Subquery(revisions.values("draft_version__sha256")[:1]),
                last_kind=Subquery(revisions.values("kind")[:1]),
                last_from=Subquery(revisions.values("valid_from")[:1]),
            )
        )

    @admin.display(description="state")
    def state(self, product: Any) -> str:
        if product.last_kind is None:
            return "Draft"
        if product.last_kind == Revision.Kind.WITHDRAWAL:
            return "Withdrawn"
        if product.last_from > timezone.now():
            return "Scheduled"
        return "Published" if product.draft_now == product.draft_published else "Changed since"

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_related(
        self, request: HttpRequest, form: ModelForm[Product], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        product, reason = form.instance, form.cleaned_data["save_reason"]
        expected = form.cleaned_data["seen_hash"] if change else ""
        version = save_draft(product, by=staff_member(request), reason=reason, expected=expected)
        for finding in findings(version.read()):
            level = messages.ERROR if finding.severity.value == "error" else messages.WARNING
            messages.add_message(request, level, str(finding))
