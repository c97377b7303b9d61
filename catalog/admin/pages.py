"""What the screens below a product's own have in common."""

from collections.abc import Mapping

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from catalog.actions.save_draft import latest_draft
from catalog.models import DraftVersion, Product


def draft_of(product: Product) -> DraftVersion:
    draft = latest_draft(product)
    if draft is None:
        raise Http404("This product has no draft.")
    return draft


def render_page(
    request: HttpRequest,
    template: str,
    product: Product,
    context: Mapping[str, object],
    status: int = 200,
) -> HttpResponse:
    """A screen of a product, ``admin/catalog/product/<template>.html``."""
    shown = {
        **context,
        **admin.site.each_context(request),
        "product": product,
        "opts": Product._meta,
        "has_view_permission": True,
    }
    return render(request, f"admin/catalog/product/{template}.html", shown, status=status)
