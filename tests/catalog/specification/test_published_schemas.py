"""The JSON Schemas of all versions: frozen, and the present one is what is made today."""

import hashlib
import json

import jsonschema_rs
import pytest
from django.core.management import CommandError, call_command

from catalog.specification.schema import json_schema
from catalog.upcasts import SCHEMA_VERSION
from catalog.upcasts.frozen import as_text, file_of, frozen_schema
from tests.ages.yesterday import VERSIONS, specifications

RELEASED = {
    1: "977ff6ff2710669f6ebad68d02a87279e12e5cb5fea9792f0cc3ff7e21eac9b8",
    2: "e992b200103e6ecb73ac580529a52031bd2f7c56e19fa8f9f06e30abe1b001b7",
}
"""By version, the SHA-256 of its schema. Documents were published under it: it never changes."""


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_schema_never_changes(version: int) -> None:
    assert hashlib.sha256(file_of(version).read_bytes()).hexdigest() == RELEASED[version]


def test_the_present_schema_is_the_one_that_is_published() -> None:
    """If it fails: raise the schema version, then run ``manage.py freeze_schema``."""
    assert file_of(SCHEMA_VERSION).read_text(encoding="utf-8") == as_text(json_schema())


def test_a_schema_is_frozen_once() -> None:
    with pytest.raises(CommandError, match="raise the schema version"):
        call_command("freeze_schema")


@pytest.mark.parametrize("version", VERSIONS)
def test_every_specification_is_valid_under_its_own_schema(version: int) -> None:
    validators = {
        known: jsonschema_rs.validator_for(frozen_schema(known)) for known in (1, version)
    }
    documents = [json.loads(content) for content in specifications(version)]

    assert len(documents) >= 91
    assert any(document["schema_version"] == version for document in documents)
    assert all(validators[document["schema_version"]].is_valid(document) for document in documents)
