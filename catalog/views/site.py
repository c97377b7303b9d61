"""What belongs to the site as a whole."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.http import conditional, tag
from catalog.models import SiteSettings


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read, and where the sitemap is."""
    context = {"sitemap": settings.SITE_URL + reverse("catalog:sitemap")}
    return render(request, "robots.txt", context, content_type="text/plain")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon on pages that name none, such as the admin's."""
    return redirect(static("img/icon.svg"))


@require_safe
def accent(request: HttpRequest) -> HttpResponseBase:
    """The supplier's accent colour as a stylesheet: the CSP admits no inline style."""
    colour = SiteSettings.current().accent_colour
    css = f":root {{ --accent: {colour}; }}\n"
    return conditional(request, tag(css), lambda: HttpResponse(css, content_type="text/css"))
