"""From a file to the verdict. First its bytes, which settle most; then what it says of itself."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.formats import date_format

from catalog.untrusted import RefusedError, ask
from catalog.untrusted.jobs import Addition, Part, ReadAddition
from datasheets.documents.standing import Link, Statement, Tone
from datasheets.verification.claims import (
    Claim,
    claim_of,
    claimed_document,
    differing_files,
    differing_properties,
    is_here,
    read_claim,
)
from datasheets.verification.issues import later_issue
from datasheets.verification.stored import Document, Stretch, stored_as, stored_within
from datasheets.verification.verdict import Origin, Verdict

MAX_SIZE = 25 * 2**20
"""Bytes."""


class UnverifiableError(Exception):
    """There is no document to speak of: too large, no PDF, encrypted, damaged."""


def verify(content: bytes) -> Verdict:
    """What there is to say of a file. Raises UnverifiableError, and BusyError if others are being
    read just now."""
    if len(content) > MAX_SIZE:
        raise UnverifiableError(
            f"This file has {len(content) / 2**20:.1f} MB; the most that is read is "
            f"{MAX_SIZE // 2**20} MB. Datasheets are far smaller: choose the PDF of one datasheet."
        )
    if document := stored_as(content):
        return _original(document)
    try:
        if stretch := stored_within(content):
            return _extended(content, stretch)
        claim = read_claim(content)
    except RefusedError as error:
        raise UnverifiableError(str(error)) from error
    document = claimed_document(claim)
    return _altered(claim, document) if document else _foreign(claim)


def _original(document: Document) -> Verdict:
    state = document.standing
    number = document.sheet.number
    headline = f"This is the original of {number}{state.clause}."
    day = _day(document)
    why = f"Every byte is as stored on {day}: pages and data of {_described(document)}."
    return Verdict(
        origin=Origin.ORIGINAL,
        headline=Statement(Tone.GOOD if state.is_current else Tone.NEUTRAL, headline),
        document_number=number,
        revision=document.sheet.subject_version,
        data_untouched=True,
        is_current=state.is_current,
        statements=(
            Statement(Tone.GOOD, why),
            *later_issue(document.sheet),
            *state.statements,
        ),
    )


def _extended(content: bytes, stretch: Stretch) -> Verdict:
    document = stretch.document
    before, after = stretch.begin, len(content) - stretch.end
    state = document.standing
    addition = Addition(True, ())
    if after and not before:
        addition = ask(ReadAddition(content, stretch.end))
    shows_other_pages = before or not addition.is_read or set(addition.parts) - {Part.SIGNATURE}
    added = [
        *([f"{before:,} bytes before it"] if before else []),
        *([f"{after:,} bytes after it"] if after else []),
    ]
    what = ", ".join(part.value for part in addition.parts)
    return Verdict(
        origin=Origin.EXTENDED,
        headline=Statement(
            Tone.BAD if shows_other_pages else Tone.NEUTRAL,
            f"This is the original of {document.sheet.number}, with something added"
            f"{': ' + what if what else ''}.",
        ),
        document_number=document.sheet.number,
        revision=document.sheet.subject_version,
        data_untouched=None,
        is_current=state.is_current,
        statements=(
            Statement(
                Tone.NEUTRAL,
                f"All bytes of {_described(document)} are there, as stored on {_day(document)}, "
                f"and {' and '.join(added)}. {_about(addition, bool(before))}",
                (_link_to(document),),
            ),
            *later_issue(document.sheet),
            *state.of_another_file(),
        ),
    )


def _about(addition: Addition, is_before: bool) -> str:
    if is_before:
        return (
            "What stands before a PDF can make programs take the file for something else. "
            "Use the original."
        )
    if not addition.is_read:
        return "What was added is no part of a PDF, and programs may refuse the file."
    if not addition.parts:
        return "What was added changes nothing that programs for PDFs read."
    if addition.parts == (Part.SIGNATURE,):
        return (
            "This catalog does not sign its documents, and does not check who signed this one. A "
            "signature has a picture, which may cover what is below it."
        )
    return "What is shown may differ from what was published: read the original."


def _altered(claim: Claim, document: Document) -> Verdict:
    number = document.sheet.number
    original = claim_of(document.sheet)
    properties = list(differing_properties(claim, original)) if original else []
    files = list(differing_files(claim, original)) if original else []
    state = document.standing
    return Verdict(
        origin=Origin.ALTERED,
        headline=Statement(Tone.BAD, f"This is not {number}, though it says so."),
        document_number=number,
        revision=document.sheet.subject_version,
        data_untouched=not (files or properties) if original and claim.files else None,
        is_current=state.is_current,
        statements=(
            Statement(
                Tone.BAD,
                f"It calls itself {_described(document)}, but it is not the file that is stored: "
                "it was edited, or saved again by a program. Its pages may show anything; read "
                "the original.",
                (_link_to(document),),
            ),
            *_about_properties(properties),
            *_about_data(claim, files, original, number),
            *later_issue(document.sheet),
            *state.of_another_file(),
        ),
    )


def _about_properties(differing: list[str]) -> Iterator[Statement]:
    if differing:
        said = "; ".join(differing)
        yield Statement(Tone.BAD, f"What it says of itself is not true: {said}.")


def _about_data(
    claim: Claim, differing: list[str], original: Claim | None, number: str
) -> Iterator[Statement]:
    if original is None:
        text = "Its data cannot be compared: the file of the original is not at hand."
        yield Statement(Tone.NEUTRAL, text)
    elif differing:
        text = "What differs, is missing or was added:"
        yield Statement(
            Tone.BAD, f"Its data are not those of {number}. {text} {', '.join(differing)}."
        )
    elif claim.files:
        names = ", ".join(sorted({file.name for file in claim.files}))
        yield Statement(
            Tone.NEUTRAL,
            f"Its data for programs are untouched ({names}), wherever programs look for them. "
            "That says nothing of its pages.",
        )
    else:
        yield Statement(Tone.NEUTRAL, "It carries no data for programs.")


def _foreign(claim: Claim) -> Verdict:
    number, address = claim.first("document_number"), claim.first("revision_address")
    if len(claim.numbers) > 1:
        text = f"It calls itself {' and '.join(claim.numbers)}; no document has two numbers."
    elif number and not is_here(address):
        text = f"It calls itself {number}" + (f", of {address}: ask there." if address else ".")
    elif number:
        text = (
            f"It calls itself {number}, as documents of this catalog do, but the catalog has "
            "issued no such document. It may be a draft, or a forgery."
        )
    else:
        text = (
            "Its bytes are not stored here, and it carries no document number, as far as can be "
            "told."
        )
    return Verdict(
        origin=Origin.FOREIGN,
        headline=Statement(Tone.BAD, "This is not a document of this catalog."),
        document_number=number,
        revision=None,
        data_untouched=None,
        is_current=None,
        statements=(Statement(Tone.NEUTRAL, text),),
    )


def _described(document: Document) -> str:
    return f"{document.sheet.number}, on {document.standing.name}"


def _link_to(document: Document) -> Link:
    path = reverse("datasheets:document-file", args=[document.sheet.number])
    return Link("The original", path)


def _day(document: Document) -> str:
    moment = document.sheet.rendered_at
    assert moment is not None  # it is ready
    return date_format(moment, "j F Y")
