"""The papers and languages of datasheets are the supplier's choice, and nobody else's."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pypdf
import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from catalog.actions.publish import publish
from catalog.models import Product, SiteSettings
from catalog.models.site import LANGUAGES, PAPERS
from datasheets.missing import is_any_unasked, missing, request_missing
from datasheets.models import Datasheet
from datasheets.tasks import AWAITED
from datasheets.variants import Variant, variants
from tests.catalog.admin.screen import errors, form
from tests.datasheets.documents import awaited, obtained
from tests.datasheets.test_issues import content, pdf_text, revised

pytestmark = pytest.mark.django_db

Maker = Callable[..., Product]
Document = Callable[..., dict[str, Any]]
CURRENT = "/products/T-1/datasheet.pdf"


def choose(papers: list[str], languages: list[str]) -> None:
    chosen = {"datasheet_papers": papers, "datasheet_languages": languages}
    SiteSettings.objects.update_or_create(pk=1, defaults=chosen)


@pytest.fixture
def all_four(db: None) -> None:
    choose(["a4", "letter"], ["en", "de"])


@pytest.fixture
def letter_and_german(db: None) -> None:
    choose(["letter"], ["de"])


@pytest.fixture
def office(client: Client, staff: User) -> Client:
    client.force_login(staff)
    SiteSettings.objects.get_or_create(pk=1)
    return client


def numbers() -> set[str]:
    return set(Datasheet.objects.values_list("number", flat=True))


def page_size(pdf: bytes, tmp_path: Any) -> tuple[int, int]:
    """Width and height of the first page in points."""
    (tmp_path / "a.pdf").write_bytes(pdf)
    box = pypdf.PdfReader(tmp_path / "a.pdf").pages[0].mediabox
    return round(box.width), round(box.height)


def test_what_can_be_chosen_is_what_a_datasheet_can_be() -> None:
    assert dict(Datasheet.Paper.choices) == PAPERS
    assert dict(Datasheet.Language.choices) == LANGUAGES


def test_a_new_site_has_one() -> None:
    assert variants() == (Variant(Datasheet.Paper.A4, Datasheet.Language.EN),)


@pytest.mark.usefixtures("all_four")
def test_publication_asks_for_each(published: Maker) -> None:
    published("T-1")

    assert numbers() == {"TDS-T-1-r1", "TDS-T-1-r1-letter", "TDS-T-1-r1-de", "TDS-T-1-r1-letter-de"}


@pytest.mark.parametrize("query", ["paper=letter", "language=de", "paper=a5", "language=tlh"])
def test_what_does_not_exist_is_not_made(published: Maker, client: Client, query: str) -> None:
    published("T-1")

    response = client.get(f"{CURRENT}?{query}")

    assert response.status_code == 404
    html = response.content.decode()
    assert "There is no such datasheet" in html
    assert '/products/T-1/revisions/1/datasheet.pdf?paper=a4&amp;language=en">A4, ' in html
    assert numbers() == {"TDS-T-1-r1"}


@pytest.mark.usefixtures("renders", "letter_and_german")
def test_the_first_variant_is_meant_where_none_is_named(
    published: Maker, client: Client, tmp_path: Any
) -> None:
    published("T-1")

    pdf = content(client, CURRENT)

    assert page_size(pdf, tmp_path) == (612, 792)
    assert "Nur für Forschungszwecke" in pdf_text(pdf)
    assert content(client, f"{CURRENT}?paper=letter&language=de") == pdf
    assert content(client, "/documents/TDS-T-1-r1-letter-de.pdf") == pdf
    assert client.get(f"{CURRENT}?paper=a4").status_code == 404


def test_what_was_issued_before_stays(published: Maker, client: Client) -> None:
    product = published("T-1")
    obtained(product.revisions.get(), "letter", "de")

    assert content(client, f"{CURRENT}?paper=letter&language=de").startswith(b"%PDF-")
    html = client.get("/documents/TDS-T-1/").content.decode()
    assert "US Letter, Deutsch" in html
    assert "paper=letter" not in html  # it is there under its own number


@pytest.mark.usefixtures("renders", "letter_and_german")
def test_a_document_supersedes_one_of_its_own_kind(
    published: Maker, document: Document, client: Client
) -> None:
    revised(published("T-1"), document)

    second = pdf_text(content(client, CURRENT))

    assert "TDS-T-1-r2-letter-de. Es ersetzt TDS-T-1-r1-letter-de." in second


def test_the_page_of_documents_tells_what_is_not_made_yet(published: Maker, client: Client) -> None:
    published("T-1")
    choose(["a4", "letter"], ["en"])
    obtained(Product.objects.get().revisions.get())

    html = client.get("/documents/TDS-T-1/").content.decode()

    assert '<a href="/documents/TDS-T-1-r1.pdf">' in html
    assert "/products/T-1/revisions/1/datasheet.pdf?paper=letter&amp;language=en" in html
    assert html.count("Not made yet") == 1


def test_a_variant_that_is_added_is_made_by_the_worker(
    published: Maker, draft: Maker, document: Document, client: Client
) -> None:
    revised(published("T-1"), document)
    publish(draft("T-2"), by=None, reason="x", valid_from=timezone.now() + timedelta(days=1))
    assert not is_any_unasked()

    choose(["a4", "letter"], ["en"])
    assert client.get(f"{CURRENT}?paper=letter").status_code == 503
    assert "TDS-T-1-r2-letter" not in numbers()
    assert request_missing() == 3  # past, present, and to come

    assert {"TDS-T-1-r1-letter", "TDS-T-1-r2-letter", "TDS-T-2-r1-letter"} < numbers()
    assert request_missing() == 0
    assert "T-1 revision 1 (US Letter, English)" in map(str, missing())


@pytest.mark.usefixtures("renders")
def test_saving_the_settings_is_enough(published: Maker, office: Client) -> None:
    published("T-1")
    address = "/admin/catalog/sitesettings/1/change/"
    shown = form(office, address) | {"datasheet_papers": ["a4", "letter"]}

    answer = office.post(address, shown)

    assert answer.status_code == 302, errors(answer)
    assert Datasheet.ready().filter(number="TDS-T-1-r1-letter").exists()


def test_a_site_has_at_least_one(office: Client) -> None:
    address = "/admin/catalog/sitesettings/1/change/"

    answer = office.post(address, form(office, address) | {"datasheet_papers": []})

    assert "required" in errors(answer)
    assert variants() == (Variant(),)


@pytest.mark.django_db(transaction=True)
def test_render_datasheets_makes_every_variant(published: Maker, all_four: None) -> None:
    published("T-1")

    call_command("render_datasheets", "T-1", "--processes", "1")

    assert Datasheet.ready().count() == 4


def test_who_asks_puts_the_task_ahead_and_leaves_none(
    published: Maker, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    monkeypatch.setattr("datasheets.archive.PATIENCE", 0)
    revision = published("T-1").revisions.get()

    awaited(revision)
    awaited(revision)

    assert DBTaskResult.objects.get().priority == AWAITED
