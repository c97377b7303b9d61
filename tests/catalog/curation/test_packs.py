"""Packs: what is in them, and the numbers they are ordered by."""

import pytest

from catalog.curation.finding import Severity
from catalog.curation.packs import (
    packs_hold_something,
    skus_can_be_typed,
    solutions_name_their_solvent,
)
from catalog.models import Pack
from catalog.models.quantity import read_quantity
from catalog.specification.declaration import Draft
from catalog.specification.quantity import quantity
from tests.typed import typed

pytestmark = pytest.mark.any_database


def draft(printed: str, sku: str = "T-1-5G", kind: str = "small_molecule") -> Draft:
    pack = Pack(sku=sku, printed=printed)
    read_quantity(pack)
    return typed(Draft, kind=kind, packs=[{"sku": sku, "amount": quantity(pack)}])


@pytest.mark.parametrize("printed", ["5 g", "0.5 mg", "1 mL", "100 tests", "1-2 mg", "< 1 g"])
def test_a_pack_holds_something(printed: str) -> None:
    assert list(packs_hold_something(draft(printed))) == []


def test_a_pack_of_nothing() -> None:
    (finding,) = packs_hold_something(draft("0 mg"))
    assert finding.severity is Severity.ERROR
    assert (finding.path, finding.value) == ("/packs/0/amount", "0 mg")


@pytest.mark.parametrize("printed", ["", "one vial"])
def test_a_pack_without_size(printed: str) -> None:
    (finding,) = packs_hold_something(draft(printed))
    assert finding.severity is Severity.WARNING
    assert list(packs_hold_something(draft(printed, kind="kit"))) == []


def test_a_solution_names_its_solvent() -> None:
    for printed, solvents in (("10 mM * 1 mL", 0), ("10 mM * 1 mL in DMSO", 1), ("1 mL", 1)):
        pack = Pack(sku="T-1", printed=printed)
        pack.clean()
        row = {"concentration": quantity(pack, "concentration_"), "solvent": pack.solvent}
        found = list(solutions_name_their_solvent(typed(Draft, packs=[row])))
        assert len(found) == 1 - solvents
        assert all("10 mM" in finding.remedy for finding in found)


@pytest.mark.parametrize("sku", ["T-1 5G", "T-1-5µG", "Т-1"])  # the last T is Cyrillic
def test_a_sku_that_gets_lost(sku: str) -> None:
    (finding,) = skus_can_be_typed(draft("5 g", sku))
    assert finding.path == "/packs/0/sku"


@pytest.mark.parametrize("sku", ["T-1-5G", "T-1/5G", "tlrl_fk5.1", "T1+kit"])
def test_a_sku_that_can_be_typed(sku: str) -> None:
    assert list(skus_can_be_typed(draft("5 g", sku))) == []
