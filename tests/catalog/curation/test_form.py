"""Form: names, structures and formulas that tell of salt, water or solvent."""

import pytest

from catalog.curation.finding import Finding, Severity
from catalog.curation.form import name_agrees_with_form, structure_agrees_with_form
from catalog.specification.declaration import Draft
from tests.typed import typed

pytestmark = pytest.mark.any_database

METFORMIN = "CN(C)C(=N)NC(=N)N"
TACROLIMUS_LIKE_HYDRATE = "OCC1OC(O)C(O)C(O)C1O.O"


def of(name: str, form: str, **compound: str) -> list[Finding]:
    draft = typed(Draft, name=name, compound={"form": form} | compound)
    return [*name_agrees_with_form(draft), *structure_agrees_with_form(draft)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Metformin hydrochloride", "hydrochloride"),
        ("Trehalose dihydrate", "dihydrate"),
        ("Raffinose heptahydrate", "heptahydrate"),
        ("Alum dodecahydrate", "dodecahydrate"),
        ("Atropine sulphate", "sulphate"),
        ("Quinine hemisulfate", "hemisulfate"),
        ("Doxycycline hyclate", "hyclate"),
        ("Docetaxel hemiethanolate", "hemiethanolate"),
        ("Clopidogrel bisulfate", "bisulfate"),
        ("Sunitinib malate", "malate"),
        ("Sorafenib tosylate", "tosylate"),
        ("Amlodipine besylate", "besylate"),
        ("Imatinib methanesulfonate", "methanesulfonate"),
        ("Ethidium bromide", "bromide"),
        ("Propidium iodide", "iodide"),
        ("Leuprolide trifluoroacetate", "trifluoroacetate"),
        ("Leuprolide TFA salt", "TFA salt"),
        ("Erythromycin lactobionate", "lactobionate"),
        ("Ketorolac tromethamine", "tromethamine"),
        ("EDTA tetrasodium salt", "tetrasodium salt"),
        ("MCC950 sodium", "sodium"),
        ("Heparin sodium from porcine mucosa", "sodium"),
        ("D-Glucose-6-phosphate disodium salt", "disodium salt"),
    ],
)
def test_without_a_structure_the_words_of_the_name_count(name: str, said: str) -> None:
    (finding,) = of(name, "free")
    assert finding.severity is Severity.WARNING
    assert f"the name says '{said}'" in finding.remedy


@pytest.mark.parametrize(
    "name",
    [
        "Phorbol 12-myristate 13-acetate",
        "Adenosine 5′-triphosphate",
        "Adenosine triphosphate",
        "Dimethyl fumarate",
        "Triethyl citrate",
        "Sphingosine-1-phosphate",
        "Pyridoxal 5'-phosphate",
        "Calcium ionophore A23187",
        "Zinc finger inhibitor",
        "Carbohydrate mix",
    ],
)
def test_esters_and_uses_are_no_salts(name: str) -> None:
    assert of(name, "free") == []


def test_a_structure_decides_what_a_name_cannot() -> None:
    acetate = "CC(=O)OCC(=O)C1CCC2C1CCC1C2CCC2=CC(=O)CCC12"
    assert of("Desoxycorticosterone acetate", "free", smiles=acetate) == []
    (finding,) = of("Metformin acetate", "free", smiles=f"{METFORMIN}.CC(=O)O")
    assert "has 2 components" in finding.remedy


def test_a_hydrochloride_is_no_ester() -> None:
    (finding,) = of("Metformin hydrochloride", "free", smiles=METFORMIN)
    assert finding.rule == "name-form"


@pytest.mark.parametrize("form", ["salt", "solvate"])
def test_a_salt_of_one_molecule(form: str) -> None:
    (finding,) = of("Metformin", form, smiles=METFORMIN)
    assert finding.rule == "form-structure"
    assert "one molecule without a charge" in finding.remedy


@pytest.mark.parametrize(
    ("form", "smiles"),
    [
        ("salt", f"{METFORMIN}.Cl"),
        ("salt", "C[N+](C)(C)CC(=O)[O-]"),  # an inner salt
        ("hydrate", TACROLIMUS_LIKE_HYDRATE),
        ("hydrate", f"{METFORMIN}.Cl.O"),
        ("isotopologue", "[2H]C([2H])([2H])O"),
        ("free", METFORMIN),
    ],
)
def test_a_form_that_its_structure_shows(form: str, smiles: str) -> None:
    assert of("A compound", form, smiles=smiles) == []


def test_a_hydrate_without_water() -> None:
    (drawn,) = of("Metformin", "hydrate", smiles=f"{METFORMIN}.Cl")
    assert "no water" in drawn.remedy
    (typed,) = of("Tacrolimus", "hydrate", formula="C44H69NO12")
    assert typed.rule == "form-formula"
    assert "no water as a component" in typed.remedy


@pytest.mark.parametrize("formula", ["C44H69NO12·H2O", "C6H12O6·xH2O", "C12H22O11·2H2O", ""])
def test_a_hydrate_with_water_or_without_a_formula(formula: str) -> None:
    assert of("A hydrate", "hydrate", formula=formula) == []


@pytest.mark.parametrize("form", ["salt", "hydrate"])
def test_a_free_base_that_is_entered_as_another_form(form: str) -> None:
    (finding,) = of("Metformin free base", form)
    assert "the name says 'free base'" in finding.remedy
    assert of("Metformin, free base", "free") == []
    assert of("Ampicillin free acid trihydrate", "hydrate") == []


@pytest.mark.parametrize("form", ["salt", "hydrate"])
def test_a_salt_may_be_a_hydrate_too(form: str) -> None:
    assert of("Atropine sulfate monohydrate", form) == []
