"""Figures and attachments on the product screen: their data to the last digit, and their files."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from catalog.models import Attachment, Figure, Product, Series, StoredFile
from catalog.models.documents import PDF
from catalog.models.files import kept_name
from catalog.pictures import FIGURE
from tests.catalog.admin.screen import errors, form, kept_form, new_row
from tests.catalog.admin.test_product import picture
from tests.catalog.untrusted.attacks import encrypted, pdf

Maker = Callable[..., Product]


@pytest.fixture
def plotted(draft: Maker) -> str:
    """The screen of a product with a curve whose numbers have many digits."""
    figure = {
        "key": "curve",
        "title": "Inhibition",
        "series": [{"label": "IL-2; 37 °C, n=3", "points": [[0.1234567891, 100], [1e-9, 2, 3.5]]}],
    }
    return f"/admin/catalog/product/{draft('T-1', figures=[figure]).pk}/change/"


def test_data_that_nobody_touched_stay(office: Client, plotted: str) -> None:
    series = Series.objects.get()
    data = form(office, plotted) | {"figures-0-title": "Inhibition of IL-2"}

    assert office.post(plotted, data).status_code == 302
    assert Series.objects.get().pk == series.pk


def test_a_line_more_leaves_the_others_exact(office: Client, plotted: str) -> None:
    data = form(office, plotted)
    data["figures-0-table"] += "\r\nControl, 1, 2"

    response = office.post(plotted, data)

    assert response.status_code == 302, errors(response)
    first, second = Series.objects.all()
    assert (first.label, first.points) == (
        "IL-2; 37 °C, n=3", [[0.1234567891, 100], [1e-9, 2, 3.5]],
    )  # fmt: skip
    assert (second.label, second.points) == ("Control", [[1, 2]])


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ("A; 1; 2\nA; 1; nan", "Line 2"),
        ("A; 1; 1e999", "Line 1"),
        ("A; 1; 2; -1", "Line 1"),
        ("A;; 1; 2", "Line 1"),
        ("A; 1", "Line 1"),
        ("x" * 121 + "; 1; 2", "Line 1"),
        ('"A; 1; 2\nB; 1; 2', "is not a point"),
    ],
)
def test_bad_data_are_named(office: Client, plotted: str, table: str, words: str) -> None:
    response = office.post(plotted, form(office, plotted) | {"figures-0-table": table})

    assert words in errors(response)
    assert Series.objects.get().label == "IL-2; 37 °C, n=3"


def test_a_kept_image_keeps_its_description(office: Client, draft: Maker) -> None:
    image = StoredFile.objects.keep_picture(picture(), "gel.png", FIGURE)
    figure = {"key": "gel", "title": "Gel", "image": image.sha256, "alternative_text": "Two bands"}
    product = draft("T-1", figures=[figure])
    address = f"/admin/catalog/product/{product.pk}/change/"
    data = form(office, address) | {"name": "Theine", "figures-0-alternative_text": ""}

    response = office.post(address, data)

    assert "Describe the image for those who cannot see it" in errors(response)
    assert kept_form(response)["name"].value() == "Theine"


def test_a_file_is_asked_for_again_when_the_screen_is_refused(office: Client, draft: Maker) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = form(office, address) | {"name": ""}
    data = new_row(
        data, "figures", key="gel", title="Gel", alternative_text="Two bands", x_scale="log"
    )

    refused = office.post(
        address, data | {"figures-0-upload": SimpleUploadedFile("gel1.png", picture())}
    )

    page = refused.content.decode()
    assert "gel1.png was not kept: choose the file again" in page
    assert 'aria-describedby="id_figures-0-upload_helptext id_figures-0-upload_again"' in page
    second = office.post(address, data | {"name": "Theine"})
    assert "A figure has an image or data" in errors(second)
    assert not Figure.objects.exists()


def test_a_figure_of_nothing_is_no_figure(office: Client, plotted: str) -> None:
    data = form(office, plotted) | {"figures-0-table": ""}

    assert "A figure has an image or data" in errors(office.post(plotted, data))
    assert Series.objects.exists()
    assert office.post(plotted, data | {"figures-0-DELETE": "on"}).status_code == 302


def test_a_long_file_name_is_cut(office: Client, draft: Maker) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(
        form(office, address), "attachments", kind="review", title="Review", language="en",
        upload=SimpleUploadedFile("r" * 230 + ".pdf", pdf()),
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    file = Attachment.objects.get().file
    assert file is not None
    assert file.filename == "r" * 196 + ".pdf"


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [("gel.png", "gel.png"), ("g" * 300, "g" * 200), ("a." + "b" * 300, "a." + "b" * 19)],
)
def test_what_is_kept_of_a_name(given_name: str, kept: str) -> None:
    assert kept_name(given_name) == kept


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            b"%PDF-1.4<script>alert(document.domain)",
            "begins like a PDF, and no page of it can be read",
        ),
        (b"\x89PNG", "is not a PDF; upload the document as PDF"),
        (encrypted("secret"), "asks for a password"),
        (pdf() + b"0" * PDF.most_megabytes * 2**20, "has more than 25 MB"),
    ],
)
def test_an_attachment_is_a_pdf_that_customers_can_open(
    office: Client, draft: Maker, content: bytes, words: str
) -> None:
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(
        form(office, address), "attachments", kind="review", title="Review", language="en",
        upload=SimpleUploadedFile("review.pdf", content),
    )  # fmt: skip

    response = office.post(address, data)

    assert f"review.pdf&#x27; {words}" in errors(response)
    assert not StoredFile.objects.exists()


def test_one_that_only_its_owner_may_change_is_taken(office: Client, draft: Maker) -> None:
    """As suppliers protect their safety data sheets: anybody can open it."""
    address = f"/admin/catalog/product/{draft('T-1').pk}/change/"
    data = new_row(
        form(office, address), "attachments", kind="sds", title="SDS", language="en",
        upload=SimpleUploadedFile("sds.pdf", encrypted("")),
    )  # fmt: skip

    response = office.post(address, data)

    assert response.status_code == 302, errors(response)
    assert Attachment.objects.get().file is not None
