"""Rules on identity: formula, structure, weight and name must tell of one and the same form."""

import re
from collections.abc import Iterator
from typing import Any

from catalog.chemistry.errors import ChemistryError
from catalog.chemistry.formula import parse_formula
from catalog.chemistry.weight import compare_weight
from catalog.curation.finding import Finding, Severity

FORM_WORDS = {
    "hydrate": re.compile(r"\b(hemi|mono|di|tri|tetra|penta|hexa|sesqui)?hydrate\b", re.I),
    "salt": re.compile(
        r"\b(di|tri)?(hydrochloride|hydrobromide|sulfate|phosphate|citrate|acetate|mesylate|"
        r"tartrate|maleate|fumarate|sodium|potassium|calcium|lithium) ?(salt)?\b",
        re.I,
    ),
}
FORMS_THAT_FIT = {"hydrate": {"hydrate", "salt", "solvate"}, "salt": {"salt", "hydrate"}}


def _compound(draft: dict[str, Any]) -> dict[str, Any]:
    return draft["compound"] or {}


def structure_agrees(draft: dict[str, Any]) -> Iterator[Finding]:
    """Formula and InChIKey are those of the structure, hydrate water and salts included."""
    compound = _compound(draft)
    if not compound.get("smiles"):
        return
    from catalog.chemistry.structure import read_structure

    try:
        structure = read_structure(compound["smiles"])
    except ChemistryError as error:
        yield Finding(
            "structure", Severity.ERROR, "/compound/smiles", compound["smiles"], str(error)
        )
        return
    drawn = parse_formula(structure.formula).total_hill
    typed = parse_formula(compound["formula"]).total_hill if compound["formula"] else None
    if typed is not None and typed != drawn:
        yield Finding(
            "formula-structure",
            Severity.ERROR,
            "/compound/formula",
            compound["formula"],
            f"the structure has {drawn}. Correct the formula or the structure; a salt or hydrate "
            "must be in both.",
        )
    if compound["inchikey"] and compound["inchikey"] != structure.inchikey:
        yield Finding(
            "inchikey-structure",
            Severity.ERROR,
            "/compound/inchikey",
            compound["inchikey"],
            f"the structure's InChIKey is {structure.inchikey}; correct the one or the other.",
        )


def weight_agrees_with_formula(draft: dict[str, Any]) -> Iterator[Finding]:
    """The printed weight is that of the formula, by today's atomic weights or by earlier ones."""
    compound = _compound(draft)
    weight = compound.get("molecular_weight") or {}
    value = weight.get("value")
    if not compound.get("formula") or value is None or weight.get("operator"):
        return
    if weight["unit"] != "g/mol" or compound["weight_basis"] == "average":
        return
    comparison = compare_weight(parse_formula(compound["formula"]), weight["text"])
    if comparison.verdict == "differs":
        yield Finding(
            "weight-formula",
            Severity.ERROR,
            "/compound/molecular_weight",
            f"{weight['text']} g/mol",
            comparison.message,
        )


def name_agrees_with_form(draft: dict[str, Any]) -> Iterator[Finding]:
    """A name that says salt or hydrate goes with a compound of that form."""
    form = _compound(draft).get("form")
    if not form:
        return
    for kind, words in FORM_WORDS.items():
        said = words.search(draft["name"])
        if said and form not in FORMS_THAT_FIT[kind]:
            yield Finding(
                "name-form",
                Severity.WARNING,
                "/compound/form",
                form,
                f"the name says '{said.group().strip()}', the compound is entered as "
                f"'{form}'. Check that formula, weight and CAS number are those of the {kind}.",
            )
