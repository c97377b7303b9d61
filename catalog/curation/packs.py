"""Rules on packs: how much is in them, and numbers that can be typed into an order."""

from collections.abc import Iterator

from catalog.curation.finding import Finding, Severity
from catalog.curation.quantities import shown
from catalog.models import Kind
from catalog.specification.declaration import Draft

WITHOUT_SIZE = frozenset({Kind.KIT, Kind.CONSUMABLE})
"""Kinds that are sold by the piece."""


def packs_hold_something(draft: Draft) -> Iterator[Finding]:
    """A pack has a size, and it is more than nothing."""
    for place, pack in enumerate(draft.packs):
        amount, path = pack.amount, f"/packs/{place}/amount"
        if amount is None or not amount.ends:
            if draft.kind not in WITHOUT_SIZE:
                yield Finding(
                    "pack-without-size", Severity.WARNING, path, pack.sku,
                    "how much is in this pack is not said; write the amount with its unit, 5 mg.",
                )  # fmt: skip
        elif max(amount.ends) == 0:
            yield Finding(
                "empty-pack", Severity.ERROR, path, shown(amount),
                "a pack of nothing cannot be sold; correct the amount.",
            )  # fmt: skip


def solutions_name_their_solvent(draft: Draft) -> Iterator[Finding]:
    """10 mM of what, in what: without the solvent a solution can't be diluted."""
    for place, pack in enumerate(draft.packs):
        if pack.concentration and not pack.solvent:
            yield Finding(
                "solution-without-solvent", Severity.WARNING, f"/packs/{place}/solvent",
                pack.sku,
                f"this pack is a solution of {shown(pack.concentration)}, and its solvent is "
                "not said; add it, DMSO.",
            )  # fmt: skip


def skus_can_be_typed(draft: Draft) -> Iterator[Finding]:
    """A SKU goes through web shops, spreadsheets and order forms, which lose spaces and accents."""
    for place, pack in enumerate(draft.packs):
        sku = pack.sku
        if not sku.isascii() or any(character.isspace() for character in sku):
            yield Finding(
                "sku-characters", Severity.WARNING, f"/packs/{place}/sku", sku,
                "spaces and letters beyond A to Z get lost in orders; use letters, digits and "
                "hyphens.",
            )  # fmt: skip
