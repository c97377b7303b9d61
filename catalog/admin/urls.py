"""The addresses below a product's own; each asks for the permission it needs."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from catalog.admin.previewing import preview
from catalog.admin.publishing import cancel_view, publish_view
from catalog.admin.revisions import revert_view, revisions
from catalog.admin.rights import may_see
from catalog.admin.withdrawing import withdraw_view
from catalog.models import Product

if TYPE_CHECKING:
    from catalog.admin.product import ProductAdmin


def urls(model_admin: "ProductAdmin") -> list[URLPattern]:
    views = {
        "preview": ("preview/", preview, "view"),
        "preview_document": ("preview/<slug:key>/", preview, "view"),
        "publish": ("publish/", publish_view, "publish"),
        "revisions": ("revisions/", revisions, "view"),
        "revert": ("revert/", require_POST(revert_view), "change"),
        "withdraw": ("withdraw/", withdraw_view, "publish"),
        "cancel": ("cancel/", require_POST(cancel_view), "publish"),
    }
    return [
        path(
            f"<int:pk>/{address}",
            model_admin.admin_site.admin_view(_guarded(view, permission)),
            name=f"catalog_product_{name}",
        )
        for name, (address, view, permission) in views.items()
    ]


def _guarded(view: Any, permission: str) -> Any:
    def guarded(request: HttpRequest, pk: int, **arguments: str) -> HttpResponse:
        has_right = request.user.has_perm(f"catalog.{permission}_product")
        if not has_right and not (permission == "view" and may_see(request, Product._meta)):
            raise PermissionDenied
        product = get_object_or_404(Product, pk=pk)
        response: HttpResponse = view(request, product, **arguments)
        return response

    return guarded
