"""What is said of a PDF: original, altered or foreign; its data; whether there is a newer one.

Forgeries have a module of their own.
"""

import re
import zlib
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.core.management import CommandError, call_command

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import Product
from catalog.untrusted.budget import MAX_UNPACKED
from datasheets.verification import MAX_SIZE, Origin, UnverifiableError, Verdict, verify
from tests.datasheets.documents import obtained
from tests.datasheets.pdfs import blank, edited, file, nothing, replaced

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("renders"), pytest.mark.any_database]


def told(verdict: Verdict) -> str:
    return " ".join(said.text for said in (verdict.headline, *verdict.statements))


def links(verdict: Verdict) -> list[str]:
    return [link.path for statement in verdict.statements for link in statement.links]


def test_an_original_is_known_by_its_bytes(original: bytes) -> None:
    verdict = verify(original)

    assert verdict.origin is Origin.ORIGINAL
    assert (verdict.document_number, verdict.revision) == ("TDS-T-1-r1", 1)
    assert verdict.data_untouched is True
    assert verdict.is_current is True
    assert "Every byte is as stored" in told(verdict)


def test_a_copy_saved_by_a_program_still_has_its_data(original: bytes) -> None:
    verdict = verify(edited(original, nothing))

    assert verdict.origin is Origin.ALTERED
    assert verdict.data_untouched is True
    assert links(verdict)[0] == "/documents/TDS-T-1-r1.pdf"
    assert "says nothing of its pages" in told(verdict)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("specification.jsonld", b'"Caffeine"', b'"Cocaine"'),
        ("specification.jsonld", b"{", b"["),
        ("inhibition.csv", b"52", b"25"),
        ("XMP", b"aliquot:specificationSha256=", b"aliquot:specificationSha255="),
    ],
)
def test_data_that_were_changed_are_named(
    original: bytes, name: str, before: bytes, after: bytes
) -> None:
    verdict = verify(edited(original, replaced(name, before, after), fix_metadata_version=False))

    assert verdict.origin is Origin.ALTERED
    assert verdict.data_untouched is False
    assert (name if name != "XMP" else "hash of the specification") in told(verdict)


def test_a_newer_revision_is_linked(
    product: Product, original: bytes, document: Callable[..., dict[str, Any]]
) -> None:
    load_draft(document("T-1", summary="A stimulant."), by=None, reason="x")
    publish(product, by=None, reason="x")

    verdict = verify(original)

    assert verdict.origin is Origin.ORIGINAL
    assert verdict.is_current is False
    assert "superseded: revision 2" in told(verdict)
    assert "/products/T-1/datasheet.pdf" in links(verdict)


def test_a_document_of_a_withdrawn_product_says_so(product: Product, original: bytes) -> None:
    withdraw(product, by=None)

    verdict = verify(original)

    assert verdict.origin is Origin.ORIGINAL
    assert verdict.is_current is False
    assert "withdrawn" in told(verdict)
    assert links(verdict) == ["/products/T-1/caffeine/"]


def test_a_document_of_another_catalog_is_sent_there(original: bytes) -> None:
    def move(document: pikepdf.Pdf) -> None:
        packet = document.Root.Metadata.read_bytes()
        packet = packet.replace(b"http://127.0.0.1:8000", b"https://other.example")
        document.Root.Metadata.write(
            re.sub(rb'(Sha256=")[0-9a-f]{64}', rb"\g<1>" + b"0" * 64, packet)
        )

    verdict = verify(edited(original, move, fix_metadata_version=False))

    assert verdict.origin is Origin.FOREIGN
    assert "https://other.example/products/T-1/revisions/1/: ask there" in told(verdict)


def test_a_revision_that_was_never_public_is_not_known(
    product: Product, original: bytes, draft: Callable[..., Product]
) -> None:
    """Nobody learns from here what is scheduled."""
    claim = replaced("XMP", b"TDS-T-1-r1", b"TDS-T-1-r2")

    verdict = verify(edited(original, claim, fix_metadata_version=False))

    assert verdict.origin is Origin.FOREIGN
    assert "no such document" in told(verdict)


def test_any_other_pdf_is_foreign() -> None:
    verdict = verify(blank())

    assert verdict.origin is Origin.FOREIGN
    assert "not a document of this catalog" in told(verdict)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UnverifiableError, match="not a PDF"):
        verify(b"PK\x03\x04 a spreadsheet")


@pytest.mark.parametrize("password", ["", "secret"])
def test_an_encrypted_pdf_is_refused(original: bytes, password: str) -> None:
    protection = pikepdf.Encryption(owner="owner", user=password)
    with pytest.raises(UnverifiableError, match="encrypted"):
        verify(edited(original, nothing, encryption=protection))


@pytest.mark.parametrize("part", [0.1, 0.5, 0.95])
def test_a_pdf_that_is_cut_off_is_refused(original: bytes, part: float) -> None:
    with pytest.raises(UnverifiableError, match="cut off or damaged"):
        verify(original[: int(len(original) * part)])


def test_a_huge_file_is_refused() -> None:
    with pytest.raises(UnverifiableError, match=r"25.0 MB; the most that is read is 25 MB"):
        verify(b"%PDF-" + b"0" * MAX_SIZE)


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(original: bytes) -> None:
    def inflate(document: pikepdf.Pdf) -> None:
        bomb = zlib.compress(b" " * (MAX_UNPACKED + 1), 9)
        file(document, "inhibition.csv").write(bomb, filter=pikepdf.Name.FlateDecode)

    with pytest.raises(UnverifiableError, match="unpacks to more"):
        verify(edited(original, inflate, stream_decode_level=pikepdf.StreamDecodeLevel.none))


def test_the_command_says_it_and_ends_accordingly(
    original: bytes, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.pdf"
    path.write_bytes(original)
    call_command("verify_datasheet", str(path))
    said = capsys.readouterr().out
    assert "This is the original of TDS-T-1-r1" in said
    assert "http://127.0.0.1:8000/products/T-1/caffeine/" in said

    path.write_bytes(edited(original, nothing))
    with pytest.raises(CommandError, match="not an original") as altered:
        call_command("verify_datasheet", str(path))
    path.write_bytes(b"text")
    with pytest.raises(CommandError, match="not a PDF") as unreadable:
        call_command("verify_datasheet", str(path))
    with pytest.raises(CommandError, match="No such file"):
        call_command("verify_datasheet", str(tmp_path / "none.pdf"))
    assert (altered.value.returncode, unreadable.value.returncode) == (1, 2)


def test_verifying_costs_the_same_for_any_number_of_documents(
    original: bytes, published: Callable[..., Any], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(4):  # the document, its listing, what is shown now
        verify(original)
    obtained(published("T-2").revisions.get())
    with django_assert_num_queries(4):
        verify(original)
