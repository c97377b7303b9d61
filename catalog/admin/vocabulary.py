"""Vocabularies: terms, merged where two mean the same, and variant groups."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path

from catalog.actions.errors import ActionError, NotAllowedError
from catalog.actions.merge_terms import merge_terms
from catalog.actions.permissions import MERGE_TERMS
from catalog.admin.shared import SharedAdmin, numbers_of_products
from catalog.admin.staff import staff_member
from catalog.models import Term, VariantGroup


class MergeForm(forms.Form):
    """Which term of the same vocabulary stays."""

    kept = forms.ModelChoiceField(
        Term.objects.none(), label="Term that is kept", empty_label="Choose a term"
    )

    def __init__(self, merged: Term, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        same = Term.objects.filter(vocabulary=merged.vocabulary).exclude(pk=merged.pk)
        self.fields["kept"].queryset = same.order_by("label")  # type: ignore[attr-defined]
        self.fields["kept"].label_from_instance = _label  # type: ignore[attr-defined]


def _label(term: Term) -> str:
    return f"{term.label} ({term.slug})"


@admin.register(Term)
class TermAdmin(SharedAdmin):
    change_form_template = "admin/catalog/term/change_form.html"
    identity = ("vocabulary", "slug")
    list_display = ("label", "vocabulary", "slug", "former_slugs", "number_of_products")
    list_filter = ("vocabulary",)
    search_fields = ("label", "slug", "aliases__slug")
    ordering = ("vocabulary", "label")
    actions = None  # deleting many at once would pass has_delete_permission by

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        columns = ("seen_hash", "vocabulary", "label", "slug")
        if obj is None:
            return [(None, {"fields": columns})]
        used = ("Products", {"fields": ("containing",)})
        return [(None, {"fields": (*columns, "former_slugs")}), used]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = super().get_readonly_fields(request, obj)
        return (*readonly, "former_slugs") if obj else readonly

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"slug": ("label",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Term]:
        return super().get_queryset(request).prefetch_related("aliases")

    @admin.display(description="former slugs")
    def former_slugs(self, term: Term) -> str | None:
        return ", ".join(alias.slug for alias in term.aliases.all()) or None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        used = obj is not None and (obj.products.exists() or obj.aliases.exists())
        return not used and super().has_delete_permission(request, obj)

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return MERGE_TERMS.held_by(request.user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge)
        return [path("<int:pk>/merge/", view, name="catalog_term_merge"), *super().get_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, object], *args: Any, **options: Any
    ) -> HttpResponse:
        context["may_merge"] = self.has_merge_permission(request)
        return super().render_change_form(request, context, *args, **options)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which term is kept, then merge this one into it."""
        MERGE_TERMS.check(staff_member(request))
        merged = get_object_or_404(Term, pk=pk)
        form = MergeForm(merged, request.POST or None)
        if request.method == "POST" and form.is_valid():
            kept = form.cleaned_data["kept"]
            try:
                saved = merge_terms(kept, merged, by=staff_member(request))
            except NotAllowedError:
                raise
            except ActionError as error:
                form.add_error("kept", str(error))
            else:
                numbers = ", ".join(version.product.catalog_number for version in saved)
                changed = f" The drafts of {numbers} changed with it." if saved else ""
                messages.success(
                    request,
                    f"{merged.label} is merged into {kept.label}; addresses with "
                    f"'{merged.slug}' lead there.{changed}",
                )
                return redirect("admin:catalog_term_change", kept.pk)
        context = self.admin_site.each_context(request) | {
            "title": f"Merge {merged.label} into another term",
            "opts": self.model._meta,
            "media": self.media,
            "form": form,
            "term": merged,
            "number": numbers_of_products([merged])[merged.pk],
        }
        return render(request, "admin/catalog/term/merge.html", context)


@admin.register(VariantGroup)
class VariantGroupAdmin(SharedAdmin):
    identity = ("key",)
    list_display = ("name", "axis", "key", "number_of_products")
    search_fields = ("name", "key")

    def get_prepopulated_fields(
        self, request: HttpRequest, obj: Any = None
    ) -> dict[str, Sequence[str]]:
        return {} if obj else {"key": ("name",)}
