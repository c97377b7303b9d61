"""A schema of tomorrow: one version more than the present one, with invented members."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import models

from catalog import upcasts
from catalog.specification import declaration, schema
from catalog.specification.deriving import part_of
from catalog.specification.fields import Row, Text
from catalog.upcasts import steps

MEMBERS = {"dipole_moment": declaration.product, "barcode": part_of(declaration.Pack)}
MEMBERS |= {"refractive_index": part_of(declaration.Compound)}


class Invented(Text):
    """A member without a column: a test says what it is, or else it is null."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.told: dict[tuple[type[models.Model], Any], str] = {}

    def dump(self, row: Row) -> Any:
        return self.told.get((type(row), row.pk))

    def load(self, value: Any, row: Row, path: str, loader: Any) -> None:
        if row.pk is not None:
            self.told.pop((type(row), row.pk), None)
            self.told |= {(type(row), row.pk): value} if value else {}


@dataclass
class Tomorrow:
    """The version of the schema of tomorrow, and what its invented members say."""

    version: int
    members: dict[str, Invented] = field(default_factory=dict)

    def tell(self, name: str, row: models.Model, value: str) -> None:
        self.members[name].told[type(row), row.pk] = value


def _step(document: dict[str, Any]) -> None:
    document["dipole_moment"] = None
    for pack in document["packs"]:
        pack["barcode"] = None
    if document["compound"]:
        document["compound"]["refractive_index"] = None


@pytest.fixture
def tomorrow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tomorrow]:
    """The code as it is after somebody raises the schema once more."""
    raised = Tomorrow(steps.SCHEMA_VERSION + 1)
    monkeypatch.setattr(steps, "STEPS", (*steps.STEPS, _step))
    for module in (steps, upcasts):
        monkeypatch.setattr(module, "SCHEMA_VERSION", raised.version)
    for name, part in MEMBERS.items():
        assert name not in part.names, f"{name} is there by now; invent another member"
        member = raised.members[name] = Invented(name)
        monkeypatch.setattr(part, "fields", (*part.fields, member))
        monkeypatch.setattr(part, "names", part.names | {name})
    schema._validator.cache_clear()
    yield raised
    schema._validator.cache_clear()
