"""A datasheet in another language: our words are translated, the supplier's marked as theirs."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import polib
import pypdf
import pytest
from django.conf import settings as django_settings
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from catalog.chemistry.quantity import UNIT_FAMILIES
from catalog.models import Listing, SiteSettings
from catalog.specification.reading import as_specification
from datasheets.documents.issue import Issue
from datasheets.documents.tds.context import context
from tests.datasheets.documents import edition_of, rendered, tds
from tests.datasheets.everything import EVERYTHING
from tests.datasheets.spoken import MARKED, WORD, pieces
from tests.datasheets.verapdf import failures
from tests.demo import publish_demo

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

Specifications = dict[str, dict[str, Any]]

CATALOG = "locale/de/LC_MESSAGES/django.po"
MARKING = "eo"
"""A language of which we have no translation; the tests make one."""

NAMES = """
ALQ TDS SMILES InChI InChIKey DNA RNA PubChem CID ChEBI ChEMBL UNII DrugBank UniProt RRID
Cellosaurus doi PubMed pIC et al. max
"""
"""Proper names and symbols (λmax), the same in every language."""

CODES = ("sku", "value", "formula", "smiles", "inchi", "inchikey", "fact", "catalog_number")
"""Members that hold codes, which belong to no language."""

HEADINGS = {
    "ALQ-1001": [
        "Produktdaten", "Stammlösungen", "Packungen", "Besondere Merkmale", "Beschreibung",
        "Wirkmechanismus", "Biologische Aktivität", "Abbildungen", "Qualitätskontrolle",
        "Hintergrund", "Sicherheit", "Kennungen", "Literatur", "Verwandte Produkte", "Einordnung",
    ],
    "ALQ-1003": ["Molekulargewicht", "Löslichkeit", "Lagerung", "Summenformel", "CAS-Nummer"],
    "ALQ-1004": ["Lipid oder Glykan", "Lagerung", "Nicht bestimmt"],
    "ALQ-1005": ["Oligonukleotid", "Sequenz, DNA", "Inhalt"],
    "ALQ-1006": ["Antikörper", "Klon", "Speziesreaktivität", "Auf\N{NO-BREAK SPACE}Anfrage"],
    "ALQ-1007": ["Zelllinie", "Ausgangszelllinie", "Reportergen", "Jede\N{NO-BREAK SPACE}Charge"],
    "ALQ-1008": ["Kit", "Komponenten", "Menge", "Anwendung"],
}  # fmt: skip


@pytest.fixture(scope="module")
def site() -> SiteSettings:
    return SiteSettings(
        supplier_name="Curie & Co",
        supplier_address="11 Rue Cuvier\nParis",
        contact_email="lab@example.org",
        intended_use="For laboratory use.",
    )


@pytest.fixture(scope="module")
def specifications(django_db_setup: None, django_db_blocker: Any) -> Specifications:
    """Products of eight kinds as the demo publishes them, and one with all that can be said."""
    with django_db_blocker.unblock(), transaction.atomic():
        publish_demo()
        listings = Listing.objects.offered().select_related("revision")
        found = {listing.catalog_number: listing.revision.read() for listing in listings}
        transaction.set_rollback(True)
    return found | {"ALQ-0": found["ALQ-1001"] | EVERYTHING}


def html(spec: dict[str, Any], site: SiteSettings, language: str, *, is_draft: bool = False) -> str:
    supersedes = "TDS-ALQ-0-r0" if spec["catalog_number"] == "ALQ-0" else ""
    issue = Issue(language=language, supersedes=supersedes)
    with translation.override(language):
        shown = tds().context(edition_of(spec), site, issue, address="https://shop.example/1")
        return render_to_string(tds().template, shown | {"is_draft": is_draft})


@pytest.fixture
def marking(settings: Any, tmp_path: Path) -> str:
    """A language in which every message of ours stands in brackets, and nothing else does."""
    messages = polib.pofile(str(django_settings.BASE_DIR / CATALOG))
    for entry in messages:
        entry.msgstr = MARKED.format(entry.msgid)
        if entry.msgid_plural:
            both = enumerate((entry.msgid, entry.msgid_plural))
            entry.msgstr, entry.msgstr_plural = "", {n: MARKED.format(text) for n, text in both}
    folder = tmp_path / MARKING / "LC_MESSAGES"
    folder.mkdir(parents=True)
    messages.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    return MARKING


def texts(value: Any, names: tuple[str, ...] = ()) -> Iterator[str]:
    """Every text in a document; of the members of these names alone, if there are any."""
    if isinstance(value, dict):
        for name, member in value.items():
            if name in names and isinstance(member, str):
                yield member
            else:
                yield from texts(member, names)
    elif isinstance(value, list):
        for member in value:
            yield from texts(member, names)
    elif isinstance(value, str) and not names:
        yield value


def words(*written: str) -> set[str]:
    return {word for text in written for word in WORD.findall(text)}


def codes(spec: dict[str, Any]) -> set[str]:
    """What belongs to no language: names, units, identifiers, residues in blocks of ten."""
    units = (unit for family in UNIT_FAMILIES.values() for unit in family)
    blocks = (" ".join(re.findall(".{1,10}", row["text"] or "")) for row in spec["sequences"])
    known = (*units, *blocks, *texts(spec, CODES), *spec["pictograms"])
    return words(NAMES, "https://shop.example/1", *known)


@pytest.mark.parametrize("is_draft", [False, True])
def test_every_word_is_ours_to_translate_or_the_suppliers(
    specifications: Specifications, site: SiteSettings, marking: str, is_draft: bool
) -> None:
    """A new word that is written into a template or into code, past gettext, fails here."""
    strangers = []
    for number, spec in specifications.items():
        supplied, neutral = words(*texts(spec), *texts(vars(site))), codes(spec)
        supplied |= {word.capitalize() for word in supplied}  # labels out of lower-case names
        for piece in pieces(html(spec, site, marking, is_draft=is_draft)):
            marked = piece.language == "en" or piece.element == "title"
            strange = set(piece.words) - neutral - (supplied if marked else set())
            if strange and not piece.ours:
                strangers.append((number, piece.text.strip(), strange))
    assert strangers == []


def test_our_own_words_are_not_marked_as_the_suppliers(
    specifications: Specifications, site: SiteSettings, marking: str
) -> None:
    drawn = {"title", "desc", "text", "tspan"}  # within a picture, which is the supplier's
    marked = [
        piece
        for spec in specifications.values()
        for piece in pieces(html(spec, site, marking))
        if piece.ours and piece.language == "en" and piece.element not in drawn
    ]
    assert marked == []


def test_an_english_document_does_not_say_again_that_it_is_english(
    specifications: Specifications, site: SiteSettings
) -> None:
    for spec in specifications.values():
        assert html(spec, site, "en").count("lang=") == 1


@pytest.mark.parametrize("catalog_number", HEADINGS)
def test_a_german_document_has_german_headings(
    specifications: Specifications, site: SiteSettings, catalog_number: str
) -> None:
    read = pieces(html(specifications[catalog_number], site, "de"))
    said = {piece.text.strip() for piece in read if piece.language == "de"}
    assert [heading for heading in HEADINGS[catalog_number] if heading not in said] == []


def test_a_german_document_has_no_english_word_of_ours(
    specifications: Specifications, site: SiteSettings
) -> None:
    catalog = polib.pofile(str(django_settings.BASE_DIR / CATALOG))
    english = {
        entry.msgid
        for entry in catalog
        if entry.msgid not in (entry.msgstr, *entry.msgstr_plural.values())
        and not re.search(r"[%{]", entry.msgid)
    }
    assert {"Key facts", "Molecular weight", "to", "and"} <= english
    any_of_them = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, english))})(?!\w)")
    found = {
        (number, word)
        for number, spec in specifications.items()
        for piece in pieces(html(spec, site, "de"))
        if piece.language == "de" and piece.element != "title"
        for word in any_of_them.findall(piece.text)
    }
    assert found == set()


def test_dates_are_written_as_in_the_language(
    specifications: Specifications, site: SiteSettings
) -> None:
    spec = specifications["ALQ-1001"]
    spec = spec | {"revision": spec["revision"] | {"valid_from": "2026-03-01T12:00:00Z"}}
    assert "Revision 1 · 1 March 2026" in html(spec, site, "en")
    assert "Revision 1 · 1. März 2026" in html(spec, site, "de")


def test_numbers_are_written_as_the_supplier_writes_them(
    specifications: Specifications, site: SiteSettings
) -> None:
    """Printed or calculated: one document has one decimal sign."""
    fk506 = html(specifications["ALQ-1001"], site, "de")
    assert "804.02" in fk506
    assert "12.4\N{NO-BREAK SPACE}mL" in fk506
    assert "12,4" not in fk506


def test_a_chart_drawn_in_one_language_is_not_shown_in_another(
    specifications: Specifications, site: SiteSettings
) -> None:
    spec = specifications["ALQ-1001"]
    for _ in range(2):
        assert "Illustrative data, not measured" in html(spec, site, "en")
        assert "Beispieldaten, nicht gemessen" in html(spec, site, "de")
        assert "Illustrative data" not in html(spec, site, "de")


def test_the_statement_that_nobody_changed_is_ours_and_translated(
    specifications: Specifications, site: SiteSettings
) -> None:
    spec = specifications["ALQ-1001"]
    with translation.override("de"):
        ours = context(as_specification(spec), SiteSettings(), "")["intended_use"]
        written = context(as_specification(spec), site, "")["intended_use"]
    assert str(ours).startswith("Nur für Forschungszwecke.")
    assert written == '<span lang="en">For laboratory use.</span>'


@pytest.mark.usefixtures("java")
def test_german_documents_are_valid_and_say_which_text_is_english(
    specifications: Specifications, site: SiteSettings
) -> None:
    for number, spec in specifications.items():
        content = rendered(spec, site, issue=Issue(language="de"))
        assert [str(failure) for failure in failures(content)] == [], number
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert str(pdf.Root.Lang) == "de"
            languages = {str(o.Lang) for o in pdf.objects if _has_language(o)}
            assert languages == {"de", "en"}


def test_the_pages_of_a_german_document_are_numbered_in_german(
    specifications: Specifications, site: SiteSettings
) -> None:
    content = rendered(specifications["ALQ-1001"], site, issue=Issue(language="de"))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages]
    for place, page in enumerate(pages, start=1):
        assert f"Seite {place} von {len(pages)}" in page


def test_the_data_inside_are_the_same_in_every_language(
    specifications: Specifications, site: SiteSettings
) -> None:
    """Programs read the specification, and values in it are no words of a language."""
    spec = specifications["ALQ-1001"]
    inside = []
    for language in ("en", "de"):
        with translation.override(language):
            content = rendered(spec, site, issue=Issue(language=language))
        attachments = pypdf.PdfReader(io.BytesIO(content)).attachments
        inside.append({name: data[0] for name, data in attachments.items()})
    assert inside[0] == inside[1]
    document = json.loads(inside[1]["specification.jsonld"])
    assert document["kind"] == "natural_product"


def _has_language(found: Any) -> bool:
    return isinstance(found, pikepdf.Dictionary) and "/Lang" in found
