"""What a file says of itself, against the document that it names."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from django.conf import settings

from catalog.untrusted import ask
from catalog.untrusted.jobs import CarriedFile, Claims, ReadClaims
from datasheets.carried import NAMESPACE, DocumentProperties, property_name
from datasheets.models import Datasheet
from datasheets.verification.stored import Document, document_of

logger = logging.getLogger(__name__)

_NAMES = {property_name(field.name): field.name for field in fields(DocumentProperties)}
_WORDS = {
    "document_type": "kind of document",
    "document_number": "document number",
    "catalog_number": "catalog number",
    "revision": "revision",
    "revision_address": "address",
    "specification_sha256": "hash of the specification",
}


@dataclass(frozen=True, slots=True)
class Claim:
    """``properties``: our own, each with all its values; usually it has one."""

    properties: Mapping[str, tuple[str, ...]]
    files: tuple[CarriedFile, ...]

    def first(self, name: str) -> str:
        return next(iter(self.properties.get(name, ())), "")

    @property
    def numbers(self) -> tuple[str, ...]:
        return self.properties.get("document_number", ())


def read_claim(content: bytes) -> Claim:
    """Raises RefusedError and BusyError."""
    claims: Claims = ask(ReadClaims(content, NAMESPACE))
    found = claims.properties.items()
    return Claim({_NAMES[name]: values for name, values in found if name in _NAMES}, claims.files)


def claimed_document(claim: Claim) -> Document | None:
    """The stored document that a file says it is, if it is one of this catalog.

    Another catalog may use the same numbers: ours has the hash, or the address. An unknown number
    is that of no document; it is never taken for another one of the same version.
    """
    named = Datasheet.ready().filter(number__in=claim.numbers).first()
    document = document_of(named)
    if document is None:
        return None
    sha256 = document.standing.sha256
    is_ours = sha256 in claim.properties.get("specification_sha256", ()) or any(
        map(is_here, claim.properties.get("revision_address", ()))
    )
    return document if is_ours else None


def is_here(address: str) -> bool:
    return address.startswith(settings.SITE_URL + "/")


def claim_of(sheet: Datasheet) -> Claim | None:
    """What the stored document says of itself; None if its file cannot be had."""
    try:
        with sheet.file.open("rb") as file:
            content: bytes = file.read()
    except OSError:
        logger.exception("The file of %s cannot be read", sheet)
        return None
    return read_claim(content)


def differing_properties(claim: Claim, original: Claim) -> Iterator[str]:
    """Properties that are not those of the original, in words."""
    for name, word in _WORDS.items():
        said, right = claim.properties.get(name, ()), original.properties.get(name, ())
        if said != right:
            values = " and ".join(f"'{value}'" for value in said) or "missing"
            expected = " and ".join(f"'{value}'" for value in right) or "missing"
            yield f"{word} {values} instead of {expected}"


def differing_files(claim: Claim, original: Claim) -> Iterator[str]:
    """The carried files that are not as published, were taken away or were added, and where."""
    differing = set(claim.files) ^ set(original.files)
    places: dict[str, set[str]] = {}
    for file in differing:
        places.setdefault(file.name or "a file without a name", set()).add(file.place)
    for name, where in sorted(places.items()):
        yield f"{name} ({'; '.join(sorted(where))})"
    if not differing and claim.files != original.files:
        yield "a file that is there twice"
