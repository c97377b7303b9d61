"""A draft as the public would see it, were it published now: its page and its documents."""

from mimetypes import guess_extension
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog.admin.pages import draft_of, render_page
from catalog.live import live
from catalog.models import Product, SiteSettings
from catalog.page import page_context
from catalog.registry import PreviewError, preview_of
from catalog.spec.document import public_names, specification

never_kept = cache_control(private=True, no_store=True)


@require_safe
@never_kept
def preview(request: HttpRequest, product: Product) -> HttpResponse:
    """The page."""
    spec = _specification(product)
    present = live(spec, SiteSettings.current())
    context = page_context(spec, present, {"kind": "draft"}) | {"documents": []}
    return render(request, "catalog/product.html", context)


@require_safe
@never_kept
def preview_document(request: HttpRequest, product: Product, key: str) -> HttpResponse:
    """A document that another app has registered, or why it cannot be made."""
    registered = preview_of(key)
    if registered is None:
        raise Http404(f"No preview is called '{key}'.")
    try:
        content = registered.make(_specification(product))
    except PreviewError as error:
        title = f"{registered.title} of {product}: no preview"
        context = {"error": str(error), "registered": registered, "title": title}
        return render_page(request, "no_preview", product, context, status=422)
    response = HttpResponse(content, content_type=registered.media_type)
    name = f"draft-{product.catalog_number}-{key}{guess_extension(registered.media_type) or ''}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _specification(product: Product) -> dict[str, Any]:
    latest = product.revisions.order_by("-number").first()
    return specification(
        draft_of(product).read(),
        number=latest.number + 1 if latest else 1,
        valid_from=timezone.now(),
        change_note="",
        name_of=public_names(),
    )
