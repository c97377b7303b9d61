"""Whether a PDF is a document of this catalog, whole and current. The one function: ``verify``.

The command and the page show its statements and add none.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format

from catalog.models import Listing
from datasheets.embedded import SPECIFICATION, without_context
from datasheets.models import Datasheet

MAX_SIZE = 10 * 2**20


class UnverifiableError(Exception):
    """There is no document to speak of: too large, no PDF, encrypted, damaged."""


class Origin(Enum):
    ORIGINAL = "original"
    """The very bytes that are stored."""
    ALTERED = "altered"
    """It names a document of this catalog, whose bytes are others."""
    FOREIGN = "foreign"


class Tone(Enum):
    GOOD = "good"
    BAD = "bad"
    NEUTRAL = "neutral"


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence or two for people, and where to go on."""

    tone: Tone
    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    origin: Origin
    document_number: str
    """Empty for a PDF that names none."""
    revision: int | None
    """The number of the revision of this catalog that it describes."""
    data_untouched: bool | None
    """None where it carries none, or belongs to no revision here."""
    is_current: bool | None
    """Whether the revision is the one that is shown now."""
    statements: tuple[Statement, ...]


def verify(content: bytes) -> Verdict:
    """What there is to say of a file. Raises UnverifiableError."""
    from datasheets.reading import Contents, UnreadableError, read

    if len(content) > MAX_SIZE:
        raise UnverifiableError(
            f"This file has {len(content) / 2**20:.1f} MB; the most that is read is "
            f"{MAX_SIZE // 2**20} MB. Datasheets are far smaller: choose the PDF of one datasheet."
        )
    try:
        found: Contents = read(content)
    except UnreadableError as error:
        raise UnverifiableError(str(error)) from error
    sheet = _stored(hashlib.sha256(content).hexdigest())
    if sheet:
        public = Listing.objects.ever_public().select_related("revision")
        listing = public.filter(revision=sheet.revision_id).first()
    else:
        listing = _claimed(found.properties)
    if listing is None:
        return _foreign(found.properties)
    kept = sheet or _claimed_issue(listing, found.properties)
    origin = Origin.ORIGINAL if sheet else Origin.ALTERED
    number = kept.number if kept else found.properties["document_number"]
    touched = _touched(found.files, found.properties, listing, kept)
    visible = Listing.objects.visible().select_related("revision")
    shown = visible.filter(product=listing.product_id).first()
    return Verdict(
        origin=origin,
        document_number=number,
        revision=listing.revision.number,
        data_untouched=not touched if found.files else None,
        is_current=shown is not None and shown.revision_id == listing.revision_id,
        statements=(
            _about_bytes(origin, number, listing, kept),
            _about_data(found.files, touched, listing),
            *_about_later_issues(kept),
            *_about_the_present(listing, shown),
        ),
    )


def _claimed_issue(listing: Listing, properties: dict[str, str]) -> Datasheet | None:
    """The document of the revision that the file says it is, or else the first one."""
    of_revision = Datasheet.ready().filter(revision=listing.revision_id)
    named = of_revision.filter(number=properties.get("document_number", ""))
    return named.first() or of_revision.first()


def _about_later_issues(kept: Datasheet | None) -> Iterator[Statement]:
    later = kept.later_issue() if kept else None
    if kept and later:
        address = reverse("datasheets:document-file", args=[later.number])
        yield Statement(
            Tone.NEUTRAL,
            f"{kept.number} was issued again on {_day(later.rendered_at)}: "
            f"{later.reason.rstrip('.')}.",
            (Link(later.number, address),),
        )


def _day(moment: datetime | None) -> str:
    """Of a document that is stored, and so was rendered some day."""
    assert moment is not None
    return date_format(moment, "j F Y")


def _stored(sha256: str) -> Datasheet | None:
    return Datasheet.objects.filter(sha256=sha256).first()


def _claimed(properties: dict[str, str]) -> Listing | None:
    """The revision that a document names, if it was public, and is of this catalog.

    Another catalog may have the same catalog number: ours has the hash, or the address.
    """
    try:
        number = int(properties["revision"])
        catalog_number, _ = properties["catalog_number"], properties["document_number"]
    except (KeyError, ValueError):
        return None
    if not 0 < number < 2**31:
        return None
    listing = Listing.objects.public_revision(catalog_number, number)
    if listing is None:
        return None
    is_ours = properties.get("specification_sha256") == listing.revision.sha256
    has_address = properties.get("revision_address", "").startswith(settings.SITE_URL + "/")
    return listing if is_ours or has_address else None


def _foreign(properties: dict[str, str]) -> Verdict:
    number = properties.get("document_number", "")
    address = properties.get("revision_address", "")
    if number and not address.startswith(settings.SITE_URL + "/"):
        text = f"This is not a document of this catalog. It calls itself {number}" + (
            f", of {address}: ask there." if address else "."
        )
    elif number:
        text = (
            f"It calls itself {number}, as documents of this catalog do, but the catalog has "
            "published no such revision. It may be a draft, or a forgery."
        )
    else:
        text = (
            "This PDF is not a document of this catalog, as far as can be told: its bytes are not "
            "stored here, and it carries no document number."
        )
    statement = Statement(Tone.BAD, text)
    return Verdict(Origin.FOREIGN, number, None, None, None, (statement,))


def _about_bytes(
    origin: Origin, number: str, listing: Listing, kept: Datasheet | None
) -> Statement:
    described = f"{number}, on {listing}, revision {listing.revision.number}"
    if origin is Origin.ORIGINAL:
        assert kept is not None
        day = _day(kept.rendered_at)
        return Statement(
            Tone.GOOD, f"This is the original of {described}: every byte is as stored on {day}."
        )
    if kept is None:
        return Statement(
            Tone.BAD, f"It calls itself {described}, but no such document was ever stored."
        )
    arguments = [listing.catalog_number, listing.revision.number]
    original = reverse("datasheets:revision-datasheet", args=arguments)
    return Statement(
        Tone.BAD,
        f"It calls itself {described}, but it is not the file that is stored: it was edited, or "
        "saved anew by a program.",
        (Link("The original", original),),
    )


def _touched(
    files: dict[str, bytes],
    properties: dict[str, str],
    listing: Listing,
    kept: Datasheet | None,
) -> list[str]:
    """The embedded files that are not as published, were taken away or were added."""
    revision = listing.revision
    touched = set()
    if not _is_specification(files.get(SPECIFICATION), revision.sha256):
        touched.add(SPECIFICATION)
    if properties.get("specification_sha256") != revision.sha256:
        touched.add("the hash among its properties")
    if kept is not None:
        original = _files_of(kept)
        both = original.keys() | files.keys()
        touched |= {name for name in both if original.get(name) != files.get(name)}
    return sorted(touched)


def _is_specification(content: bytes | None, sha256: str) -> bool:
    try:
        return hashlib.sha256(without_context(content or b"")).hexdigest() == sha256
    except (ValueError, RecursionError):
        return False


def _files_of(kept: Datasheet) -> dict[str, bytes]:
    from datasheets.reading import read

    with kept.file.open("rb") as file:
        return read(file.read()).files


def _about_data(files: dict[str, bytes], touched: list[str], listing: Listing) -> Statement:
    if not files:
        return Statement(Tone.NEUTRAL, "It carries no data for programs.")
    revision = listing.revision
    if not touched:
        return Statement(
            Tone.GOOD,
            f"Its data are untouched ({', '.join(sorted(files))}): the specification has the "
            f"SHA-256 of revision {revision.number}, {revision.sha256}.",
        )
    return Statement(
        Tone.BAD,
        f"Its data are not those of revision {revision.number}. "
        f"What differs, is missing or was added: {', '.join(touched)}.",
    )


def _about_the_present(listing: Listing, shown: Listing | None) -> Iterator[Statement]:
    if shown is None:
        return
    product = reverse("catalog:product", args=[shown.catalog_number, shown.slug])
    day = date_format(shown.visible_from, "j F Y")
    if shown.withdrawn:
        day = date_format(Listing.objects.withdrawn_since(shown.revision), "j F Y")
        yield Statement(
            Tone.BAD,
            f"The product was withdrawn on {day}.",
            (Link("What is said of it now", product),),
        )
    elif shown.revision_id == listing.revision_id:
        page = Link(f"{shown}", product)
        yield Statement(Tone.GOOD, "Its revision is the one that is shown now.", (page,))
    else:
        datasheet = reverse("datasheets:datasheet", args=[shown.catalog_number])
        yield Statement(
            Tone.BAD,
            f"It is superseded: revision {shown.revision.number} is shown since {day}.",
            (Link(f"Datasheet of revision {shown.revision.number}", datasheet),
             Link(f"{shown}", product)),
        )  # fmt: skip
