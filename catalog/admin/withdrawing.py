"""Withdrawing in the admin: what will happen, what customers are told, and amending that."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from catalog.actions.append_revision import scheduled_listing
from catalog.actions.errors import ActionError, NotAllowedError
from catalog.actions.withdraw import withdraw
from catalog.admin.pages import render_page
from catalog.admin.plain import is_plain
from catalog.admin.staff import staff_member
from catalog.models import Listing, Product, Revision
from catalog.specification.pointers import ProductPointer
from catalog.specification.reading import read_specification


class WithdrawForm(forms.Form):
    """What withdrawing asks."""

    note = forms.CharField(
        label="Public note",
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Why, in a sentence. Customers read it in place of the product's page.",
    )
    replaced_by = forms.ModelChoiceField(
        Product.objects.none(),
        label="Replacement",
        required=False,
        help_text="A product on offer, to which customers are sent. Leave it empty if there is "
        "none.",
    )
    reason = forms.CharField(
        label="Internal reason",
        required=False,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Never published.",
    )
    cancel_scheduled = forms.BooleanField(required=False)

    def __init__(
        self, product: Product, *args: Any, scheduled: Listing | None, plain: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        replaced_by: Any = self.fields["replaced_by"]
        replaced_by.queryset = Product.objects.exclude(pk=product.pk)
        if not plain:
            column = Product._meta.get_field("replaced_by")
            replaced_by.widget = AutocompleteSelect(column, admin.site)
            replaced_by.widget.choices = replaced_by.choices
        if scheduled is None:
            del self.fields["cancel_scheduled"]
        else:
            number = scheduled.revision.number
            self.fields["cancel_scheduled"].label = f"Also cancel revision {number}"


def withdraw_view(request: HttpRequest, product: Product) -> HttpResponse:
    """Ask for note and replacement, then publish the tombstone, or one that amends it."""
    shown = Listing.objects.visible().filter(product=product).select_related("revision").first()
    scheduled = scheduled_listing(product, timezone.now())
    form = WithdrawForm(
        product,
        request.POST or None,
        scheduled=scheduled,
        plain=is_plain(request),
        initial=_told(shown) if shown is not None and shown.withdrawn else {},
    )
    amends = shown is not None and shown.withdrawn
    if request.method == "POST" and form.is_valid():
        try:
            tombstone = withdraw(product, by=staff_member(request), **form.cleaned_data)
        except NotAllowedError:
            raise
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _done(product, tombstone, amends=amends))
            return redirect("admin:catalog_product_revisions", product.pk)
    context = {
        "form": form,
        "shown": shown,
        "scheduled": scheduled,
        "since": Listing.objects.withdrawn_since(shown.revision) if shown and amends else None,
        "title": f"Amend the withdrawal of {product}" if amends else f"Withdraw {product}",
    }
    return render_page(request, "withdraw", product, context)


def _done(product: Product, tombstone: Revision, *, amends: bool) -> str:
    start = tombstone.valid_from
    if start > timezone.now():
        what = "What customers are told of {} will change" if amends else "{} will be withdrawn"
        return f"{what.format(product)} at {start:%Y-%m-%d %H:%M} UTC."
    done = "What customers are told of {} is amended." if amends else "{} is withdrawn."
    return done.format(product)


def _told(shown: Listing) -> dict[str, object]:
    """What a tombstone says, to begin an amendment with."""
    withdrawal = read_specification(shown.revision.spec).withdrawal
    if withdrawal is None:
        return {}
    instead = withdrawal.replaced_by
    return {
        "note": withdrawal.note,
        "replaced_by": ProductPointer.find_one(instead.catalog_number) if instead else None,
    }
