"""What every page is given."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from catalog.models import SiteSettings


def site(request: HttpRequest) -> dict[str, object]:
    """The supplier's settings, read only by a page that shows them."""
    return {"site": SimpleLazyObject(SiteSettings.current)}
