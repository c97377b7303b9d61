"""Pictures in a document: those of now, and those that earlier versions kept as they came."""

import io
from collections.abc import Callable
from typing import Any

import numpy
import pikepdf
import pytest
from PIL import Image

from catalog.models import Revision, SiteSettings, StoredFile
from catalog.pictures import FIGURE
from datasheets.composing import fingerprint
from datasheets.renderers import pool
from datasheets.rendering import RenderingError
from tests.catalog.pictures.test_convert import SECRETS, content, saved
from tests.datasheets.documents import compose

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
Maker = Callable[..., Any]


def showing(published: Maker, image: StoredFile) -> Revision:
    gel = {"key": "gel", "title": "Gel", "image": image.sha256, "alternative_text": "Two bands"}
    revision: Revision = published("T-1", figures=[gel]).revisions.get()
    return revision


def kept_as_it_came(file: bytes, media_type: str = "image/png") -> StoredFile:
    """As versions before this one did."""
    row = StoredFile.objects.keep(file, "gel", "application/pdf")
    StoredFile.objects.filter(pk=row.pk).update(media_type=media_type)
    return row


def images(pdf: bytes) -> list[Any]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            (found.Width, found.Height, str(found.ColorSpace))
            for found in document.objects
            if isinstance(found, pikepdf.Stream) and found.get("/Subtype") == "/Image"
        ]


def printed(pdf: bytes) -> list[tuple[int, int]]:
    """Width and height of each picture on paper, in millimeters."""
    sizes = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            matrix, kept = pikepdf.Matrix(), []
            for step in pikepdf.parse_content_stream(page):
                operands = step.operands
                match str(step.operator):
                    case "q":
                        kept.append(matrix)
                    case "Q":
                        matrix = kept.pop()
                    case "cm":
                        matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
                    case "Do" if page.Resources.XObject[str(operands[0])].Subtype == "/Image":
                        sizes.append((round(matrix.a / 72 * 25.4), round(matrix.d / 72 * 25.4)))
    return sizes


@pytest.mark.parametrize(
    ("pixels", "millimeters"),
    [
        ((1600, 900), (88, 49)),
        ((700, 1600), (39, 90)),
        ((120, 80), (32, 21)),  # a small one is not enlarged until it is blurred
    ],
)
def test_a_picture_keeps_its_shape_on_paper(
    published: Maker, pixels: tuple[int, int], millimeters: tuple[int, int]
) -> None:
    picture = StoredFile.objects.keep_picture(saved(Image.new("L", pixels, 99)), "a.png", FIGURE)
    job = compose(showing(published, picture).read(), SiteSettings.current())

    assert printed(pool().render(job).pdf) == [millimeters]


def test_a_gel_of_16_bits_from_an_earlier_version_is_rendered(published: Maker) -> None:
    """Case P2: it was accepted, and the datasheet failed for good."""
    gel = numpy.linspace(0, 65535, 300 * 120).reshape(120, 300).astype("uint16")
    revision = showing(published, kept_as_it_came(saved(Image.fromarray(gel))))

    job = compose(revision.read(), SiteSettings.current())

    assert images(pool().render(job).pdf) == [(300, 120, "/DeviceGray")]


def test_a_photograph_from_an_earlier_version_tells_nothing(published: Maker) -> None:
    revision = showing(published, kept_as_it_came(content("telephone.jpg"), "image/jpeg"))

    (image,) = compose(revision.read(), SiteSettings.current()).images.values()

    assert [secret for secret in SECRETS if secret in image.content] == []


def test_what_no_longer_is_a_picture_is_named(published: Maker) -> None:
    revision = showing(published, kept_as_it_came(b"\x89PNG"))

    with pytest.raises(RenderingError, match="'gel' is not a picture that can be read"):
        compose(revision.read(), SiteSettings.current())


def test_a_picture_is_printed_as_it_is_public(published: Maker) -> None:
    shown = StoredFile.objects.keep_picture(content("telephone.jpg"), "a.jpg", FIGURE)
    job = compose(showing(published, shown).read(), SiteSettings.current())

    (image,) = job.images.values()
    with shown.file.open("rb") as file:
        assert image.content == file.read()


def test_a_document_is_another_with_another_picture(published: Maker) -> None:
    shown = StoredFile.objects.keep_picture(content("rgb.jpg"), "a.jpg", FIGURE)
    revision = showing(published, shown)
    job = compose(revision.read(), SiteSettings.current())
    before = fingerprint(job, revision.sha256, "engine")
    shown.file.storage.delete(shown.file.name)
    shown.file.storage.save(shown.file.name, io.BytesIO(content("grey.jpg")))

    job = compose(revision.read(), SiteSettings.current())

    assert fingerprint(job, revision.sha256, "engine") != before
