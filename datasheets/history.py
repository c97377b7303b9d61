"""The versions of a product's datasheet: one for each revision on offer, and its issues."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalog.models import Listing
from catalog.spec.differences import Difference, differences
from datasheets.documents import tds
from datasheets.models import Datasheet
from datasheets.variants import Language, Paper, Variant, variants

PREFIX = tds.document_number("")


@dataclass(frozen=True, slots=True)
class Version:
    """A revision with the issues of its datasheet that are stored, the last one first."""

    listing: Listing
    issues: tuple[Datasheet, ...]
    pending: tuple[Variant, ...]
    """What the site has a variant for, and is not made yet."""
    is_current: bool
    changes: tuple[Difference, ...]
    """Field by field, since the revision before; empty for the first one."""


def product_of(document_number: str) -> Listing | None:
    """What is shown, or was last, of the product whose datasheets have this document number."""
    if not document_number.startswith(PREFIX):
        return None
    return Listing.objects.shown(document_number.removeprefix(PREFIX))


def versions(shown: Listing) -> list[Version]:
    """The latest first. A withdrawal is no version: it describes nothing."""
    offered = Listing.objects.ever_public().filter(product=shown.product_id, withdrawn=False)
    listings = list(offered.select_related("revision").order_by("revision__number"))
    issues: dict[int, list[Datasheet]] = {}
    for sheet in Datasheet.ready().filter(revision__in=[entry.pk for entry in listings]):
        issues.setdefault(sheet.revision_id, []).insert(0, sheet)
    return list(_versions(shown, listings, issues))[::-1]


def _versions(
    shown: Listing, listings: list[Listing], issues: dict[int, list[Datasheet]]
) -> Iterator[Version]:
    before, there_are = None, variants()
    for listing in listings:
        spec = listing.revision.read()
        changes = tuple(differences(before, spec)) if before else ()
        made = tuple(issues.get(listing.pk, ()))
        ready = {Variant(Paper(sheet.paper), Language(sheet.language)) for sheet in made}
        pending = tuple(variant for variant in there_are if variant not in ready)
        yield Version(listing, made, pending, listing.pk == shown.pk, changes)
        before = spec
