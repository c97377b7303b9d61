"""What the XMP packet says of a document beyond title, author and dates.

PDF/A wants every property outside its predefined schemas described in the packet itself (ISO
19005-3, 6.6.2.3.2): that of PDF/UA, and our own.
"""

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from pikepdf import Pdf

from datasheets.carried import NAMESPACE, DocumentProperties, property_name

PREFIX = "aliquot"
_END = b"</rdf:RDF>"
_BETWEEN = b'</rdf:Description><rdf:Description rdf:about="">'
"""WeasyPrint describes the same document once for each property."""


class _Property(NamedTuple):
    name: str
    value_type: str
    description: str


class _Schema(NamedTuple):
    name: str
    namespace: str
    prefix: str
    properties: tuple[_Property, ...]


_UA = _Schema(
    "PDF/UA identification",
    "http://www.aiim.org/pdfua/ns/id/",
    "pdfuaid",
    (_Property("part", "Integer", "Part of ISO 14289"),),
)
_OWN = _Schema(
    "Aliquot document",
    NAMESPACE,
    PREFIX,
    (
        _Property("documentType", "Text", "Kind of document"),
        _Property("documentNumber", "Text", "Number of the document"),
        _Property("catalogNumber", "Text", "Catalog number of the product"),
        _Property("revision", "Integer", "Revision of the specification"),
        _Property("revisionAddress", "URI", "Address of the revision"),
        _Property("specificationSha256", "Text", "SHA-256 of the specification"),
    ),
)


def identify(pdf: Pdf, properties: DocumentProperties | None) -> None:
    """Add the identification of PDF/UA-1, and our properties, to the packet that is there."""
    described = [_UA, _OWN] if properties else [_UA]
    parts = [f'<rdf:Description rdf:about="" xmlns:pdfuaid="{_UA.namespace}" pdfuaid:part="1"/>']
    if properties:
        parts.append(_own(properties))
    parts += _extensions(described)
    packet = pdf.Root.Metadata.read_bytes().replace(_BETWEEN, b"")
    before, end, after = packet.partition(_END)
    pdf.Root.Metadata.write(before + "\n".join(parts).encode() + end + after)


def _own(properties: DocumentProperties) -> str:
    values = {
        f"{PREFIX}:{property_name(field.name)}": str(getattr(properties, field.name))
        for field in fields(properties)
    }
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
    return f'<rdf:Description rdf:about="" xmlns:{PREFIX}="{NAMESPACE}" {written}/>'


def _extensions(schemas: list[_Schema]) -> Iterator[str]:
    base = "http://www.aiim.org/pdfa/ns"
    yield (
        f'<rdf:Description rdf:about="" xmlns:pdfaExtension="{base}/extension/" '
        f'xmlns:pdfaSchema="{base}/schema#" xmlns:pdfaProperty="{base}/property#">'
        "<pdfaExtension:schemas><rdf:Bag>"
    )
    for schema in schemas:
        yield (
            f'<rdf:li><rdf:Description pdfaSchema:schema="{schema.name}" '
            f'pdfaSchema:namespaceURI="{schema.namespace}" pdfaSchema:prefix="{schema.prefix}">'
            "<pdfaSchema:property><rdf:Seq>"
        )
        for name, value_type, description in schema.properties:
            yield (
                f'<rdf:li><rdf:Description pdfaProperty:name="{name}" '
                f'pdfaProperty:valueType="{value_type}" pdfaProperty:category="external" '
                f'pdfaProperty:description="{description}"/></rdf:li>'
            )
        yield "</rdf:Seq></pdfaSchema:property></rdf:Description></rdf:li>"
    yield "</rdf:Bag></pdfaExtension:schemas></rdf:Description>"
