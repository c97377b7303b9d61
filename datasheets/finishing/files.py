"""Associated files of a PDF/A-3 document (ISO 19005-3, 6.8 and annex E)."""

import hashlib
from collections.abc import Sequence
from datetime import UTC

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from datasheets.carried import EmbeddedFile


def attach(pdf: Pdf, files: Sequence[EmbeddedFile]) -> None:
    """List each file once by name and once as associated with the document."""
    if not files:
        return
    names, associated = Array(), Array()
    for file in sorted(files, key=lambda file: file.name):
        specification = pdf.make_indirect(_file_specification(pdf, file))
        names.append(String(file.name))
        names.append(specification)
        associated.append(specification)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=names)
    pdf.Root.AF = associated


def _file_specification(pdf: Pdf, file: EmbeddedFile) -> Dictionary:
    date = String(f"D:{file.modified.astimezone(UTC):%Y%m%d%H%M%S}Z")
    stream = Stream(pdf, file.content)
    stream.Type = Name.EmbeddedFile
    stream.Subtype = Name("/" + file.media_type)
    stream.Params = Dictionary(
        Size=len(file.content),
        ModDate=date,
        CheckSum=String(hashlib.md5(file.content, usedforsecurity=False).digest()),
    )
    return Dictionary(
        Type=Name.Filespec,
        F=String(file.name),
        UF=String(file.name),
        Desc=String(file.description),
        AFRelationship=Name("/" + file.relationship),
        EF=Dictionary(F=stream, UF=stream),
    )
