"""Both histories of a product with what changed, and the way back."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from catalog.actions.errors import ActionError, NotAllowedError
from catalog.actions.permissions import REVERT
from catalog.actions.revert import revert
from catalog.admin.pages import render_page
from catalog.admin.shown import public_links
from catalog.admin.staff import staff_member
from catalog.admin.states import Showing, showing
from catalog.models import FOREVER, DraftVersion, Listing, Product, Revision
from catalog.specification.differences import differences


class RevertForm(forms.Form):
    """What reverting is told: to which revision or draft version, from which draft."""

    number = forms.IntegerField(required=False)
    draft = forms.IntegerField(required=False)
    expected = forms.CharField(required=False)

    def version_of(self, product: Product) -> Revision | DraftVersion | None:
        number, draft = self.cleaned_data["number"], self.cleaned_data["draft"]
        found: Revision | DraftVersion | None
        if number is None:
            found = product.draft_versions.filter(number=draft or 0).first()
        else:
            found = product.revisions.filter(number=number).first()
        return found


@require_safe
def revisions(request: HttpRequest, product: Product) -> HttpResponse:
    """Both histories, with what changed from each entry to the next."""
    of_product = Listing.objects.filter(product=product)
    listings = {entry.pk: entry for entry in of_product.select_related("revision")}
    public = set(Listing.objects.ever_public().filter(product=product).values_list("pk", flat=True))
    published = list(product.revisions.order_by("-number").select_related("author"))
    drafts = list(product.draft_versions.order_by("-number").select_related("author"))
    context = {
        "revisions": [
            {
                "revision": newer,
                "state": _state(newer, listings[newer.pk]),
                "links": public_links(listings[newer.pk]) if newer.pk in public else [],
                "differences": changed,
            }
            for newer, changed in _with_changes(published, _never_shown(listings))
        ],
        "drafts": [
            {"draft": newer, "differences": changed} for newer, changed in _with_changes(drafts)
        ],
        "may_revert": REVERT.held_by(request.user),
        "draft_hash": drafts[0].sha256 if drafts else "",
        "title": f"History of {product}",
    }
    return render_page(request, "revisions", product, context)


def _never_shown(listings: dict[int, Listing]) -> set[int]:
    """The revisions that were cancelled before anybody saw them, and what cancelled them."""
    return {pk for pk, entry in listings.items() if entry.visible_until <= entry.visible_from}


def _with_changes(newest_first: list[Any], skipped: Collection[int] = ()) -> list[tuple[Any, Any]]:
    """Each entry with what changed since the one before that was not ``skipped``."""
    found = []
    for place, entry in enumerate(newest_first, start=1):
        before = next((row for row in newest_first[place:] if row.pk not in skipped), None)
        found.append((entry, differences(before.read(), entry.read()) if before else []))
    return found


def _state(revision: Revision, listing: Listing) -> str:
    begin, end = (f"{m:%Y-%m-%d %H:%M} UTC" for m in (listing.visible_from, listing.visible_until))
    match showing(revision, listing):
        case Showing.ENTRY:
            return "It cancelled what was scheduled, and is itself shown nowhere"
        case Showing.CANCELLED:
            return "Cancelled before it was shown"
        case Showing.SCHEDULED:
            return f"Scheduled for {begin}"
        case Showing.PAST:
            return f"Shown until {end}"
        case _:
            return "Shown now" + ("" if listing.visible_until == FOREVER else f", until {end}")


def revert_view(request: HttpRequest, product: Product) -> HttpResponse:
    """Make the draft what it was at the revision, or in the draft version, that is posted."""
    form = RevertForm(request.POST)
    to = form.version_of(product) if form.is_valid() else None
    if to is None:
        raise Http404(f"{product} has no such revision or draft version.")
    try:
        revert(product, to, by=staff_member(request), expected=form.cleaned_data["expected"])
    except NotAllowedError:
        raise
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The draft is what it was at {to}.")
    return redirect("admin:catalog_product_revisions", product.pk)
