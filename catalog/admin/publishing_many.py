"""Publishing from the product list: many drafts with one note, after a merged term, say."""

import json
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from catalog.actions.batches import batches_of
from catalog.actions.errors import ScheduledRevisionError
from catalog.actions.publish import Instruction, Publication, publish_together, unfit
from catalog.actions.sifting import RefusedProduct
from catalog.admin.findings import Count, count, kept_findings
from catalog.admin.publishing import PublishForm
from catalog.admin.staff import staff_member
from catalog.curation import Finding
from catalog.models import Product

MOST_PUBLISHED = 500
"""At once, so that nobody waits longer than for a page: they are curated, shown and published."""


class PublishManyForm(PublishForm):
    """What publishing asks; ``expected`` holds the hashes of all drafts, by primary key."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["scheduled"].help_text = (
            "Without a choice, drafts of products with a scheduled revision are skipped. A change "
            "is published now and carried into that revision on the product's own screen."
        )

    def clean_expected(self) -> dict[int, str]:
        try:
            hashes: dict[str, str] = json.loads(self.cleaned_data["expected"])
            return {int(pk): str(sha256) for pk, sha256 in hashes.items()}
        except (ValueError, AttributeError) as error:
            raise ValidationError("Go back to the list and choose the drafts again.") from error


@admin.action(description="Publish the selected drafts…", permissions=["publish"])
def publish_selected(
    model_admin: Any, request: HttpRequest, queryset: QuerySet[Product]
) -> HttpResponse | None:
    """Show what would be published and what cannot be, ask for the words, then publish."""
    products: list[Any] = list(queryset[: MOST_PUBLISHED + 1])
    if len(products) > MOST_PUBLISHED:
        text = f"Choose at most {MOST_PUBLISHED} drafts: filter the list, or publish it in parts."
        messages.error(request, text)
        return None
    expected = json.dumps({product.pk: product.draft_sha or "" for product in products})
    asked = "publish_now" in request.POST
    form = PublishManyForm(request.POST if asked else None, initial={"expected": expected})
    findings = kept_findings({product.pk: product.draft_sha or "" for product in products})
    curated = {product.draft_sha: findings[product.pk] for product in products if product.draft_sha}
    refusals = _unfit(request, products, curated)
    refused = {refusal.product.pk for refusal in refusals}
    fit = [product for product in products if product.pk not in refused]
    doubtful = [(product, findings[product.pk]) for product in fit if findings[product.pk]]
    form.suit(warnings=len(doubtful), scheduled=_is_asked_of_schedules(request, refusals))
    if asked and form.is_valid():
        values = form.cleaned_data
        told = Instruction(
            by=staff_member(request),
            change_note=values["change_note"],
            reason=values["reason"],
            valid_from=values["valid_from"],
            scheduled=values.get("scheduled") or None,
        )
        done = [
            publish_together(batch, told, expected=values["expected"], curated=curated)
            for batch in batches_of(fit)
        ]
        _say(request, done, refusals)
        return None
    if asked:
        form.data = request.POST.dict() | {"expected": expected}  # what this page shows
    context = model_admin.admin_site.each_context(request) | {
        "title": "Publish drafts",
        "opts": Product._meta,
        "form": form,
        "products": products,
        "fit": fit,
        "doubtful": doubtful,
        "refusals": refusals,
        "sentence": Count(errors=0, warnings=sum(count(f).warnings for _, f in doubtful)).sentence,
        "selected": ACTION_CHECKBOX_NAME,
    }
    return render(request, "admin/catalog/product/publish_many.html", context)


def _unfit(
    request: HttpRequest, products: list[Product], curated: dict[str, list[Finding]]
) -> list[RefusedProduct]:
    """What cannot be published whatever is said of the warnings."""
    scheduled: Any = request.POST.get("scheduled") or None
    told = Instruction(by=staff_member(request), reason="to be asked for", scheduled=scheduled)
    return unfit(products, told, curated=curated)


def _is_asked_of_schedules(request: HttpRequest, refusals: list[RefusedProduct]) -> bool:
    waiting = any(isinstance(refusal.error, ScheduledRevisionError) for refusal in refusals)
    return waiting or "scheduled" in request.POST


def _say(request: HttpRequest, done: list[Publication], before: list[RefusedProduct]) -> None:
    """What became of it; what was not told before publishing is told now."""
    refusals = [refusal for batch in done for refusal in batch.refusals]
    revisions = [revision for batch in done for revision in batch.revisions]
    later = [revision.valid_from for revision in revisions if revision.valid_from > timezone.now()]
    if now := len(revisions) - len(later):
        messages.success(request, f"{'1 draft is' if now == 1 else f'{now} drafts are'} published.")
    if later:
        many = "1 draft" if len(later) == 1 else f"{len(later)} drafts"
        messages.success(request, f"{many} will be shown from {max(later):%Y-%m-%d %H:%M} UTC.")
    if left := len(before) + len(refusals):
        messages.warning(request, f"Drafts left as they are: {left}.")
    for problem in dict.fromkeys(str(refusal.error) for refusal in refusals):
        messages.error(request, problem)
