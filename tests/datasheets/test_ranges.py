"""A stored document is sent in parts to those who ask for one."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from datasheets.models import Datasheet
from tests.conftest import file_content

pytestmark = [pytest.mark.usefixtures("renders"), pytest.mark.any_database]

ADDRESS = "/products/T-1/datasheet.pdf"


@pytest.fixture
def whole(published: Callable[..., Any], client: Client) -> bytes:
    published("T-1")
    return file_content(client.get(ADDRESS))


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("bytes=0-99", slice(0, 100)),
        ("bytes=100-", slice(100, None)),
        ("bytes=-50", slice(-50, None)),
        ("bytes=0-99999999", slice(0, None)),
        ("bytes=-99999999", slice(0, None)),
    ],
)
def test_a_part_is_that_part(client: Client, whole: bytes, asked: str, place: slice) -> None:
    response = client.get(ADDRESS, headers={"Range": asked})

    part = whole[place]
    assert response.status_code == 206
    assert file_content(response) == part
    assert response["Content-Length"] == str(len(part))
    first = whole.index(part)
    assert response["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(whole)}"


@pytest.mark.parametrize(
    "asked",
    ["bytes=0-1,5-6", "lines=0-9", "bytes=-", "bytes=9-3", "bytes=a-b", "bytes=0-" + "9" * 40],
)
def test_what_is_asked_in_another_way_is_sent_whole(
    client: Client, whole: bytes, asked: str
) -> None:
    response = client.get(ADDRESS, headers={"Range": asked})

    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert file_content(response) == whole


def test_beyond_the_end_there_is_nothing(client: Client, whole: bytes) -> None:
    response = client.get(ADDRESS, headers={"Range": f"bytes={len(whole)}-"})

    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{len(whole)}"


def test_a_part_of_another_document_is_not_joined(client: Client, whole: bytes) -> None:
    etag = f'"{Datasheet.objects.get().sha256}"'

    same = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": etag})
    other = client.get(ADDRESS, headers={"Range": "bytes=0-9", "If-Range": '"another"'})

    assert (same.status_code, file_content(same)) == (206, whole[:10])
    assert (other.status_code, file_content(other)) == (200, whole)


def test_what_the_client_has_is_not_read_again(
    client: Client, whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Datasheet.objects.get()
    sheet.file.storage.delete(sheet.file.name)

    response = client.get(ADDRESS, headers={"If-None-Match": f'"{sheet.sha256}"'})

    assert response.status_code == 304
