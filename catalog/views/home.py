"""The front door, and each way to browse as a whole."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.models import Listing
from catalog.search.facets import facets
from catalog.search.hits import counts
from catalog.search.question import FACETS, Question

DOORS = ("kind", "category", "target", "pathway")
VALUES_PER_DOOR = 12
RECENT = 6
MOST_VALUES = 10_000
"""Values of a facet on its own page."""


@require_safe
@gzip_page
def home(request: HttpRequest) -> HttpResponse:
    """A search box, the ways to browse, and what was published last."""
    recent = Listing.objects.offered().order_by("-visible_from", "-revision_id")
    context = {
        "doors": [
            {"facet": facet, "values": facet.values[:VALUES_PER_DOOR]}
            for facet in facets(Question(), counts(Question()))
            if facet.name in DOORS
        ],
        "recent": recent.select_related("revision").defer("revision__spec")[:RECENT],
        "canonical_url": settings.SITE_URL + reverse("catalog:home"),
        "total": Listing.objects.offered().count(),
    }
    return render(request, "catalog/home.html", context)


@require_safe
@gzip_page
def facet(request: HttpRequest, name: str) -> HttpResponse:
    """All values of a facet, by their labels."""
    if name not in FACETS:
        raise Http404
    every = facets(Question(), counts(Question(), MOST_VALUES))
    found = next((facet for facet in every if facet.name == name), None)
    values = sorted(found.values, key=lambda value: value.label.casefold()) if found else []
    address = settings.SITE_URL + reverse("catalog:facet", args=[name])
    context = {"label": FACETS[name], "values": values, "canonical_url": address}
    return render(request, "catalog/facet.html", context)
