"""The data inside a datasheet let the specification be recovered whole."""

import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pypdf
import pytest

from catalog.models import Revision, SiteSettings
from catalog.specification.reading import read_specification
from datasheets.carried import OwnData
from datasheets.embedded import own_data, with_context, without_context
from tests.datasheets.conftest import FIGURE
from tests.datasheets.documents import rendered

URL = "https://shop.example/products/T-1/revisions/1/"
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


@pytest.fixture
def revision(published: Callable[..., Any]) -> Revision:
    second = FIGURE | {"key": "two", "series": [*FIGURE["series"]] * 2}
    found: Revision = published(
        summary='Bitter, "=" safe.', figures=[FIGURE, second]
    ).revisions.get()
    return found


@pytest.fixture
def own(revision: Revision) -> OwnData:
    stored = bytes(revision.spec)
    return own_data(
        read_specification(stored), stored, title="TDS", number="TDS-T-1-r1", revision_url=URL
    )


def test_the_specification_comes_back_byte_for_byte(revision: Revision, own: OwnData) -> None:
    source = own.files[0]
    assert (source.relationship, source.media_type) == ("Source", "application/ld+json")
    assert without_context(source.content) == bytes(revision.spec)
    assert hashlib.sha256(without_context(source.content)).hexdigest() == revision.sha256
    assert own.properties.specification_sha256 == revision.sha256


def test_the_stored_bytes_stand_in_it_as_they_are(revision: Revision, own: OwnData) -> None:
    """Whoever has no canonical JSON cuts the two members in front off."""
    assert own.files[0].content.endswith(b"," + bytes(revision.spec)[1:])


def test_it_is_json_ld(own: OwnData) -> None:
    document = json.loads(own.files[0].content)
    assert document["@id"] == URL
    assert document["@context"]["@vocab"].endswith("/api/v1/specification.schema.json#")
    assert document["@context"]["inchikey"] == "https://schema.org/inChIKey"
    assert document["@context"]["points"] == {"@type": "@json"}


def test_no_member_of_a_specification_is_mistaken_for_the_context(revision: Revision) -> None:
    assert not any(name.startswith("@") for name in revision.read())
    assert with_context(b'{"a":1}', URL).endswith(b',"a":1}')


def test_each_series_is_a_table_with_units(own: OwnData) -> None:
    files = {file.name: file for file in own.files[1:]}
    assert sorted(files) == ["inhibition.csv", "two-1.csv", "two-2.csv"]
    table = files["inhibition.csv"]
    assert (table.relationship, table.media_type) == ("Data", "text/csv")
    assert table.content.decode().splitlines() == [
        "Caffeine (nM),Inhibition (%),SD", "1,3.5,0.2", "10,52,1", "100,97,2",
    ]  # fmt: skip


def test_other_programs_find_the_files_with_the_date_of_the_revision(revision: Revision) -> None:
    pdf = rendered(revision.read(), SiteSettings())
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert sorted(reader.attachments) == [
        "inhibition.csv", "specification.jsonld", "two-1.csv", "two-2.csv",
    ]  # fmt: skip
    root: Any = reader.trailer["/Root"]
    associated = [entry.get_object() for entry in root["/AF"]]
    assert len(associated) == 4, "each once"
    dates = {str(entry["/EF"]["/F"].get_object()["/Params"]["/ModDate"]) for entry in associated}
    assert dates == {f"D:{revision.valid_from:%Y%m%d%H%M%S}Z"}


def test_a_draft_carries_no_data(revision: Revision) -> None:
    pdf = rendered(revision.read(), SiteSettings(), is_draft=True)
    assert not pypdf.PdfReader(io.BytesIO(pdf)).attachments
    assert b"aliquot:" not in pdf
