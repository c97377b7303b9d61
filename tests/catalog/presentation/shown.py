"""Products of the field, and what a presentation says in plain text."""

from html import unescape
from typing import Any

from django.utils.html import strip_tags

from catalog.presentation import Presentation
from catalog.presentation.parts import Fact

NBSP = "\N{NO-BREAK SPACE}"
TACROLIMUS = {
    "key": "tacrolimus",
    "name": "Tacrolimus",
    "formula": "C44H69NO12",
    "molecular_weight": "804.02 g/mol",
    "weight_basis": "printed",
    "registry_numbers": [
        {"type": "cas", "value": "104987-11-3"},
        {"type": "pubchem_cid", "value": "445643"},
    ],
}
LPS = {
    "kind": "lipid_or_glycan",
    "name": "LPS from E. coli O111:B4",
    "solubility": [{"solvent": "Water", "amount": "5 mg/mL"}],
    "registry_numbers": [{"type": "ec", "value": "297-473-0"}],
}
PAPERS: list[dict[str, Any]] = [
    {
        "authors": "Liu J, Farmer JD Jr, Lane WS",
        "title": "Calcineurin is a common target.",
        "journal": "Cell",
        "year": 1991,
        "volume": "66",
        "issue": "4",
        "pages": "807-815",
        "doi": "10.1016/0092-8674(91)90124-H",
        "pmid": "1715244",
    },
    {"authors": "Baksh S. et al.", "title": "The role of calcineurin", "year": 2000},
]


def text(html: str) -> str:
    return unescape(strip_tags(html)).replace(NBSP, " ")


def facts(shown: Presentation) -> dict[str, list[str]]:
    rows = (*shown.key_facts, *shown.identity, *shown.sequences)
    return {text(fact.label): [text(line.html) for line in fact.lines] for fact in rows}


def fact(shown: Presentation, label: str) -> Fact:
    return next(row for row in (*shown.key_facts, *shown.identity) if row.label == label)
