"""Opening a PDF that anybody may have sent."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum

import pikepdf

from catalog.untrusted.budget import SpentError


class Flaw(Enum):
    NO_PDF = "It is no PDF."
    ENCRYPTED = "A password is needed to open it."
    DAMAGED = "It is cut off, or not built as PDFs are."
    UNPACKS_TOO_MUCH = "Its streams unpack to more than may be read."


class UnopenableError(Exception):
    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


_ODDITIES = (
    pikepdf.PikepdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What pikepdf raises where a document is not built as documents are."""


@contextmanager
def opened(content: bytes, *, repaired: bool = False) -> Iterator[pikepdf.Pdf]:
    """Raises UnopenableError, also for what is found to be odd while the document is read.

    ``repaired``: as lenient as readers are. A repaired document is not the one that was sent.
    """
    if b"%PDF-" not in content[:1024]:
        raise UnopenableError(Flaw.NO_PDF)
    try:
        with pikepdf.open(
            io.BytesIO(content), attempt_recovery=repaired, suppress_warnings=True
        ) as pdf:
            yield pdf
    except pikepdf.PasswordError as error:
        raise UnopenableError(Flaw.ENCRYPTED) from error
    except SpentError as error:
        raise UnopenableError(Flaw.UNPACKS_TOO_MUCH) from error
    except _ODDITIES as error:
        if isinstance(error, RecursionError):
            raise
        raise UnopenableError(Flaw.DAMAGED) from error
