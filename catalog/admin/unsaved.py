"""What is typed on the product screen, previewed; nothing of it is kept.

The screen saves as ever, as far as the rows, in a transaction that is undone, with files in memory.
So the preview and the draft that a save would make cannot differ.
"""

from typing import Any

from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse

from catalog.admin.pages import render_page
from catalog.admin.previewing import show
from catalog.models import Product
from catalog.specification.document import draft_document
from catalog.storage import files_in_memory

BUTTON = "_preview"
"""The name of the buttons; their value is what is to be shown."""


class _Shown(Exception):  # noqa: N818  # no error: it ends the saving, and undoes it
    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


def is_preview(request: HttpRequest) -> bool:
    return request.method == "POST" and BUTTON in request.POST


class PreviewsUnsaved:
    """A product screen whose buttons show what is typed in it."""

    def changeform_view(self, request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        view = super().changeform_view  # type: ignore[misc]
        response: HttpResponse
        if not is_preview(request):
            response = view(request, *args, **options)
            return response
        try:
            with files_in_memory(), transaction.atomic():
                response = view(request, *args, **options)
                transaction.set_rollback(True)
        except _Shown as shown:
            response = shown.response
        return response

    def save_related(
        self, request: HttpRequest, form: ModelForm[Product], formsets: Any, change: bool
    ) -> None:
        """The rows; of a preview, these are enough, and no draft is made of them."""
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        if is_preview(request):
            draft, what = draft_document(form.instance), request.POST[BUTTON]
            raise _Shown(show(request, form.instance, draft, what, unsaved=True))

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **options: Any
    ) -> HttpResponse:
        """The screen; in place of a preview, what is wrong on it."""
        response: HttpResponse
        if is_preview(request):
            form, groups = context["adminform"].form, context["groups"]
            refused = {"form": form, "groups": groups, "title": "No preview yet", "unsaved": True}
            return render_page(request, "refused", form.instance, refused, status=422)
        response = super().render_change_form(request, context, *args, **options)  # type: ignore[misc]
        return response
