"""The product screen: everything of a draft on one page, and its way to the public."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, reverse
from django.utils.html import format_html

from catalog.actions.permissions import PUBLISH, WITHDRAW
from catalog.actions.save_draft import latest_draft, save_draft, save_drafts_sharing
from catalog.admin import groups, searching, urls
from catalog.admin.beside import lay_beside
from catalog.admin.changelist import ProductChangeList, StateFilter
from catalog.admin.edit_conflicts import MergesConflicts
from catalog.admin.explained import Explained
from catalog.admin.findings import count, kept_findings, located
from catalog.admin.forms import ProductForm, number_help
from catalog.admin.inlines import SHORT_TEXT
from catalog.admin.locked import OneSaverAtATime
from catalog.admin.plain import PlainScreen
from catalog.admin.prefilled import Prefilled
from catalog.admin.publishing_many import publish_selected
from catalog.admin.shown import numbers_seen, shown_documents
from catalog.admin.staff import staff_member
from catalog.admin.states import DraftState, with_state
from catalog.admin.unsaved import PreviewsUnsaved
from catalog.keys import match_key
from catalog.models import DraftVersion, Product, Reference
from catalog.registry import previews


def _completed(form: Any) -> list[Reference]:
    """The references of the library that a section of the screen completed."""
    completed: list[Reference] = getattr(form, "completed", [])
    return completed


@admin.register(Product)
class ProductAdmin(
    Explained,
    PreviewsUnsaved,
    OneSaverAtATime,
    MergesConflicts,
    PlainScreen,
    Prefilled,
    admin.ModelAdmin[Product],
):
    form = ProductForm
    inlines = groups.INLINES
    fieldsets: ClassVar[Any] = groups.fieldsets()
    autocomplete_fields = ("compound", "replaced_by", "variant_group", "terms")
    prepopulated_fields = {"slug": ("name",)}
    formfield_overrides = SHORT_TEXT
    list_display = (
        "number", "titled", "kind", "state", "curation", "changed_at", "changed_by",
    )  # fmt: skip
    list_filter = (StateFilter, "status", "kind")
    list_per_page = 50
    ordering = ("catalog_number_sort",)
    search_fields = ("catalog_number",)  # shows the search box; searching.matching() searches
    search_help_text = searching.HELP
    actions = (publish_selected,)

    def get_urls(self) -> list[URLPattern]:
        return urls.urls(self) + super().get_urls()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Product]:
        return with_state(super().get_queryset(request))

    def get_changelist(self, request: HttpRequest, **options: Any) -> type[ProductChangeList]:
        return ProductChangeList

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Product], search_term: str
    ) -> tuple[QuerySet[Product], bool]:
        term = search_term.strip()
        return (queryset.filter(searching.matching(term)) if term else queryset), False

    @admin.display(description="catalog number", ordering="catalog_number_sort")
    def number(self, product: Product) -> str:
        return product.catalog_number

    @admin.display(description="name", ordering="name_key")
    def titled(self, product: Product) -> str:
        return product.name

    @admin.display(description="state", ordering="state")
    def state(self, product: Any) -> str:
        if product.state == DraftState.SCHEDULED:
            return f"Scheduled for {product.scheduled_for:%Y-%m-%d %H:%M} UTC"
        return DraftState(product.state).label

    @admin.display(description="findings")
    def curation(self, product: Any) -> str:
        return str(product.count)

    @admin.display(description="last change (UTC)", ordering="saved_at")
    def changed_at(self, product: Any) -> str:
        return f"{product.saved_at:%Y-%m-%d %H:%M}" if product.saved_at else ""

    @admin.display(description="by", ordering="saved_by")
    def changed_by(self, product: Any) -> str:
        return product.saved_by or ""

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return PUBLISH.held_by(request.user)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_fieldsets(self, request: HttpRequest, obj: Product | None = None) -> Any:
        may_edit = obj is None or self.has_change_permission(request, obj)
        return groups.fieldsets(seen_only=not may_edit)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        product: Any = context.get("original")
        parts = context["inline_admin_formsets"]
        draft = latest_draft(product) if product else None
        found = []
        if draft is not None:
            found = located(kept_findings({product.pk: draft.sha256})[product.pk])
            lay_beside(found, context["adminform"].form, [part.formset for part in parts])
            context |= {
                "draft": draft,
                "state": self.state(product),
                "number_help": number_help(product),
                "shown": shown_documents(product),
            }
        context |= {
            "previews": previews(),
            "may_publish": PUBLISH.held_by(request.user),
            "may_withdraw": WITHDRAW.held_by(request.user),
            "found": found,
            "sentence": count(entry.finding for entry in found).sentence,
            "groups": list(groups.bound_groups(context["adminform"], parts, found)),
        }
        return super().render_change_form(request, context, *args, **options)

    def save_related(
        self, request: HttpRequest, form: ModelForm[Product], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        product, reason = form.instance, form.cleaned_data["save_reason"]
        expected = form.cleaned_data["seen_hash"] if change else ""
        version = save_draft(product, by=staff_member(request), reason=reason, expected=expected)
        completed = [row for part in formsets for entry in part for row in _completed(entry)]
        why = f"References completed with {product}"[:300]
        save_drafts_sharing(completed, by=staff_member(request), reason=why, besides=product)
        self._say_findings(request, version)
        if change and "catalog_number" in form.changed_data:
            self._say_former_number(request, product, form.initial["catalog_number"])

    def _say_findings(self, request: HttpRequest, version: DraftVersion) -> None:
        product = version.product
        found = count(kept_findings({product.pk: version.sha256})[product.pk])
        if found.sentence:
            address = reverse("admin:catalog_product_change", args=[product.pk])
            text = format_html(
                'The draft of {} is saved. {}: see <a href="{}#findings">the findings</a>.',
                product, found.sentence, address,
            )  # fmt: skip
            messages.warning(request, text)

    def _say_former_number(self, request: HttpRequest, product: Product, former: str) -> None:
        key = match_key(former)
        if key != product.catalog_number_key and key in numbers_seen(product):
            text = "Once {} is published, {} keeps leading to this product."
            messages.warning(request, text.format(product.catalog_number, former))
