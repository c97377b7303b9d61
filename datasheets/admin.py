"""The stored documents, to look at and to issue again. Nothing of a stored one can be changed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html

from datasheets.archive import NothingChangedError, reissue, try_again
from datasheets.documents.registry import kinds
from datasheets.models import Datasheet
from datasheets.renderers import RendererLostError
from datasheets.rendering import RenderingError

MOST_AT_ONCE = 500
"""Each is composed, to see whether anything has changed; the command reissues more."""


class ReissueForm(forms.Form):
    """What issuing again asks."""

    reason = forms.CharField(
        max_length=300, help_text="Public: why these documents are made again, in one sentence."
    )


class KindFilter(admin.SimpleListFilter):
    """Kinds are in the registry, so that none has to be looked for among the documents."""

    title = "kind"
    parameter_name = "document_kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(kind.key, kind.title) for kind in kinds()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(document_kind=self.value()) if self.value() else queryset


@admin.register(Datasheet)
class DatasheetAdmin(admin.ModelAdmin[Datasheet]):
    list_display = (
        "number", "document_kind", "state", "revision", "paper", "language", "issue", "rendered_at",
        "reason", "issued_by", "problem",
    )  # fmt: skip
    list_select_related = ("revision", "issued_by")
    list_filter = ("state", KindFilter, "paper", "language")
    search_fields = ("number", "sha256", "revision__product__name")
    ordering = ("-pk",)
    fields = (
        "number", "state", "problem", "attempts", "document", "document_kind", "subject_type",
        "subject_id", "subject_version", "series", "revision", "paper", "language", "issue",
        "reason", "issued_by", "rendered_at", "size", "sha256", "fingerprint",
    )  # fmt: skip
    actions = ("issue_again", "render_again")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("catalog.publish_product")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("document",)

    @admin.display(description="PDF")
    def document(self, sheet: Datasheet) -> str:
        if not sheet.is_ready:
            return "Not made yet"
        address = reverse("datasheets:document-file", args=[sheet.number])
        return format_html('<a href="{}">{}.pdf</a>', address, sheet.number)

    @admin.action(description="Issue again, with a reason", permissions=["publish"])
    def issue_again(self, request: HttpRequest, chosen: QuerySet[Datasheet]) -> HttpResponse | None:
        """Ask why, then make each again. What is made of the very same is not issued again."""
        if chosen.count() > MOST_AT_ONCE:
            messages.error(
                request,
                f"At most {MOST_AT_ONCE} documents are issued again at once; choose fewer, or use "
                "the command reissue_datasheets.",
            )
            return None
        form = ReissueForm(request.POST if "apply" in request.POST else None)
        if form.is_valid():
            self._issue(request, chosen, form.cleaned_data["reason"])
            return None
        context = admin.site.each_context(request) | {
            "form": form,
            "chosen": chosen,
            "checkbox": helpers.ACTION_CHECKBOX_NAME,
            "opts": self.opts,
            "title": "Issue documents again",
        }
        return render(request, "admin/datasheets/datasheet/issue_again.html", context)

    @admin.action(description="Try again to render what has failed", permissions=["publish"])
    def render_again(self, request: HttpRequest, chosen: QuerySet[Datasheet]) -> None:
        count = sum(try_again(sheet) for sheet in chosen)
        messages.success(request, f"{count} of {len(chosen)} will be rendered again.")

    def _issue(self, request: HttpRequest, chosen: QuerySet[Datasheet], reason: str) -> None:
        assert isinstance(request.user, User)
        issued = []
        for sheet in chosen.select_related("revision"):
            try:
                issued.append(reissue(sheet, reason=reason, by=request.user).number)
            except NothingChangedError as same:
                messages.info(request, str(same))
            except (RenderingError, RendererLostError, ValueError) as error:
                messages.error(request, f"{sheet.number} was not issued again. {error}")
        if issued:
            messages.success(
                request, f"Issued: {', '.join(issued)}. They are here as soon as they are rendered."
            )
