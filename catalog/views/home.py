"""The front door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.models import Listing
from catalog.search.browse import Browse
from catalog.search.facets import facets

DOORS = ("kind", "category", "target", "pathway")
VALUES_PER_DOOR = 12
RECENT = 6


@require_safe
@gzip_page
def home(request: HttpRequest) -> HttpResponse:
    """A search box, the ways to browse, and what was published last."""
    recent = Listing.objects.offered().order_by("-visible_from", "-revision_id")
    context = {
        "doors": [
            {"facet": facet, "values": facet.values[:VALUES_PER_DOOR]}
            for facet in facets(Browse())
            if facet.name in DOORS
        ],
        "recent": recent.select_related("revision").defer("revision__spec")[:RECENT],
        "site_url": settings.SITE_URL,
        "total": Listing.objects.offered().count(),
    }
    return render(request, "catalog/home.html", context)
