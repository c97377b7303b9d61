"""Sizes of packs, as price lists print them."""

import pytest

from catalog.chemistry.pack_size import PackSize, parse_pack_size

SIZES = {
    "100 mg": PackSize("100 mg"),
    "5 x 1 mL": PackSize("1 mL", 5),
    "5×1mL": PackSize("1mL", 5),
    "5*1 mL": PackSize("1 mL", 5),
    "1 mL x 5": PackSize("1 mL", 5),
    "2 x 96 tests": PackSize("96 tests", 2),
    "5 x 1,000 U": PackSize("1,000 U", 5),
    "5 x 10^6 cells": PackSize("5 x 10^6 cells"),
    "2 x 5 × 10⁶ cells": PackSize("5 × 10⁶ cells", 2),
    "10 mM * 1 mL in DMSO": PackSize("1 mL", None, "10 mM", "DMSO"),
    "10mM×1mL (in DMSO)": PackSize("1mL", None, "10mM", "DMSO"),
    "1 mL (10 mM in DMSO)": PackSize("1 mL", None, "10 mM", "DMSO"),
    "1 mL of a 10 mM solution in DMSO": PackSize("1 mL", None, "10 mM", "DMSO"),
    "10 mM in 10% DMSO, 200 µL": PackSize("200 µL", None, "10 mM", "10% DMSO"),
    "5 x 1 mL (10 mM in DMSO)": PackSize("1 mL", 5, "10 mM", "DMSO"),
    "100 µL (1 mg/mL)": PackSize("100 µL", None, "1 mg/mL"),
    "30 % (w/v) x 1 mL": PackSize("1 mL", None, "30 % (w/v)"),
    "1 mL (5 x 10^6 cells/mL)": PackSize("1 mL", None, "5 x 10^6 cells/mL"),
    "5 mg (10 mM)": PackSize("5 mg", None, "10 mM"),
    "5 x 1 mL (sterile)": PackSize("1 mL (sterile)", 5),
    "5 mg (lyophilized)": PackSize("5 mg (lyophilized)"),
    "5 mg in vial": PackSize("5 mg in vial"),
    "5 mg x 1 mL": PackSize("5 mg x 1 mL"),
    "3 x 10 x 1 mL": PackSize("3 x 10 x 1 mL"),
}


@pytest.mark.parametrize(("text", "size"), SIZES.items(), ids=SIZES.keys())
def test_sizes(text: str, size: PackSize) -> None:
    assert parse_pack_size(text) == size
