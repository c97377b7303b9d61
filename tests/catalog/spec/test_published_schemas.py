"""The JSON Schemas of all versions: frozen, and the present one is what is made today."""

import hashlib
import json

import jsonschema_rs
import pytest
from django.core.management import CommandError, call_command

from catalog.spec.published_schemas import as_text, file_of
from catalog.spec.schema import json_schema
from catalog.upcasts import SCHEMA_VERSION
from tests.ages.yesterday import kept_rows

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


def test_every_specification_of_version_1_is_valid_under_its_own_schema() -> None:
    schema = json.loads(file_of(1).read_text(encoding="utf-8"))
    validator = jsonschema_rs.validator_for(schema)
    columns, rows = kept_rows()["catalog_revision"]
    specifications = [json.loads(row[columns.index("spec")]) for row in rows]

    assert len(specifications) == 91
    assert all(map(validator.is_valid, specifications))
