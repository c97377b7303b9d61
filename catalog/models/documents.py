"""Which documents are accepted beside pictures: told by what is in them, not by their names."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from catalog.untrusted import BusyError, RefusedError, ask
from catalog.untrusted.jobs import Inspect


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """``check`` raises RefusedError for content that is not of this kind, with its name."""

    media_type: str
    title: str
    most_megabytes: int
    check: Callable[[bytes, str], object]

    def accept(self, content: bytes, name: str) -> None:
        """Raises ValidationError with what is wrong, and what to do."""
        self.accept_size(len(content), name)
        try:
            self.check(content, name)
        except RefusedError as error:
            raise ValidationError(str(error)) from error
        except BusyError as error:
            raise ValidationError(
                f"'{name}' was not read, because other files are being read. Upload it again."
            ) from error

    def accept_size(self, size: int, name: str) -> None:
        """The same for a file of which only the size is known."""
        if size > self.most_megabytes * 2**20:
            raise ValidationError(
                f"'{name}' has more than {self.most_megabytes} MB; save it with smaller pictures, "
                "or give its address instead."
            )


def _check_pdf(content: bytes, name: str) -> None:
    ask(Inspect(content, name))


_GENBANK = re.compile(rb"LOCUS {2,}\S[\x20-\x7e\t\r\n]*\n//\s*")


def _check_genbank(content: bytes, name: str) -> None:
    """A flat file begins with LOCUS, ends with two slashes, and is printable ASCII between (GenBank
    release notes, section 3.4.3)."""
    if not _GENBANK.fullmatch(content):
        raise RefusedError(
            f"'{name}' is not a GenBank file: that is plain text, begins with LOCUS and ends with "
            "//. Export it from your cloning software as GenBank."
        )


PDF = DocumentKind("application/pdf", "PDF", 25, _check_pdf)
GENBANK = DocumentKind("chemical/seq-na-genbank", "GenBank file", 10, _check_genbank)
