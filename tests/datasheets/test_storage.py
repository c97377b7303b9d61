"""Datasheets in S3-compatible storage: the same, elsewhere."""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from moto import mock_aws

from catalog.models import StoredFile
from datasheets.making import make
from datasheets.models import Datasheet
from tests.conftest import file_content

pytestmark = pytest.mark.django_db

BUCKET = "aliquot-documents"
ADDRESS = "/products/T-1/datasheet.pdf"


@pytest.fixture
def bucket(settings: Any) -> Iterator[Any]:
    """A bucket, and the site set up to use it."""
    keys = {"access_key": "curie", "secret_key": "radium", "region_name": "eu-central-1"}
    options = keys | {"bucket_name": BUCKET, "file_overwrite": True}
    with mock_aws():
        settings.STORAGES = settings.STORAGES | {
            "default": {"BACKEND": "catalog.bucket.KeptInBucket", "OPTIONS": options}
        }
        storage: Any = default_storage
        place = {"LocationConstraint": "eu-central-1"}
        yield storage.connection.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)


def keys(bucket: Any) -> list[str]:
    return [entry.key for entry in bucket.objects.all()]


@pytest.fixture
def sheet(bucket: Any, published: Callable[..., Any]) -> Datasheet:
    published("T-1")
    made = make(Datasheet.objects.get().pk)
    assert made is not None
    assert made.is_ready, made.problem
    return made


def test_a_datasheet_is_kept_under_its_hash(bucket: Any, sheet: Datasheet) -> None:
    assert keys(bucket) == [f"datasheets/{sheet.sha256[:2]}/{sheet.sha256}.pdf"]
    body = bucket.Object(sheet.file.name).get()["Body"].read()
    assert hashlib.sha256(body).hexdigest() == sheet.sha256


def test_it_is_served_whole_and_in_parts(client: Client, sheet: Datasheet) -> None:
    whole = file_content(client.get(ADDRESS))
    part = client.get(ADDRESS, headers={"Range": "bytes=5-9"})

    assert hashlib.sha256(whole).hexdigest() == sheet.sha256
    assert (part.status_code, file_content(part)) == (206, whole[5:10])


def test_who_has_it_costs_the_storage_nothing(
    bucket: Any, client: Client, sheet: Datasheet
) -> None:
    bucket.Object(sheet.file.name).delete()

    answer = client.get(ADDRESS, headers={"If-None-Match": f'"{sheet.sha256}"'})

    assert answer.status_code == 304


def test_an_upload_is_kept_once(bucket: Any) -> None:
    first = StoredFile.objects.keep(b"a review", "review.pdf", "application/pdf")
    StoredFile.objects.all().delete()
    second = StoredFile.objects.keep(b"a review", "review.pdf", "application/pdf")

    assert keys(bucket) == [first.file.name] == [second.file.name]
