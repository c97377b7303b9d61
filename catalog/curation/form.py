"""Rules on the form: what name, structure and formula say of salt, water and solvent.

A structure decides by its components. Only where there is none do all words of the name count,
because in many names they mean an ester or a use: phorbol 12-myristate 13-acetate, pyridoxal
5'-phosphate, calcium ionophore.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from catalog.chemistry.errors import ChemistryError
from catalog.curation.finding import Finding, Severity
from catalog.curation.identity import formula_of
from catalog.models import Compound as CompoundRow
from catalog.specification.declaration import Compound, Draft

Form = CompoundRow.Form

_COUNTED = (
    r"(?:(?:hemi|mono|di|tri|tetra|penta|hexa|hepta|octa|nona|deca|undeca|dodeca|sesqui|bis)-?)?"
)
_HALIDES = r"hydrochloride|hydrobromide|hydroiodide"
_ANIONS = (
    r"(?:hydrogen ?)?(?:sul(?:f|ph)ate|phosphate|tartrate|maleate|malate|fumarate|succinate)|"
    r"bisul(?:f|ph)ate|bitartrate|citrate|acetate|mesylate|methanesul(?:f|ph)onate|tosylate|"
    r"besylate|nitrate|chloride|bromide|iodide|trifluoroacetate|hyclate|lactobionate"
)
_CATIONS = r"sodium|potassium|calcium|lithium|ammonium|magnesium|zinc|tromethamine"
_NO_ESTER = r"(?<!\d-)(?<!\d['′’]-)(?<!yl )(?<!sine )(?<!dine )(?<!otide )"
"""Not after a locant, an alkyl group or a nucleoside."""

HYDRATE = re.compile(rf"\b{_COUNTED}hydrate\b", re.IGNORECASE)
SOLVATE = re.compile(rf"\b{_COUNTED}(?:m?ethanolate|solvate)\b", re.IGNORECASE)
HALIDE = re.compile(rf"\b{_COUNTED}(?:{_HALIDES})\b", re.IGNORECASE)
SALT = re.compile(
    rf"{_NO_ESTER}\b{_COUNTED}(?:{_HALIDES}|{_ANIONS})(?: salt)?\b|\b{_COUNTED}TFA salt\b|"
    rf"\b{_COUNTED}(?:{_CATIONS})(?: salt\b|(?=$| ?[,;()]| from\b| \w+(?:ate|ite|ide)\b))",
    re.IGNORECASE,
)
FREE = re.compile(r"\bfree[ -](?:acid|base|form)\b", re.IGNORECASE)

FORMS_THAT_FIT = {
    "hydrate": {"hydrate", "salt", "solvate", "isotopologue"},
    "solvate": {"solvate", "salt", "hydrate", "isotopologue"},
    "salt": {"salt", "hydrate", "solvate", "isotopologue"},
}
WATER = {"H": 2, "O": 1}


class _Components(NamedTuple):
    """What a structure is made of."""

    number: int
    charged: bool
    water: bool


def name_agrees_with_form(draft: Draft) -> Iterator[Finding]:
    """A name that says salt, hydrate or solvate goes with a compound of that form."""
    compound = draft.compound
    if compound is None or not (form := compound.form):
        return
    salt = HALIDE if compound.smiles else SALT
    for kind, words in {"hydrate": HYDRATE, "solvate": SOLVATE, "salt": salt}.items():
        said = words.search(draft.name)
        if said and form not in FORMS_THAT_FIT[kind]:
            yield _form_finding(
                "name-form",
                form,
                f"the name says '{said.group().strip()}', the compound is entered as "
                f"'{form}'. Check that formula, weight and CAS number are those of the {kind}.",
            )
    free = FREE.search(draft.name)
    if free and (form == "salt" or (form == "hydrate" and not HYDRATE.search(draft.name))):
        yield _form_finding(
            "name-form",
            form,
            f"the name says '{free.group()}', the compound is entered as '{form}'. Correct the "
            "form, or the name.",
        )


def structure_agrees_with_form(draft: Draft) -> Iterator[Finding]:
    """A salt, hydrate or solvate has more than one component, and a hydrate has water."""
    compound = draft.compound
    if compound is None or not (form := compound.form):
        return
    components = _components_of(compound)
    if components is None:
        formula = formula_of(compound)
        if (
            form == "hydrate"
            and formula
            and not any(
                component.composition == WATER and not component.repeats
                for component in formula.components
            )
        ):
            yield _form_finding(
                "form-formula",
                form,
                f"the formula {formula.text} has no water as a component of its own. Write it "
                "with its water, as C44H69NO12·H2O, or correct the form.",
            )
    elif form == "hydrate" and not components.water:
        yield _form_finding(
            "form-structure",
            form,
            "the structure has no water. Add it to the SMILES as a component of its own (.O), or "
            "correct the form.",
        )
    elif form in ("salt", "solvate") and components.number == 1 and not components.charged:
        yield _form_finding(
            "form-structure",
            form,
            f"the structure is one molecule without a charge. Add the other part of the {form} to "
            "the SMILES, or correct the form.",
        )
    elif form == "free" and components.number > 1:
        yield _form_finding(
            "form-structure",
            form,
            f"the structure has {components.number} components. Check whether it is a salt, "
            "hydrate or solvate, and that formula, weight and CAS number are those of that form.",
        )


def _components_of(compound: Compound) -> _Components | None:
    if not compound.smiles:
        return None
    from catalog.chemistry.structure import read_components  # RDKit is slow to load

    try:
        components = read_components(compound.smiles)
    except ChemistryError:
        return None
    return _Components(
        number=len(components),
        charged=any(component.charged for component in components),
        water=any(component.formula in ("H2O", "[2H]2O") for component in components),
    )


def _form_finding(rule: str, form: CompoundRow.Form, remedy: str) -> Finding:
    return Finding(rule, Severity.WARNING, "/compound/form", form.value, remedy)
