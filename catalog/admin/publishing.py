"""To the public, in the admin: publish, and cancel what is scheduled."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from catalog.actions.append_revision import latest_revision, scheduled_listing
from catalog.actions.cancel_scheduled import cancel_scheduled
from catalog.actions.errors import ActionError, NotAllowedError
from catalog.actions.left_out import left_out, public_since, waiting_for
from catalog.actions.permissions import CANCEL_SCHEDULED
from catalog.actions.publish import publish, repeats
from catalog.actions.publish_onto_live import OntoLive, onto_live, publish_onto_live
from catalog.admin.findings import count, kept_findings, located
from catalog.admin.pages import draft_of, render_page
from catalog.admin.staff import staff_member
from catalog.models import DraftVersion, Listing, Product, Revision
from catalog.registry import previews
from catalog.specification.differences import differences
from catalog.specification.merging import ONE, OTHER
from catalog.templatetags.faces import readable

ONTO_LIVE = "now"
DECISION = "decision:"


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
        label="Publish at (UTC)",
        required=False,
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": "Write date and time, such as 2026-12-01 08:00."},
        help_text="Date and time in UTC, not of your clock: 2026-12-01 08:00. Leave it empty to "
        "publish now.",
    )
    scheduled = forms.ChoiceField(
        label="The revision already scheduled",
        required=False,
        choices=[
            ("", "—"),
            ("cancel", "Cancel it: publish this draft instead"),
            ("carry", "Carry this change into it: publish this draft at its time"),
        ],
        error_messages={
            "invalid_choice": "What is live or scheduled changed since you reviewed it. Look at it "
            "and choose again."
        },
    )
    expected = forms.CharField(widget=forms.HiddenInput)
    live = forms.IntegerField(required=False, widget=forms.HiddenInput)
    coming = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def offer_onto_live(self, plan: OntoLive) -> None:
        """The choice to publish now what was changed, and of each conflict what is shown now."""
        choices: Any = self.fields["scheduled"]
        live, number = plan.revisions
        choices.choices = [
            *choices.choices,
            (ONTO_LIVE, f"Publish the change now onto revision {live}, and carry it into {number}"),
        ]
        for conflict in plan.conflicts:
            self.fields[f"{DECISION}{conflict.path}"] = forms.ChoiceField(
                label=f"{conflict.label}, if published now",
                required=False,
                choices=[
                    ("", "—"),
                    (ONE, f"Stays as it is live: {readable(conflict.one)}"[:200]),
                    (OTHER, f"As in the draft: {readable(conflict.other)}"[:200]),
                ],
                help_text=f"Revision {number} changes this, too. It shows what the draft says.",
            )

    def revisions(self) -> tuple[int, int]:
        """The live and the scheduled one that the page showed; 0 for none."""
        return self.cleaned_data["live"] or 0, self.cleaned_data["coming"] or 0

    def decisions(self) -> dict[str, str]:
        """By path, what is shown now."""
        return {
            name.removeprefix(DECISION): value
            for name, value in self.cleaned_data.items()
            if name.startswith(DECISION) and value
        }

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        if cleaned.get("scheduled") == ONTO_LIVE and cleaned.get("valid_from"):
            self.add_error("valid_from", "Leave the time empty: this is published now.")
        return cleaned

    def suit(self, *, warnings: int, scheduled: bool) -> None:
        """Ask for the reason that answers warnings, and of a scheduled revision if there is one.

        An answer about one that is gone is refused: it was given for another page.
        """
        if warnings:
            self.fields["reason"].required = True
            self.fields["reason"].label = "Reason (answers the warnings)"
        if not scheduled and self.data.get("scheduled"):
            choices: Any = self.fields["scheduled"]
            choices.choices = [("", "—")]
        elif not scheduled:
            del self.fields["scheduled"]


def publish_view(request: HttpRequest, product: Product) -> HttpResponse:
    """What would change, what speaks against it, and the form that publishes."""
    draft = draft_of(product)
    found = located(kept_findings({product.pk: draft.sha256})[product.pk])
    counted = count(entry.finding for entry in found)
    scheduled = scheduled_listing(product, timezone.now())
    plan = onto_live(product) if scheduled else None
    shown = _pins(draft, plan)
    form = PublishForm(request.POST or None, initial=shown)
    withdrawn = Listing.objects.visible().filter(product=product, withdrawn=True).exists()
    form.suit(warnings=counted.warnings, scheduled=scheduled is not None)
    if plan and (plan.conflicts or not plan.changes_nothing):
        form.offer_onto_live(plan)
    if request.method == "POST" and form.is_valid():
        try:
            revision = _publish(request, product, form)
        except NotAllowedError:
            raise
        except ActionError as error:
            form.add_error(None, str(error))
            form.data = request.POST.dict() | shown
        else:
            messages.success(request, _published(product, revision, withdrawn))
            _offer_again(request, product)
            return redirect("admin:catalog_product_revisions", product.pk)
    latest = latest_revision(product)
    live = Listing.objects.visible().filter(product=product).select_related("revision").first()
    before = live.revision.draft_version.read() if live else None
    context = {
        "form": form,
        "draft": draft,
        "latest": latest,
        "live": live,
        "differences": differences(before, draft.read()) if before else [],
        "now": differences(before, plan.document) if before and plan else [],
        "undecided": [conflict.label for conflict in plan.conflicts] if plan else [],
        "coming": differences(before, scheduled.revision.draft_version.read())
        if before and scheduled
        else [],
        "left_out": left_out(draft.read()),
        "public_since": public_since(draft.read(), latest) if latest else [],
        "found": found,
        "sentence": counted.sentence,
        "blocked": counted.errors,
        "repeated": scheduled is None and repeats(draft, latest),
        "scheduled": scheduled,
        "withdrawn": withdrawn,
        "may_cancel": CANCEL_SCHEDULED.held_by(request.user),
        "previews": previews(),
        "title": f"Publish {product}",
    }
    return render_page(request, "publish", product, context)


def _pins(draft: DraftVersion, plan: OntoLive | None) -> dict[str, str | int]:
    """What the page shows, which the form sends back, so that nothing else is published."""
    live, coming = plan.revisions if plan else ("", "")
    return {"expected": draft.sha256, "live": live, "coming": coming}


def _publish(request: HttpRequest, product: Product, form: PublishForm) -> Revision:
    """The revision that is made, or the one that is shown now. Raises ActionError."""
    values = form.cleaned_data
    told = {
        "by": staff_member(request),
        "change_note": values["change_note"],
        "reason": values["reason"],
        "expected": values["expected"],
    }
    scheduled = values.get("scheduled") or None
    if scheduled != ONTO_LIVE:
        return publish(product, valid_from=values["valid_from"], scheduled=scheduled, **told)
    now, then = publish_onto_live(
        product, revisions=form.revisions(), decisions=form.decisions(), **told
    )
    messages.success(request, _published(product, then, withdrawn=False))
    return now


def _published(product: Product, revision: Revision, withdrawn: bool) -> str:
    number, start = revision.number, revision.valid_from
    if start > timezone.now():
        then = " The product goes back on sale then." if withdrawn else ""
        return (
            f"Revision {number} of {product} will be shown from {start:%Y-%m-%d %H:%M} UTC.{then}"
        )
    back = ": the product is back on sale" if withdrawn else ""
    return f"Revision {number} of {product} is published{back}."


def _offer_again(request: HttpRequest, product: Product) -> None:
    """Those that point to the product and were published before it name it once published again."""
    if waiting := waiting_for(product):
        links = format_html_join(
            ", ",
            '<a href="{}">{}</a>',
            ((reverse("admin:catalog_product_publish", args=[row.pk]), row) for row in waiting),
        )
        text = "Left out before {} was public: publish again to name it on {}."
        messages.info(request, format_html(text, product.catalog_number, links))


def cancel_view(request: HttpRequest, product: Product) -> HttpResponse:
    """Cancel the scheduled revision, with the reason that is posted."""
    reason = request.POST.get("reason", "")
    try:
        cancel_scheduled(product, by=staff_member(request), reason=reason)
    except NotAllowedError:
        raise
    except ActionError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"The scheduled revision of {product} is cancelled.")
    return redirect("admin:catalog_product_revisions", product.pk)
