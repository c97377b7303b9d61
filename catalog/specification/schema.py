"""The JSON Schema (2020-12) of specifications of the present version, from the declaration."""

from functools import cache
from typing import Any

import jsonschema_rs

from catalog import upcasts
from catalog.plain_json import JsonObject, Schema
from catalog.specification import declaration

OPERATORS = ["<", "≤", ">", "≥", "~"]


def json_schema() -> Schema:
    """The schema that a specification is held against before it is published."""
    product = declaration.product.schema()
    nullable = {"type": ["string", "null"]}
    printed = {"text": {"type": "string"}, "unit": nullable, "remark": nullable}
    definitions = {
        "quantity": _closed(
            printed | {"value": {"type": ["number", "null"]}, "operator": {"enum": OPERATORS}},
            optional=("operator",),
            about="A printed text with its number; value is null when the text holds none.",
        ),
        "range": _closed(
            printed
            | {"min": {"type": "number"}, "max": {"type": "number"}, "operator": {"const": "~"}},
            optional=("operator",),
            about="A printed range, limits included.",
        ),
    }
    pointer = {"type": "object", "required": ["catalog_number", "name"]}
    header = {
        "schema_version": {"const": upcasts.SCHEMA_VERSION},
        "revision": _closed(
            {
                "number": {"type": "integer", "minimum": 1},
                "valid_from": {"type": "string", "format": "date-time"},
                "change_note": {"type": ["string", "null"]},
            }
        ),
        "withdrawal": {
            "oneOf": [
                {"type": "null"},
                _closed(
                    {
                        "note": {"type": ["string", "null"]},
                        "replaced_by": {"oneOf": [pointer, {"type": "null"}]},
                    }
                ),
            ]
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Specification of a research reagent",
        "type": "object",
        "properties": header | product["properties"],
        "required": [*header, *product["required"]],
        "additionalProperties": False,
        "$defs": definitions,
    }


def _closed(members: Schema, *, optional: tuple[str, ...] = (), about: str = "") -> Schema:
    described = {
        "type": "object",
        "properties": members,
        "required": [name for name in members if name not in optional],
        "additionalProperties": False,
    }
    return described | ({"description": about} if about else {})


@cache
def _validator() -> Any:
    return jsonschema_rs.validator_for(json_schema())


def faults(document: JsonObject) -> list[str]:
    """Where a document breaks its own schema; empty for every specification made here."""
    return [
        f"/{'/'.join(str(step) for step in error.instance_path)}: {error.message}"
        for error in _validator().iter_errors(document)
    ]
