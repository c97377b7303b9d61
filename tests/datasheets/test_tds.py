"""The technical datasheet: every fact of the demo's full product, on well-formed pages."""

import io
import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pypdf
import pytest
from django.utils.html import strip_tags

from catalog.management.commands.seed_demo import demo_documents
from catalog.models import SiteSettings
from catalog.presentation import present
from catalog.specification.reading import as_specification
from datasheets.documents.issue import FIRST, Issue
from datasheets.documents.subject import Edition, Subject
from datasheets.documents.tds.context import context
from tests.conftest import POINTERS
from tests.datasheets.documents import rendered, tds
from tests.typed import specification_of

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

HEADINGS = (
    "Key facts", "Packs", "Key features", "Description", "Mode of action", "Activity", "Figures",
    "Quality control", "Background", "Safety", "Identifiers", "References", "Related products",
    "Classification",
)  # fmt: skip
FOOTER_LINES = 3


@pytest.fixture
def spec(published: Callable[..., Any]) -> dict[str, Any]:
    """FK506 of the demo, without its pointers to other products."""
    document = next(d for d in demo_documents() if d["catalog_number"] == "ALQ-1001")
    members = {name: value for name, value in document.items() if name not in POINTERS}
    product = published(members.pop("catalog_number"), **members)
    document_as_published: dict[str, Any] = product.revisions.get().read()
    return document_as_published


@pytest.fixture
def pages(spec: dict[str, Any]) -> list[str]:
    site = SiteSettings(supplier_name="Curie & Co", contact_email="lab@example.org")
    pdf = rendered(spec, site)
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    """Letters without white space: a PDF keeps no lines, and divides words at their ends."""
    return re.sub(r"[\s\u00ad]+", "", unescape(strip_tags(text)))


def test_the_document_contains_every_fact(spec: dict[str, Any], pages: list[str]) -> None:
    whole = squeezed("".join(pages))
    product = present(as_specification(spec))
    values: list[str] = [
        line.html for fact in (*product.key_facts, *product.identity) for line in fact.lines
    ]
    values += [fact.label for fact in (*product.key_facts, *product.identity)]
    tables = (product.packs, product.activities, product.quality_tests, product.figures[0].data)
    values += [line.html for table in tables for row in table.rows for line in row]
    values += [r.html for entry in product.reference_lists for r in entry.references]
    values += [product.figures[0].conditions, *product.figures[0].unfitted]
    missing = [value for value in values if squeezed(value) not in whole]
    assert missing == []


def test_known_facts_of_fk506_are_printed(pages: list[str]) -> None:
    whole = squeezed("".join(pages))
    for fact in ("104987-11-3", "C44H69NO12", "804.02g/mol", "100mg/mL(124mM,calculated)", "−20°C"):
        assert fact in whole


def test_the_narrative_is_complete(spec: dict[str, Any], pages: list[str]) -> None:
    body = "".join(page.rsplit("TDS-", 1)[0] for page in pages)
    whole = re.sub(r"Curie & Co\s*Technical datasheet\s*ALQ-1001", "", body)
    for section in present(as_specification(spec)).sections:
        words = unescape(strip_tags(section.html)).split()
        assert squeezed(" ".join(words)) in squeezed(whole.replace("• ", ""))


def test_illustrative_data_and_unknown_hazards_are_called_so(pages: list[str]) -> None:
    whole = " ".join("".join(pages).split())
    assert "Illustrative data, not measured" in whole
    assert "Hazard classification Not determined" in whole


def test_every_page_has_header_and_footer(pages: list[str]) -> None:
    for place, page in enumerate(pages, start=1):
        assert "Curie & Co" in page
        assert "ALQ-1001" in page
        assert "TDS-ALQ-1001-r1 · Revision 1 · " in page
        assert f"Page {place} of {len(pages)}" in page
        assert "For research use only" in page


def test_no_page_ends_with_a_heading(pages: list[str]) -> None:
    for page in pages:
        body = page.split("TDS-ALQ-1001", 1)[0].strip().splitlines()
        assert body[-1].strip() not in HEADINGS


def test_the_document_number_names_catalog_number_and_revision() -> None:
    edition = Edition(Subject("product", "", 3), specification_of(catalog_number="ALQ-1001"))
    assert tds().number(edition, FIRST) == "TDS-ALQ-1001-r3"
    assert tds().number(edition, Issue("letter", number=2)) == "TDS-ALQ-1001-r3.2-letter"
    assert tds().number(edition, Issue(language="de")) == "TDS-ALQ-1001-r3-de"
    assert tds().number(edition, Issue("letter", "de")) == "TDS-ALQ-1001-r3-letter-de"


def test_the_products_own_intended_use_replaces_the_suppliers(spec: dict[str, Any]) -> None:
    site = SiteSettings(intended_use="For research use only.")
    own = spec | {"intended_use": "For the calibration of instruments."}
    assert context(as_specification(spec), site, "")["intended_use"] == "For research use only."
    assert (
        context(as_specification(own), site, "")["intended_use"]
        == "For the calibration of instruments."
    )
