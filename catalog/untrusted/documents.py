"""What is read out of a PDF."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from pikepdf import Pdf

from catalog.untrusted.additions import added_parts
from catalog.untrusted.budget import Budget
from catalog.untrusted.carried import carried_files
from catalog.untrusted.jobs import (
    Addition,
    Claims,
    Inspect,
    Inspected,
    ReadAddition,
    ReadClaims,
    RefusedError,
)
from catalog.untrusted.opening import Flaw, UnopenableError, opened
from catalog.untrusted.xmp import properties

MAX_PAGES = 2_000

_DATASHEET = {
    Flaw.NO_PDF: "This is not a PDF. Choose the file that you were given.",
    Flaw.ENCRYPTED: "This PDF is encrypted, and no document of this catalog is. Choose the file as "
    "it was before it was protected.",
    Flaw.DAMAGED: "This PDF is cut off or damaged, and cannot be read. Fetch it again from where "
    "it came.",
    Flaw.UNPACKS_TOO_MUCH: "What this PDF carries unpacks to more than any datasheet has. Choose "
    "the file that you were given.",
}
_ATTACHMENT = {
    Flaw.NO_PDF: "'{name}' is not a PDF; upload the document as PDF.",
    Flaw.ENCRYPTED: "'{name}' asks for a password, which those who download it do not have; save "
    "it without one, and upload that.",
    Flaw.DAMAGED: "'{name}' begins like a PDF, and no page of it can be read; open it in a "
    "program, save it as PDF again, and upload that.",
    Flaw.UNPACKS_TOO_MUCH: "'{name}' unpacks to more than may be read; save it as PDF again with "
    "smaller pictures, and upload that.",
}


@contextmanager
def _told(sentences: Mapping[Flaw, str], name: str = "") -> Iterator[None]:
    try:
        yield
    except UnopenableError as error:
        raise RefusedError(sentences[error.flaw].format(name=name)) from error


def read_claims(job: ReadClaims) -> Claims:
    with _told(_DATASHEET), opened(job.content) as pdf:
        if pdf.is_encrypted:
            raise UnopenableError(Flaw.ENCRYPTED)
        budget = Budget()
        packet = budget.unpacked(pdf.Root.get("/Metadata")) or b""
        return Claims(properties(packet, job.namespace), carried_files(pdf, budget))


def read_addition(job: ReadAddition) -> Addition:
    with _told(_DATASHEET), opened(job.content[: job.length]) as before:
        try:
            with opened(job.content) as after:
                return Addition(True, added_parts(before, after))
        except UnopenableError:
            return Addition(False, ())


def inspect(job: Inspect) -> Inspected:
    with _told(_ATTACHMENT, job.name), opened(job.content, repaired=True) as pdf:
        return Inspected(_pages(pdf, job.name))


def _pages(pdf: Pdf, name: str) -> int:
    count = len(pdf.pages)
    if not count:
        raise UnopenableError(Flaw.DAMAGED)
    if count > MAX_PAGES:
        raise RefusedError(
            f"'{name}' has {count:,} pages, and at most {MAX_PAGES:,} are accepted; upload a part "
            "of it, or give its address."
        )
    return count
