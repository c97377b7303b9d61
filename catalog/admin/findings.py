"""What curation says of drafts, as the back office shows it: counted, kept, beside its field."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.core.cache import cache

from catalog.admin.places import Place, place
from catalog.code_version import code_version
from catalog.curation import Finding, Severity, findings
from catalog.models import DraftVersion
from catalog.specification.reading import read_draft


@dataclass(frozen=True, slots=True)
class LocatedFinding:
    """A finding of a draft with its place on the product screen."""

    finding: Finding
    place: Place
    anchor: str

    @property
    def is_error(self) -> bool:
        return self.finding.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings there are of either severity, and that in words."""

    errors: int
    warnings: int

    def __str__(self) -> str:
        parts = []
        if self.errors:
            parts.append(_counted(self.errors, "error"))
        if self.warnings:
            parts.append(_counted(self.warnings, "warning"))
        return ", ".join(parts)

    @property
    def sentence(self) -> str:
        """What the findings mean for publication."""
        parts = []
        if self.errors:
            verb = "blocks" if self.errors == 1 else "block"
            parts.append(f"{_counted(self.errors, 'thing')} {verb} publication")
        if self.warnings:
            verb = "needs" if self.warnings == 1 else "need"
            parts.append(f"{_counted(self.warnings, 'warning')} {verb} a reason")
        return ", ".join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def count(found: Iterable[Finding]) -> Count:
    severities = [finding.severity for finding in found]
    return Count(severities.count(Severity.ERROR), severities.count(Severity.WARNING))


def located(found: Iterable[Finding]) -> list[LocatedFinding]:
    """The findings with their places; the anchor of each is the same on every screen."""
    return [
        LocatedFinding(finding, place(finding.path), f"finding-{number}")
        for number, finding in enumerate(found, start=1)
    ]


def kept_findings(hashes: Mapping[int, str]) -> dict[int, list[Finding]]:
    """The findings of drafts: the primary keys of products, and the hashes of their latest draft
    versions. Each draft is read once for a version of the code, and all in one query."""
    keys = {product: f"findings:{code_version()}:{hash_}" for product, hash_ in hashes.items()}
    kept: dict[str, list[Finding]] = cache.get_many(keys.values())
    missing = {product for product, key in keys.items() if key not in kept}
    if missing:
        wanted = {hashes[product] for product in missing}
        drafts = DraftVersion.objects.filter(product__in=missing, sha256__in=wanted)
        new = {keys[draft.product_id]: findings(read_draft(draft.document)) for draft in drafts}
        cache.set_many(new)
        kept |= new
    return {product: kept.get(key, []) for product, key in keys.items()}
