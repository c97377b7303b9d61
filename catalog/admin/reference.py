"""The screen of references: pasted, found by any spelling of DOI or PubMed ID, merged."""

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.actions.errors import ActionError, NotAllowedError
from catalog.actions.merge_references import merge_references
from catalog.actions.permissions import MERGE_REFERENCES
from catalog.admin.reference_form import ReferenceForm
from catalog.admin.shared import SharedAdmin, numbers_of_products
from catalog.admin.staff import staff_member
from catalog.citation_text import plain_doi, plain_pmid
from catalog.models import Reference

NAMES_IN_LIST = 3
MOST_MERGED = 20


@admin.register(Reference)
class ReferenceAdmin(SharedAdmin):
    form = ReferenceForm
    list_display = (
        "cited_as", "author", "year", "title", "journal", "doi", "pmid", "number_of_products",
    )  # fmt: skip
    list_display_links = ("cited_as", "author")
    search_fields = ("authors", "title", "journal", "doi", "pmid")
    actions = ("merge",)
    fieldsets = (
        (None, {"fields": ("seen_hash", "citation", "shown", "not_the_same")}),
        ("Publication", {"fields": (
            "doi", "pmid", "authors", "title", "journal", ("year", "volume", "issue", "pages"),
        )}),
    )  # fmt: skip

    class Media:
        css = {"all": ("css/admin-shared.css",)}

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        readonly = super().get_readonly_fields(request, obj)
        return (*readonly, "cited_as") if obj else readonly

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        groups = super().get_fieldsets(request, obj)
        return [(None, {"fields": ("cited_as",)}), *groups] if obj else groups

    @admin.display(description="cited as", ordering="pk")
    def cited_as(self, reference: Reference) -> str:
        """What a section's list of references is told."""
        return f"ref:{reference.pk}"

    @admin.display(description="authors", ordering="authors")
    def author(self, reference: Reference) -> str:
        names = reference.authors.split(", ")
        shown = ", ".join(names[:NAMES_IN_LIST])
        return (f"{shown} …" if len(names) > NAMES_IN_LIST else shown) or "No author"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """DOI and PubMed ID are found in any spelling, as an address, say; so is ``ref:12``."""
        if named := re.fullmatch(r"ref:\s*([0-9]{1,18})", search_term.strip(), re.IGNORECASE):
            return queryset.filter(pk=named[1]), False
        plain = plain_pmid(plain_doi(search_term))
        return super().get_search_results(request, queryset, plain)

    def save_related(
        self, request: HttpRequest, form: ModelForm[Any], formsets: Any, change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        if read := getattr(form, "read", {}):
            messages.info(request, f"Read from what was pasted: {', '.join(read)}.")

    def has_merge_permission(self, request: HttpRequest) -> bool:
        return MERGE_REFERENCES.held_by(request.user)

    @admin.action(description="Merge into one…", permissions=["merge"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Reference]) -> HttpResponse | None:
        """Ask which one is kept, then merge the others into it."""
        chosen = list(queryset[: MOST_MERGED + 1])
        if not 2 <= len(chosen) <= MOST_MERGED:
            messages.error(
                request,
                f"Choose from two to {MOST_MERGED} references that are the same publication.",
            )
            return None
        kept = next((row for row in chosen if str(row.pk) == request.POST.get("kept")), None)
        if kept is None:
            return self._ask_which(request, chosen)
        try:
            saved = merge_references(kept, chosen, by=staff_member(request))
        except NotAllowedError:
            raise
        except ActionError as error:
            messages.error(request, str(error))
        else:
            numbers = ", ".join(version.product.catalog_number for version in saved)
            changed = f" The drafts of {numbers} changed with it." if saved else ""
            messages.success(request, f"Merged into {kept}.{changed}")
        return None

    def _ask_which(self, request: HttpRequest, chosen: list[Reference]) -> HttpResponse:
        numbers = numbers_of_products(chosen)
        context = self.admin_site.each_context(request) | {
            "title": "Merge references",
            "opts": self.model._meta,
            "media": self.media,
            "rows": [(row, numbers[row.pk]) for row in chosen],
            "suggested": next((row for row in chosen if row.doi), chosen[0]),
            "asked_again": "kept" in request.POST or "merge_now" in request.POST,
            "selected": ACTION_CHECKBOX_NAME,
        }
        return render(request, "admin/catalog/reference/merge.html", context)
