"""The addresses below a product's own; each asks for the permission it needs."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from catalog.actions.permissions import (
    CANCEL_SCHEDULED,
    PUBLISH,
    REVERT,
    WITHDRAW,
    RequiredPermissions,
    view_of,
)
from catalog.admin.previewing import preview
from catalog.admin.publishing import cancel_view, publish_view
from catalog.admin.revisions import revert_view, revisions
from catalog.admin.staff import staff_member
from catalog.admin.withdrawing import withdraw_view
from catalog.models import Product

if TYPE_CHECKING:
    from catalog.admin.product import ProductAdmin


def urls(model_admin: "ProductAdmin") -> list[URLPattern]:
    look = view_of(Product)
    views = {
        "preview": ("preview/", preview, look),
        "preview_document": ("preview/<slug:key>/", preview, look),
        "publish": ("publish/", publish_view, PUBLISH),
        "revisions": ("revisions/", revisions, look),
        "revert": ("revert/", require_POST(revert_view), REVERT),
        "withdraw": ("withdraw/", withdraw_view, WITHDRAW),
        "cancel": ("cancel/", require_POST(cancel_view), CANCEL_SCHEDULED),
    }
    return [
        path(
            f"<int:pk>/{address}",
            model_admin.admin_site.admin_view(_guarded(view, required)),
            name=f"catalog_product_{name}",
        )
        for name, (address, view, required) in views.items()
    ]


def _guarded(view: Any, required: RequiredPermissions) -> Any:
    def guarded(request: HttpRequest, pk: int, **arguments: str) -> HttpResponse:
        required.check(staff_member(request))
        product = get_object_or_404(Product, pk=pk)
        response: HttpResponse = view(request, product, **arguments)
        return response

    return guarded
