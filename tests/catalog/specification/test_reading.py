"""Documents as types say all that their bytes say."""

import json
from datetime import date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog import upcasts
from catalog.models import DraftVersion, Revision
from catalog.specification.canonical import canonical_bytes
from catalog.specification.declaration import Draft, Specification
from catalog.specification.reading import as_draft, as_specification, read_draft, read_specification
from catalog.specification.values import Members, Quantity
from tests.ages.yesterday import VERSIONS, drafts, specifications
from tests.demo import NUMBERS, publish_demo


def said(value: Any) -> Any:
    """What a document says, as JSON."""
    if isinstance(value, Quantity):
        return value.as_json()
    if isinstance(value, Members):
        return {name: said(getattr(value, name)) for name in value.__struct_fields__}
    if isinstance(value, tuple):
        return [said(entry) for entry in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


@pytest.mark.django_db
@pytest.mark.any_database
def test_present_documents_say_the_same_as_types() -> None:
    publish_demo(len(NUMBERS))
    for revision in Revision.objects.all():
        assert canonical_bytes(said(read_specification(revision.spec))) == bytes(revision.spec)
    for draft in DraftVersion.objects.all():
        assert canonical_bytes(said(read_draft(draft.document))) == bytes(draft.document)


@pytest.mark.parametrize("version", VERSIONS)
def test_earlier_documents_say_the_same_as_types(version: int) -> None:
    for content in specifications(version):
        assert said(read_specification(content)) == upcasts.read(content)
    for content in drafts(version):
        assert said(read_draft(content)) == upcasts.read(content)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_number_is_read_as_it_was_written(value: float) -> None:
    written = canonical_bytes({"text": "", "unit": None, "remark": None, "value": value})
    read = msgspec.json.decode(written, type=Quantity)

    assert read.value == value
    assert canonical_bytes(said(read)) == written


def test_json_becomes_the_same_type_as_bytes() -> None:
    content = specifications(1)[0]
    draft = drafts(1)[0]

    assert as_specification(upcasts.read(content)) == read_specification(content)
    assert as_draft(upcasts.read(draft)) == read_draft(draft)


def test_missing_is_not_null() -> None:
    document = upcasts.read(specifications(1)[0])
    assert as_specification(document | {"summary": None}).summary is None
    del document["summary"]
    with pytest.raises(msgspec.ValidationError, match="missing required field `summary`"):
        as_specification(document)


def test_documents_of_a_later_schema_are_refused() -> None:
    later = json.dumps({"schema_version": upcasts.SCHEMA_VERSION + 1}, separators=(",", ":"))
    with pytest.raises(upcasts.DocumentVersionError, match="older than the document"):
        read_specification(later.encode())


def test_a_document_cannot_be_changed() -> None:
    document = read_specification(specifications(1)[0])
    with pytest.raises(AttributeError):
        document.name = "Other"  # type: ignore[misc]


@pytest.mark.parametrize("type_", [Draft, Specification])
def test_every_type_of_a_document_is_frozen(type_: type[Members]) -> None:
    assert type_.__struct_config__.frozen


def test_mistakes_are_type_errors() -> None:
    """``make types`` complains of every ignore below that hides nothing."""
    document = read_specification(specifications(1)[0])
    with pytest.raises(AttributeError):
        document.nmae  # type: ignore[attr-defined]  # noqa: B018
    with pytest.raises(AttributeError):
        msgspec.structs.replace(document, compound=None).compound.smiles  # type: ignore[union-attr]  # noqa: B018
