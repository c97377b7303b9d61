"""What a PDF that anybody may have sent says of itself, read with suspicion."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any
from xml.etree import ElementTree

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from datasheets.carried import DocumentProperties
from datasheets.finishing.xmp import NAMESPACE, property_name

MAX_FILES = 100
MAX_STREAM = 32 * 2**20
"""Bytes that one compressed stream may unpack to; a small file can hold gigabytes of zeros."""

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

pikepdf.settings.set_qpdf_limits(flate_max_memory=MAX_STREAM)


class UnreadableError(Exception):
    """The bytes are no PDF that can be read."""


@dataclass(frozen=True, slots=True)
class Contents:
    """``properties`` as the XMP packet names them, and the associated files by their names."""

    properties: dict[str, str]
    files: dict[str, bytes]


def read(content: bytes) -> Contents:
    """Raises UnreadableError with what is wrong and what to do."""
    if b"%PDF-" not in content[:1024]:
        raise UnreadableError("This is not a PDF. Choose the file that you were given.")
    try:
        # A repaired document is not the one that was sent: what is damaged is said to be.
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise UnreadableError(_ENCRYPTED)
            return Contents(_properties(pdf), dict(_files(pdf)))
    except pikepdf.PasswordError as error:
        raise UnreadableError(_ENCRYPTED) from error
    except _ODDITIES as error:
        raise UnreadableError(
            "This PDF is cut off or damaged, and cannot be read. Fetch it again from where it came."
        ) from error


_ENCRYPTED = (
    "This PDF is encrypted, and no document of this catalog is. "
    "Choose the file as it was before it was protected."
)


def _properties(pdf: pikepdf.Pdf) -> dict[str, str]:
    """Ours, each an attribute or an element of its own: programs write XMP in both ways."""
    packet = _unpacked(pdf.Root.get("/Metadata"))
    if not packet or b"<!" in packet:  # a document type could define entities without end
        return {}
    try:
        root = ElementTree.fromstring(packet)
    except ElementTree.ParseError:
        return {}
    found: dict[str, str] = {}
    for element in root.iter():
        found |= {name: value for name, value in element.attrib.items() if _is_ours(name)}
        if _is_ours(element.tag):
            found[element.tag] = element.text or ""
    names = {f"{{{NAMESPACE}}}{property_name(f.name)}": f.name for f in fields(DocumentProperties)}
    return {names[name]: value.strip() for name, value in found.items() if name in names}


def _is_ours(name: Any) -> bool:
    return isinstance(name, str) and name.startswith(f"{{{NAMESPACE}}}")


def _files(pdf: pikepdf.Pdf) -> Iterator[tuple[str, bytes]]:
    associated = pdf.Root.get("/AF")
    if not isinstance(associated, Array):
        return
    if len(associated) > MAX_FILES:
        raise ValueError("No document of ours has so many files.")
    for specification in associated:
        if isinstance(specification, Dictionary) and "/EF" in specification:
            yield str(specification.UF), _unpacked(specification.EF.F)


def _unpacked(stream: object) -> bytes:
    """The content of a stream that is plain or deflated, as ours are; nothing for any other."""
    if not isinstance(stream, Stream):
        return b""
    if stream.get("/Filter") not in (None, Name.FlateDecode):
        return b""
    return stream.read_bytes()
