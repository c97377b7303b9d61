"""The front door, and each way to browse as a whole."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from catalog.presentation.facet_links import linked
from catalog.search.overview import facet as whole_facet
from catalog.search.overview import overview
from catalog.search.question import FACETS, Question

DOORS = ("kind", "category", "target", "pathway")
VALUES_PER_DOOR = 12


@require_safe
@gzip_page
def home(request: HttpRequest) -> HttpResponse:
    """A search box, the ways to browse, and what was published last."""
    catalog = overview()
    context = {
        "doors": [
            {"facet": facet, "values": facet.values[:VALUES_PER_DOOR]}
            for facet in linked(catalog.facets, Question(), Question.address)
            if facet.name in DOORS
        ],
        "recent": catalog.recent,
        "canonical_url": settings.SITE_URL + reverse("catalog:home"),
        "total": catalog.total,
    }
    return render(request, "catalog/home.html", context)


@require_safe
@gzip_page
def facet(request: HttpRequest, name: str) -> HttpResponse:
    """All values of a facet, by their labels."""
    if name not in FACETS:
        raise Http404
    found = filter(None, [whole_facet(name)])
    values = [
        value for each in linked(found, Question(), Question.address) for value in each.values
    ]
    address = settings.SITE_URL + reverse("catalog:facet", args=[name])
    context = {"label": FACETS[name], "values": values, "canonical_url": address}
    return render(request, "catalog/facet.html", context)
