"""A handful of real compounds as files that can be searched, and questions to them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from catalog.search.structures import columns
from catalog.search.structures.columns import Values
from catalog.search.structures.find import Finder
from catalog.search.structures.messages import Answer, Asked, Ignore, Mode, Search
from catalog.search.structures.rows import ListedStructure, Rows

NOW = 1_000
COMPOUNDS = {
    "diclofenac": "OC(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl",
    "diclofenac sodium": "[Na+].[O-]C(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl",
    "diclofenac diethylamine": "CCNCC.OC(=O)Cc1ccccc1Nc1c(Cl)cccc1Cl",
    "(R)-thalidomide": "O=C1CC[C@@H](N2C(=O)c3ccccc3C2=O)C(=O)N1",
    "(S)-thalidomide": "O=C1CC[C@H](N2C(=O)c3ccccc3C2=O)C(=O)N1",
    "thalidomide": "O=C1CCC(N2C(=O)c3ccccc3C2=O)C(=O)N1",
    "warfarin": "CC(=O)CC(c1ccccc1)c1c(O)c2ccccc2oc1=O",
    "warfarin, dione": "CC(=O)CC(c1ccccc1)C1C(=O)Oc2ccccc2C1=O",
    "2-hydroxypyridine": "Oc1ccccn1",
    "2-pyridone": "O=c1cccc[nH]1",
    "acetylacetone": "CC(=O)CC(C)=O",
    "acetylacetone, enol": "CC(O)=CC(C)=O",
    "glycine": "NCC(=O)O",
    "glycine, zwitterion": "[NH3+]CC(=O)[O-]",
    "ethanol": "CCO",
    "ethanol-d6": "[2H]OC([2H])([2H])C([2H])([2H])[2H]",
    "(E)-stilbene": "c1ccccc1/C=C/c1ccccc1",
    "(Z)-stilbene": "c1ccccc1/C=C\\c1ccccc1",
    "cyclohexa-1,3-diene": "C1=CC=CCC1",
    "azidoethane": "CCN=[N+]=[N-]",
    "nitrobenzene": "O=[N+]([O-])c1ccccc1",
    "tetramethylammonium iodide": "C[N+](C)(C)C.[I-]",
    "cisplatin": "N[Pt](N)(Cl)Cl",
    "L-alanine": "C[C@H](N)C(=O)O",
    "hexamethylbenzene": "Cc1c(C)c(C)c(C)c(C)c1C",
}
NAMES = list(COMPOUNDS)


def write(folder: Path, entries: Iterable[ListedStructure], values: Values | None = None) -> Path:
    folder.mkdir(exist_ok=True)
    columns.write(folder, Rows.of(entries), values or [])
    return folder


def library(folder: Path) -> Path:
    """The compounds, numbered in their order."""
    return write(
        folder,
        [
            ListedStructure(number, number, 0, NOW * 2, smiles)
            for number, smiles in enumerate(COMPOUNDS.values())
        ],
    )


def ask(folder: Path, structure: str, mode: Mode, **options: Any) -> Answer:
    """The last answer."""
    asked = {"ignore", "threshold", "notation"} & set(options)
    about = Asked(structure, mode, **{name: options.pop(name) for name in asked})
    most = options.pop("most", 100)
    question = Search(str(folder), about, NOW, most=most, **options)
    *_, last = Finder().find(question)
    return last


def names(answer: Answer) -> set[str]:
    return {NAMES[hit.revision] for hit in answer.hits}


def exact(folder: Path, structure: str, *ignore: Ignore) -> set[str]:
    return names(ask(folder, structure, Mode.EXACT, ignore=frozenset(ignore)))


def containing(folder: Path, structure: str, **options: Any) -> set[str]:
    return names(ask(folder, structure, Mode.SUBSTRUCTURE, **options))
