"""One document, many faces: page, API and datasheet of every demo product say what it says.

The datasheets are rendered once, and also shown to be PDF/A-3a and PDF/UA-1.
"""

import io
import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any

import pypdf
import pytest
from django.test import Client
from django.utils.html import strip_tags

from catalog import markdown
from catalog.models import Listing, Product, Revision, SiteSettings
from catalog.specification import declaration
from catalog.specification.fields import Choice, Field, Points, Text, Words
from catalog.specification.parts import Many, Part, Shared
from catalog.specification.pointers import FilePointer, Pointer
from catalog.specification.quantity import Quantity
from tests.conftest import file_content
from tests.datasheets import verapdf
from tests.datasheets.documents import obtained_of
from tests.demo import NUMBERS, publish_demo

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

FK506 = "ALQ-1001"
SIZE_OF_FK506 = 60_000
"""Bytes, with its relations, its data and a QR code; 57,998 when this was written."""

NOT_SHOWN_AS_SUCH = {
    "slug": "it is in the address",
    "key": "it is for programs",
    "language": "of a document in the page's own language nothing is said",
    "fact": "a JSON Pointer: the source stands beside the fact",
    "url": "the address is behind the title",
    "alternative_text": "it speaks for a picture, to those who cannot see it",
}


def facts(part: Part, document: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Every text that a document says of its product, with its place."""
    for field in part.fields:
        if not field.internal and field.name not in NOT_SHOWN_AS_SUCH:
            yield from _texts(field, document[field.name], f"{path}/{field.name}")


def _texts(field: Field, value: Any, path: str) -> Iterator[tuple[str, str]]:
    if value is None or isinstance(field, Choice | FilePointer):
        return
    if isinstance(field, Many):
        for place, row in enumerate(value):
            yield from facts(field.part, row, f"{path}/{place}")
    elif isinstance(field, Shared):
        yield from facts(field.part, value, path)
    elif isinstance(field, Pointer):
        yield path, value["name"]
    elif isinstance(field, Quantity):
        unit = (value["unit"] or "").replace("dilution", "")
        yield path, value["remark"] or ""
        yield path, f"{value['text']} {unit.removesuffix('s') if len(unit) > 2 else unit}"  # 1 kit
    elif isinstance(field, Points):
        yield from ((path, f"{number:g}") for point in value for number in point)
    elif isinstance(field, Words):
        yield from ((path, word) for word in value)
    elif field.name == "body":
        sentences = re.split(r"(?<=[.\]]) |\n+", markdown.plain(value))
        yield from ((path, sentence) for sentence in sentences)
    elif isinstance(field, Text):
        yield path, str(value)


DASHES = re.compile(r"[\u2010-\u2015\u2212-]")
NOISE = re.compile(r"[\s\u00ad\u2022|\u200b]+")


def squeezed(text: str) -> str:
    """Letters and signs alone: faces set spaces, dashes and lines each in its own way."""
    return DASHES.sub("-", NOISE.sub("", text)).casefold()


def page_text(client: Client, catalog_number: str) -> str:
    html = client.get(f"/products/{catalog_number}/", follow=True).content.decode()
    return unescape(strip_tags(html.split("<body", 1)[1]))


def datasheet(client: Client, catalog_number: str) -> bytes:
    obtained_of(catalog_number)
    return file_content(client.get(f"/products/{catalog_number}/datasheet.pdf"))


def datasheet_text(client: Client, catalog_number: str) -> str:
    content = datasheet(client, catalog_number)
    reader = pypdf.PdfReader(io.BytesIO(content))
    supplier = re.escape(SiteSettings.current().supplier_name)
    running = [rf"{supplier}\s*Technical datasheet · {catalog_number}", r"TDS-\S+ · .*(\n.*)*"]
    texts = (page.extract_text() for page in reader.pages)
    return "\n".join(re.sub("|".join(running), "", text) for text in texts)


def assert_faces_say(client: Client, revision: Revision, *, least: int) -> None:
    said = list(facts(declaration.product, revision.read()))
    assert len(said) >= least
    for face in (page_text, datasheet_text):
        text = squeezed(face(client, revision.product.catalog_number))
        assert [place for place in said if squeezed(place[1]) not in text] == []


NOT_IN_THE_DEMO: dict[str, Any] = {
    "hazard_status": "classified",
    "hazard_source": "Safety data sheet",
    "hazards": [
        {
            "system": "clp", "hazard_class": "Acute toxicity, oral", "category": "3",
            "statement": "H301",
        },
        {"system": "osha_hcs_2012", "hazard_class": "Explosives", "category": "Division 1.6"},
        {"statement": "H300+H310"},
        {"statement": "EUH066"},
    ],
    "precautionary_statements": ["P264", "P301+P310"],
    "pictograms": ["GHS01", "GHS06"],
    "transport": [
        {
            "mode": "road", "un_number": "UN 1544", "hazard_class": "6.1",
            "proper_shipping_name": "ALKALOIDS, SOLID, N.O.S.", "subsidiary_hazards": "8",
            "packing_group": "III",
        },
        {"mode": "air", "regulated": False, "proper_shipping_name": "Sample for research"},
    ],
    "absorption_maxima": [
        {"wavelength": "273 nm", "molar_absorptivity": "9,740 M⁻¹cm⁻¹", "solvent": "water"},
        {"wavelength": "~205 nm (pH 7)"},
    ],
    "solution_stability": [
        {
            "solvent": "Water", "temperature": "-20 °C (aliquots)", "duration": "6 - 8 weeks",
            "freeze_thaw": "keep to a minimum", "note": "Not in a frost-free freezer",
        },
    ],
}  # fmt: skip
"""Members of which no value of a real product is verified."""


def test_every_face_says_what_the_demo_does_not_have(
    client: Client, published: Callable[..., Product]
) -> None:
    revision = published("T-1", **NOT_IN_THE_DEMO).revisions.latest()
    assert_faces_say(client, revision, least=30)


@pytest.mark.parametrize("number", NUMBERS)
def test_every_face_says_what_the_specification_says_and_the_datasheet_is_valid(
    client: Client, number: str, request: pytest.FixtureRequest
) -> None:
    """A product of the demo, on its page, in the API and in its datasheet."""
    publish_demo(len(NUMBERS))
    listing = Listing.objects.offered().select_related("revision").get(catalog_number=number)
    served = client.get(f"/api/v1/products/{number}/").content
    assert served == bytes(listing.revision.spec)
    assert_faces_say(client, listing.revision, least=10)

    pdf = datasheet(client, number)
    assert number != FK506 or len(pdf) <= SIZE_OF_FK506
    request.getfixturevalue("java")  # here, for all before it needs none
    assert verapdf.failures(pdf) == []


SEED_PAGE = """
FK506 | Tacrolimus | FK-506 | 104987-11-3 | C44H69NO12 | 804.02 | 100 mg/mL | DMSO | 1 - 100 | nM
film | translucent | 10 mg | room temperature | -20 °C | upon receipt
calcineurin | immunosuppressant | calcium-dependent | NFAT | nucleus | interleukin 2 | IL-2
growth and differentiation | cyclosporin A | immunophilin | FK506 binding protein 12 | FKBP12
JNK | p38 | autophagy | each lot is functionally tested
Autophagy and innate immunity
Powell J.D. | Dissecting the mechanism of T-cell anergy with immunophilin ligands | 7(11):1002-7
Matsuda S. | Two distinct action mechanisms of immunophilin-ligand complexes | 1(5):428-34
Vafadari R. | Inhibitory Effect of Tacrolimus on p38 | Transplantation | 93(12):1245-51
Kim D. | induces autophagy by binding to the V-ATPase catalytic subunit A | 55-64
Dose-dependent inhibition of calcineurin signaling | Jurkat | overnight at 37 °C
10 µg/mL | ionomycin | 50 ng/mL | PMA | supernatant | luciferase | percent inhibition | illustrative
cell-based assays | lipoproteins | endotoxins | HEK293 TLR2 | TLR4
protein phosphatase 2B | serine/threonine | calmodulin | regulatory domain | T-helper | cytotoxic
dephosphorylat | forkhead | FOXO | MEF2 | TFEB | metabolism
Baksh S. | The role of calcineurin in lymphocyte activation | Semin Immunol | 12(4):405-15
Li H. | Interaction of calcineurin with substrates and targeting proteins | 21(2):91-103
Shimizu H. | The Calcineurin-FoxO-MuRF1 signaling pathway | Elife | e27955
Li J. | Regulation of MEF2 transcriptional activity by calcineurin/mAKAP | Exp Cell Res | 447-54
"""


def api_text(client: Client, catalog_number: str) -> str:
    """All texts of the document, a reference's volume, issue and pages as citations write them."""

    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            if "pages" in value:
                issue = f"({value['issue']})" if value["issue"] else ""
                yield f"{value['volume']}{issue}:{value['pages']}"
            value = list(value.values())
        if isinstance(value, list):
            for entry in value:
                yield from texts(entry)
        elif value is not None:
            yield str(value)

    return " ".join(texts(json.loads(client.get(f"/api/v1/products/{catalog_number}/").content)))


@pytest.mark.usefixtures("small_demo")
@pytest.mark.parametrize("face", [page_text, api_text, datasheet_text])
def test_fk506_says_every_fact_of_the_page_it_was_conceived_from(client: Client, face: Any) -> None:
    text = squeezed(face(client, "ALQ-1001"))

    seed = [fact.strip() for fact in re.split(r"[|\n]", SEED_PAGE) if fact.strip()]
    assert [fact for fact in seed if squeezed(fact) not in text] == []


@pytest.mark.usefixtures("small_demo")
def test_two_lists_of_references_stay_apart() -> None:
    listing = Listing.objects.shown("ALQ-1001")
    assert listing is not None
    sections = {row["key"]: row for row in listing.revision.read()["sections"]}

    first = [sections[key]["citations"][0] for key in ("mode_of_action", "background")]

    assert [citation["number"] for citation in first] == [1, 1]
    assert [citation["reference"]["authors"][:5] for citation in first] == ["Powel", "Baksh"]
