"""Completeness: what a product of its kind cannot do without."""

from typing import Any

import pytest

from catalog.curation.completeness import molecule_is_identified
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database

CAS = {"type": "cas", "value": "58-08-2"}


def draft(kind: str = "small_molecule", numbers: Any = (), **compound: Any) -> Draft:
    return typed(Draft, kind=kind, registry_numbers=numbers, compound=compound or None)


@pytest.mark.parametrize(
    "unknown",
    [
        draft(),
        draft(name="Caffeine"),
        draft(numbers=[{"type": "pubchem_cid", "value": "2519"}]),
    ],
)
def test_a_small_molecule_is_some_molecule(unknown: Draft) -> None:
    (finding,) = molecule_is_identified(unknown)
    assert finding.path == "/compound"


@pytest.mark.parametrize(
    "known",
    [
        draft(name="Caffeine", formula="C8H10N4O2"),
        draft(name="Caffeine", smiles="CN1C=NC2=C1C(=O)N(C(=O)N2C)C"),
        draft(name="Caffeine", registry_numbers=[CAS]),
        draft(numbers=[CAS]),
        draft("antibody"),
    ],
)
def test_what_is_known(known: Draft) -> None:
    assert list(molecule_is_identified(known)) == []
