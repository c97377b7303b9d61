"""A document's own data: what it carries for programs beside its pages.

The specification is inside as JSON-LD, and it is inside whole. Its canonical bytes are those of
``catalog.specification.canonical``, whose SHA-256 is the revision's. The file holds them with two
members put before the first one, ``@context`` and ``@id``. ``@`` sorts before every letter, so it
is canonical JSON, too; and no member of a specification begins with it, so whoever takes those two
out again has the stored bytes, to hold against the hash. The context gives terms of schema.org
where there are some, and leads to the JSON Schema of the catalog for the rest.

Each series of an assay is a CSV file (RFC 4180) with the numbers as stored.
"""

import csv
import io
import json
from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from catalog.charts import axis_title
from catalog.specification.canonical import canonical_bytes, sha256
from catalog.specification.declaration import Figure, Series, Specification
from datasheets.carried import DocumentProperties, EmbeddedFile, OwnData

JSON_LD = "application/ld+json"
CSV = "text/csv"
SPECIFICATION = "specification.jsonld"
SCHEMA_ORG = {
    "name": "https://schema.org/name",
    "catalog_number": "https://schema.org/productID",
    "sku": "https://schema.org/sku",
    "formula": "https://schema.org/molecularFormula",
    "smiles": "https://schema.org/smiles",
    "inchi": "https://schema.org/inChI",
    "inchikey": "https://schema.org/inChIKey",
}


def own_data(
    spec: Specification, stored: bytes, *, title: str, number: str, revision_url: str
) -> OwnData:
    """The data of a document about ``spec``, whose canonical bytes are ``stored``."""
    modified = spec.revision.valid_from
    properties = DocumentProperties(
        document_type=title,
        document_number=number,
        catalog_number=spec.catalog_number,
        revision=spec.revision.number,
        revision_address=revision_url,
        specification_sha256=sha256(stored),
    )
    source = EmbeddedFile(
        SPECIFICATION,
        with_context(stored, revision_url),
        JSON_LD,
        "Source",
        f"Specification of {spec.catalog_number}, revision {properties.revision}",
        modified,
    )
    return OwnData(properties, (source, *_series(spec, modified)))


def with_context(stored: bytes, identifier: str) -> bytes:
    """Canonical bytes of a specification as JSON-LD."""
    vocabulary = settings.SITE_URL + reverse("api:specification-schema") + "#"
    # Points are rows of numbers, which JSON-LD would flatten.
    terms = {"@version": 1.1, "@vocab": vocabulary, "points": {"@type": "@json"}, **SCHEMA_ORG}
    return canonical_bytes({"@context": terms, "@id": identifier})[:-1] + b"," + stored[1:]


def without_context(content: bytes) -> bytes:
    """The specification's bytes out of its JSON-LD; ValueError for what is no JSON object."""
    document = json.loads(content)
    if not isinstance(document, dict):
        raise ValueError("The file is JSON, but not an object.")
    members = {name: value for name, value in document.items() if not name.startswith("@")}
    return canonical_bytes(members)


def _series(spec: Specification, modified: datetime) -> Iterator[EmbeddedFile]:
    for number, figure in enumerate(spec.figures, start=1):
        for place, series in enumerate(figure.series, start=1):
            counted = f"-{place}" if len(figure.series) > 1 else ""
            yield EmbeddedFile(
                f"{figure.key}{counted}.csv",
                _csv(figure, series),
                CSV,
                "Data",
                f"Figure {number}, {series.label}: {figure.title}",
                modified,
            )


def _csv(figure: Figure, series: Series) -> bytes:
    head = [
        axis_title(figure.x_label or "x", figure.x_unit),
        axis_title(figure.y_label or series.label, figure.y_unit),
        "SD",
    ]
    width = max((len(point) for point in series.points), default=2)
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(head[:width])
    rows.writerows(series.points)
    return written.getvalue().encode()
