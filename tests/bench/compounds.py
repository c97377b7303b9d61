"""A catalog of real compounds to measure with: those that the package chemicals has from PubChem.

Every document follows from its row of the table alone, so that each run has the same catalog. What
the table does not tell, a grade, a pack, a temperature, is drawn from the digits of the CAS number.
"""

import re
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.text import slugify

TABLES = ("chemical identifiers pubchem small.tsv", "chemical identifiers pubchem large.tsv")
"""The well-known compounds first."""

MOST_SYNONYMS = 20
LONGEST_SYNONYM = 80
LONGEST = 600
"""The column's length: a longer systematic name is left out."""

GRADES = ("Research grade", "Reagent grade", "Analytical standard", "Reference material")
TEMPERATURES = ("−20 °C", "2–8 °C", "room temperature")
SOLUBILITIES = ("1 mg/mL", "5 mg/mL", "10 mg/mL", "25 mg/mL", "50 mg/mL", "≥ 100 mg/mL")
AMOUNTS = ("1 mg", "5 mg", "10 mg", "25 mg", "100 mg", "1 g")
ELEMENTS = {
    "F": "fluorine", "Cl": "chlorine", "Br": "bromine", "I": "iodine", "N": "nitrogen",
    "O": "oxygen", "P": "phosphorus", "S": "sulfur", "Si": "silicon", "B": "boron",
}  # fmt: skip
"""What a category says of a compound besides carbon and hydrogen."""


class Compound(NamedTuple):
    """One row of the table."""

    cid: str
    cas: str
    formula: str
    weight: str
    smiles: str
    inchi: str
    inchikey: str
    iupac: str
    name: str
    synonyms: tuple[str, ...]

    @property
    def digits(self) -> int:
        return int(self.cas.replace("-", ""))


def compounds() -> Iterator[Compound]:
    """All of them, in an order that never changes."""
    spec = find_spec("chemicals")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "Identifiers"
    for table in TABLES:
        with (folder / table).open(encoding="utf-8") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                cid, cas, formula, weight, smiles, inchi, inchikey, iupac, name, *others = cells
                yield Compound(
                    cid, cas, formula, weight, smiles, inchi, inchikey, iupac, name, tuple(others)
                )


def catalog_of(count: int | None = None) -> Iterator[dict[str, Any]]:
    """The draft documents of the first ``count`` compounds, or of all."""
    for place, compound in enumerate(islice(compounds(), count), start=1):
        yield draft_document(f"CH-{place:06d}", compound)


def draft_document(catalog_number: str, compound: Compound) -> dict[str, Any]:
    """A product of the compound, without narrative, as ``load_draft`` takes it."""
    name = compound.name[:200].strip()
    return {
        "catalog_number": catalog_number,
        "slug": slugify(name)[:80].strip("-") or f"cas-{compound.cas}",
        "name": name,
        "kind": "small_molecule",
        "grade": _drawn(GRADES, compound.digits),
        "compound": {
            "key": f"cas-{compound.cas}",
            "name": name,
            "formula": _with_charge(compound.formula),
            "molecular_weight": f"{compound.weight} g/mol",
            "weight_basis": "computed",
            "smiles": compound.smiles,
            "inchi": f"InChI=1S/{compound.inchi}",
            "inchikey": compound.inchikey,
            "registry_numbers": [
                {"type": "cas", "value": compound.cas},
                {"type": "pubchem_cid", "value": compound.cid},
            ],
        },
        "synonyms": list(_synonyms(compound, name)),
        "terms": [
            {"vocabulary": "category", "slug": slugify(label), "label": label}
            for label in _categories(compound.formula)
        ],
        "solubility": [{"solvent": "DMSO", "amount": _drawn(SOLUBILITIES, compound.digits // 7)}],
        "storage": [{"temperature": _drawn(TEMPERATURES, compound.digits // 11)}],
        "packs": [
            {"sku": f"{catalog_number}-{amount.replace(' ', '').upper()}", "amount": amount}
            for amount in AMOUNTS[compound.digits % 5 :][:2]
        ],
    }


def _synonyms(compound: Compound, name: str) -> Iterator[dict[str, str]]:
    """The systematic name, then other names; neither the name itself nor a text twice."""
    seen = {name, ""}
    if (iupac := compound.iupac.strip()) not in seen and len(iupac) <= LONGEST:
        seen.add(iupac)
        yield {"type": "iupac", "text": iupac}
    kept = 0
    for synonym in map(str.strip, compound.synonyms):
        if synonym not in seen and len(synonym) <= LONGEST_SYNONYM and kept < MOST_SYNONYMS:
            seen.add(synonym)
            kept += 1
            yield {"type": "common", "text": synonym}


def _with_charge(formula: str) -> str:
    """``SO4-2``, as PubChem writes a charge, is ``SO4^2-``."""
    return re.sub(r"([+-])(\d*)$", r"^\2\1", formula)


def _categories(formula: str) -> list[str]:
    symbols = set(re.findall(r"[A-Z][a-z]?", formula))
    named = [f"Contains {name}" for symbol, name in ELEMENTS.items() if symbol in symbols]
    others = symbols - ELEMENTS.keys() - {"C", "H", "D"}
    if others:
        named.append("Contains a metal or another element")
    return named or ["Hydrocarbons"]


def _drawn(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]
