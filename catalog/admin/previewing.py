"""A draft as the public would see it, were it published now: its page and its documents."""

import base64
from mimetypes import guess_extension

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from catalog.admin.pages import draft_of, render_page
from catalog.live import live
from catalog.models import Product, SiteSettings, StoredFile
from catalog.page import page_context
from catalog.plain_json import JsonObject
from catalog.registry import Preview, PreviewError, preview_of
from catalog.specification.declaration import Specification
from catalog.specification.document import pointed_to, public_names, specification
from catalog.specification.reading import as_specification
from catalog.storage import in_memory

PAGE = "page"
"""What is shown of a draft if it is no document that an app has registered."""


@require_safe
def preview(request: HttpRequest, product: Product, key: str = PAGE) -> HttpResponse:
    """Of the saved draft."""
    return show(request, product, draft_of(product).read(), key, unsaved=False)


@cache_control(private=True, no_store=True)
def show(
    request: HttpRequest, product: Product, draft: JsonObject, key: str, *, unsaved: bool
) -> HttpResponse:
    """The page of a draft, or the document that is called ``key``, or why it cannot be made."""
    document = _specification(product, draft)
    spec = as_specification(document)
    if key == PAGE:
        return _page_of_unsaved(request, spec) if unsaved else _page(request, spec)
    registered = preview_of(key)
    if registered is None:
        raise Http404(f"No preview is called '{key}'.")
    try:
        content = registered.make(document)
    except PreviewError as error:
        title = f"{registered.title} of {product}: no preview"
        context = {"error": str(error), "title": title, "unsaved": unsaved}
        return render_page(request, "no_preview", product, context, status=422)
    return _document(registered, content, spec.catalog_number)


def _page(request: HttpRequest, spec: Specification, kind: str = "draft") -> HttpResponse:
    present = live(spec, SiteSettings.current())
    context = page_context(spec, present, {"kind": kind}) | {"documents": []}
    return render(request, "catalog/product.html", context)


def _page_of_unsaved(request: HttpRequest, spec: Specification) -> HttpResponse:
    """The page, with the images in it that are only in memory, where no address leads."""
    response = _page(request, spec, "unsaved")
    html = response.content.decode()
    for image in filter(None, (figure.image for figure in spec.figures)):
        file = StoredFile.objects.get(sha256=image.sha256)
        content = in_memory(file.file.name)
        if content is not None:
            address = escape(reverse("catalog:file", args=[file.sha256, file.filename]))
            inside = f"data:{file.media_type};base64,{base64.b64encode(content).decode()}"
            html = html.replace(f'src="{address}"', f'src="{inside}"')
            # What csp.decorators does; their types are those of views without arguments.
            response._csp_update = {"img-src": ["data:"]}  # type: ignore[attr-defined]
    response.content = html.encode()
    return response


def _document(registered: Preview, content: bytes, catalog_number: str) -> HttpResponse:
    response = HttpResponse(content, content_type=registered.media_type)
    extension = guess_extension(registered.media_type) or ""
    name = f"draft-{catalog_number}-{registered.key}{extension}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def _specification(product: Product, draft: JsonObject) -> JsonObject:
    latest = product.revisions.order_by("-number").first()
    return specification(
        draft,
        number=latest.number + 1 if latest else 1,
        valid_from=timezone.now(),
        change_note="",
        name_of=public_names(pointed_to(draft)),
    )
