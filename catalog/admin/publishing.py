"""From draft to public, in the admin: preview, publish, revisions, revert, withdraw."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from catalog.actions.append_revision import scheduled_listing
from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import ActionError
from catalog.actions.publish import left_out, publish
from catalog.actions.revert import revert
from catalog.actions.save_draft import latest_draft
from catalog.actions.withdraw import withdraw
from catalog.admin.staff import staff_member
from catalog.curation import findings
from catalog.live import live
from catalog.models import FOREVER, DraftVersion, Listing, Product, Revision, SiteSettings
from catalog.page import page_context
from catalog.spec.differences import differences
from catalog.spec.document import public_names, specification

if TYPE_CHECKING:
    from catalog.admin.product import ProductAdmin


class PublishForm(forms.Form):
    """What publishing asks."""

    change_note = forms.CharField(
        max_length=300, required=False, help_text="Public: what changed, in one sentence."
    )
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Internal: why, and what you say to the warnings.",
    )
    valid_from = forms.DateTimeField(
        label="Publish at (UTC)", required=False, help_text="Leave empty for now."
    )
    scheduled = forms.ChoiceField(
        label="The revision already scheduled",
        required=False,
        choices=[
            ("", "—"),
            ("cancel", "Cancel it: publish this draft instead"),
            ("carry", "Carry this change into it: publish this draft at its time"),
        ],
    )
    expected = forms.CharField(widget=forms.HiddenInput)


class WithdrawForm(forms.Form):
    """What withdrawing asks."""

    note = forms.CharField(max_length=300, required=False, help_text="Public: why.")
    reason = forms.CharField(required=False, help_text="Internal.")
    replaced_by = forms.ModelChoiceField(Product.objects.all(), required=False)
    cancel_scheduled = forms.BooleanField(label="Also cancel a scheduled revision", required=False)


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


def urls(model_admin: "ProductAdmin") -> list[URLPattern]:
    """The addresses below a product's own; each asks for the permission it needs."""
    views = {
        "preview": (preview, "view"),
        "publish": (publish_view, "publish"),
        "revisions": (revisions, "view"),
        "revert": (require_POST(revert_view), "change"),
        "withdraw": (withdraw_view, "publish"),
        "cancel": (require_POST(cancel_view), "publish"),
    }
    return [
        path(
            f"<int:pk>/{name}/",
            model_admin.admin_site.admin_view(_guarded(model_admin, view, permission)),
            name=f"catalog_product_{name}",
        )
        for name, (view, permission) in views.items()
    ]


def _guarded(model_admin: "ProductAdmin", view: Any, permission: str) -> Any:
    def guarded(request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm(f"catalog.{permission}_product"):
            raise PermissionDenied
        response: HttpResponse = view(request, get_object_or_404(Product, pk=pk))
        return response

    return guarded


def _draft(product: Product) -> DraftVersion:
    draft = latest_draft(product)
    if draft is None:
        raise Http404("This product has no draft.")
    return draft


def _render(request: HttpRequest, template: str, product: Product, **context: Any) -> HttpResponse:
    context |= admin.site.each_context(request) | {
        "product": product,
        "opts": Product._meta,
        "has_view_permission": True,
    }
    return render(request, f"admin/catalog/product/{template}.html", context)


@require_safe
def preview(request: HttpRequest, product: Product) -> HttpResponse:
    """The page as it would be, were the draft published now."""
    latest = product.revisions.order_by("-number").first()
    spec = specification(
        _draft(product).read(),
        number=latest.number + 1 if latest else 1,
        valid_from=timezone.now(),
        change_note="",
        name_of=public_names(),
    )
    present = live(spec, SiteSettings.current())
    context = page_context(spec, present, {"kind": "draft"}) | {"documents": []}
    return render(request, "catalog/product.html", context)


def publish_view(request: HttpRequest, product: Product) -> HttpResponse:
    """What would change, what speaks against it, and the form that publishes."""
    draft = _draft(product)
    form = PublishForm(request.POST or None, initial={"expected": draft.sha256})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            revision = publish(
                product,
                by=staff_member(request),
                change_note=values["change_note"],
                reason=values["reason"],
                valid_from=values["valid_from"],
                scheduled=values["scheduled"] or None,
                expected=values["expected"],
            )
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _published(product, revision.number, revision.valid_from))
            return redirect("admin:catalog_product_revisions", product.pk)
    latest = product.revisions.order_by("-number").select_related("draft_version").first()
    before = latest.draft_version.read() if latest else None
    context = {
        "form": form,
        "draft": draft,
        "latest": latest,
        "differences": differences(before, draft.read()) if before else [],
        "left_out": left_out(draft.read()),
        "findings": findings(draft.read()),
        "scheduled": scheduled_listing(product, timezone.now()),
        "title": f"Publish {product}",
    }
    return _render(request, "publish", product, **context)


def _published(product: Product, number: int, start: datetime) -> str:
    if start > timezone.now():
        return f"Revision {number} of {product} will be shown from {start:%Y-%m-%d %H:%M} UTC."
    return f"Revision {number} of {product} is published."


@require_safe
def revisions(request: HttpRequest, product: Product) -> HttpResponse:
    """Both histories, with what changed from each entry to the next."""
    listings = {entry.pk: entry for entry in Listing.objects.filter(product=product)}
    published = list(product.revisions.order_by("-number").select_related("author"))
    drafts = list(product.draft_versions.order_by("-number").select_related("author"))
    context = {
        "revisions": [
            {"revision": newer, "state": _state(listings[newer.pk]), "differences": changed}
            for newer, changed in _with_changes(published)
        ],
        "drafts": [
            {"draft": newer, "differences": changed} for newer, changed in _with_changes(drafts)
        ],
        "draft_hash": drafts[0].sha256 if drafts else "",
        "title": f"History of {product}",
    }
    return _render(request, "revisions", product, **context)


def _with_changes(newest_first: list[Any]) -> list[tuple[Any, Any]]:
    older = [*newest_first[1:], None]
    return [
        (entry, differences(before.read(), entry.read()) if before else [])
        for entry, before in zip(newest_first, older, strict=True)
    ]


def _state(listing: Listing) -> str:
    now = timezone.now()
    if listing.visible_until <= listing.visible_from:
        return "Cancelled before it was shown"
    if listing.visible_from > now:
        return f"Scheduled for {listing.visible_from:%Y-%m-%d %H:%M} UTC"
    if listing.visible_until <= now:
        return f"Shown until {listing.visible_until:%Y-%m-%d %H:%M} UTC"
    until = "" if listing.visible_until == FOREVER else f", until {listing.visible_until:%Y-%m-%d}"
    return f"Shown now{until}"


def revert_view(request: HttpRequest, product: Product) -> HttpResponse:
    """Make the draft what it was at the revision, or in the draft version, that is posted."""
    form = RevertForm(request.POST)
    to = form.version_of(product) if form.is_valid() else None
    if to is None:
        raise Http404(f"{product} has no such revision or draft version.")
    try:
        revert(product, to, by=staff_member(request), expected=form.cleaned_data["expected"])
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The draft is what it was at {to}.")
    return redirect("admin:catalog_product_revisions", product.pk)


def withdraw_view(request: HttpRequest, product: Product) -> HttpResponse:
    """Ask for note and replacement, then publish the tombstone."""
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(product, by=staff_member(request), **form.cleaned_data)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{product} is withdrawn.")
            return redirect("admin:catalog_product_revisions", product.pk)
    return _render(request, "withdraw", product, form=form, title=f"Withdraw {product}")


def cancel_view(request: HttpRequest, product: Product) -> HttpResponse:
    """Cancel the scheduled revision, with the reason that is posted."""
    reason = request.POST.get("reason", "")
    try:
        cancel_scheduled(product, by=staff_member(request), reason=reason)
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The scheduled revision of {product} is cancelled.")
    return redirect("admin:catalog_product_revisions", product.pk)
