"""The compound screen: chemistry beside what is typed, and a list in which a compound is found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from catalog.admin.chemistry import LONGEST, read_compound
from catalog.models import Compound, Product

Maker = Callable[..., Product]
ASK = "/admin/catalog/compound/chemistry/"
LIST = "/admin/catalog/compound/"
TACROLIMUS = (
    "C[C@@H]1C[C@@H]([C@@H]2[C@H](C[C@H]([C@@](O2)(C(=O)C(=O)N3CCCC[C@H]3C(=O)O[C@@H]([C@@H]"
    "([C@H](CC(=O)[C@@H](/C=C(/C1)\\C)CC=C)O)C)/C(=C/[C@@H]4CC[C@H]([C@@H](C4)OC)O)/C)O)C)OC)OC"
)


def facts(typed: dict[str, str]) -> dict[str, str]:
    return {label: str(value) for label, value in read_compound(typed).facts}


def remarks(typed: dict[str, str]) -> list[tuple[str, str]]:
    return [(remark.column, remark.text) for remark in read_compound(typed).remarks]


def test_tacrolimus_monohydrate_is_read() -> None:
    read = facts(
        {"name": "Tacrolimus monohydrate", "formula": "C44H69NO12·H2O", "smiles": f"{TACROLIMUS}.O"}
    )

    assert read["Formula"] == ("C<sub>44</sub>H<sub>69</sub>NO<sub>12</sub>·H<sub>2</sub>O")
    assert read["Computed weight"] == "822.05\N{NO-BREAK SPACE}g/mol"
    assert read["By the atomic weights of 2007"] == "822.03\N{NO-BREAK SPACE}g/mol"
    assert "NWJQLQGQZSIBAF-MLAUYUEBSA-N" in read["InChIKey of the structure"]
    assert read["Stereocentres"] == "14 defined, 0 undefined"


def test_the_water_that_was_forgotten_is_told_beside_the_fields() -> None:
    """Weight and name of the hydrate, formula and structure of tacrolimus itself."""
    found = dict(
        remarks(
            {
                "name": "Tacrolimus monohydrate",
                "form": "free",
                "formula": "C44H69NO12",
                "weight_printed": "822.03",
                "smiles": TACROLIMUS,
                "inchikey": "NWJQLQGQZSIBAF-MLAUYUEBSA-N",
            }
        )
    )

    assert set(found) == {"weight_printed", "form", "inchikey"}
    assert "differs from the weight of C44H69NO12" in found["weight_printed"]
    assert "the name says 'monohydrate'" in found["form"]
    assert "QJJXYPPXXYFBGM-LFZNUXCKSA-N" in found["inchikey"]


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("formula", "C8H10Xx", "Xx"),
        ("formula", "FK506", "506 of K"),
        ("smiles", "C1=CN(C", "is not a SMILES"),
        ("smiles", "C(C)(C)(C)(C)C", "can't exist"),
        ("smiles", "*C", "replace R groups"),
        ("weight_printed", "heavy 1 kg", "heavy 1 kg"),
        ("weight_printed", "0", "more than zero"),
        ("inchikey", "A" * 28, "27"),
        ("form", "powder", "powder"),
        ("smiles", "C" * (LONGEST + 1), str(LONGEST)),
        ("smiles", "C\x00C", "control character"),
    ],
)
def test_what_cannot_be_read_is_told_once_with_a_remedy(column: str, text: str, words: str) -> None:
    ((where, told),) = remarks({column: text})

    assert where == column
    assert words in told


def test_nothing_is_said_of_the_product() -> None:
    """Packs and characteristics are missing, and that is no matter of the compound's."""
    assert remarks({"name": "Caffeine", "formula": "C8H10N4O2"}) == []
    assert read_compound({}).summary == ""


@given(
    st.text("CNOSclnoBrF[]()=#@+-0123456789%.*/\\H ·½x", max_size=40),
    st.text("CNOSclnoBrF[]()=#@+-0123456789%.*/\\H ", max_size=40),
    st.text(max_size=20),
)
def test_any_text_has_an_answer(formula: str, smiles: str, weight: str) -> None:
    """Nothing that is typed is an error of the server."""
    typed = {"formula": formula, "smiles": smiles, "weight_printed": weight, "form": "hydrate"}

    assert isinstance(read_compound(typed).summary, str)


def test_an_answer_is_escaped(office: Client) -> None:
    attack = '"><script>alert(1)</script>'

    answer = office.post(
        ASK, {"name": attack, "formula": attack, "smiles": attack, "inchikey": attack}
    ).content.decode()

    assert "<script" not in answer
    assert "&lt;script&gt;" in answer
    drawn = office.post(ASK, {"name": attack, "smiles": "CCO"}).content.decode()
    assert "<svg" in drawn
    assert "<script" not in drawn


@pytest.mark.parametrize(
    ("permission", "status"),
    [("view_compound", 200), ("change_compound", 200), ("add_compound", 200), ("view_term", 403)],
)
def test_who_may_ask(client: Client, django_user_model: Any, permission: str, status: int) -> None:
    clerk = django_user_model.objects.create_user("clerk", is_staff=True)
    clerk.user_permissions.add(Permission.objects.get(codename=permission))
    client.force_login(clerk)

    assert client.post(ASK, {"formula": "H2O"}).status_code == status


def test_strangers_may_not_ask(client: Client, db: None) -> None:
    assert client.post(ASK, {"formula": "H2O"}).status_code == 302
    assert Client(enforce_csrf_checks=True).post(ASK, {"formula": "H2O"}).status_code == 403


def test_the_screen_has_the_reading_without_a_script(
    office: Client, draft: Maker, caffeine: dict[str, Any]
) -> None:
    draft("T-1", compound=caffeine | {"molecular_weight": "212.21 g/mol"})
    address = f"/admin/catalog/compound/{Compound.objects.get().pk}/change/"

    page = office.get(address).content.decode()

    assert "C<sub>8</sub>H<sub>10</sub>N<sub>4</sub>O<sub>2</sub>" in page
    assert "<svg" in page
    assert "212.21 differs from the weight of C8H10N4O2, 194.19 g/mol" in page
    assert ">T-1 Caffeine</a>" in page


def test_a_refused_screen_reads_what_was_typed(office: Client) -> None:
    data = {
        "key": "caffeine", "name": "Caffeine", "formula": "C8H10Xx",
        "registry_numbers-TOTAL_FORMS": "0", "registry_numbers-INITIAL_FORMS": "0",
    }  # fmt: skip

    page = office.post("/admin/catalog/compound/add/", data).content.decode()

    assert 'data-column="formula"' in page


@pytest.mark.parametrize(
    "asked",
    [
        "58-08-2", "58082", "RYYVLZVUVIJVGH-UHFFFAOYSA-N", "C8H10N4O2", "C₈H₁₀N₄O₂", "Caffeine",
        "caffeine", "2519",
    ],
)  # fmt: skip
def test_a_compound_is_found(
    office: Client, draft: Maker, caffeine: dict[str, Any], asked: str
) -> None:
    numbers = [*caffeine["registry_numbers"], {"type": "pubchem_cid", "value": "2519"}]
    draft("T-1", compound=caffeine | {"registry_numbers": numbers})
    Compound.objects.create(key="ethanol", name="Ethanol", formula="C2H6O")

    results = list(office.get(LIST, {"q": asked}).context["cl"].result_list)

    assert [compound.key for compound in results] == ["caffeine"]
    assert results[0].number_of_products == 1


def test_products_of_a_form_count_for_its_parent(
    office: Client, draft: Maker, caffeine: dict[str, Any]
) -> None:
    """The documents of a salt's products name its parent."""
    draft("T-1", compound=caffeine)
    parent = Compound.objects.get()
    Compound.objects.create(key="caffeine-citrate", name="Caffeine citrate", parent=parent)
    draft("T-2", compound={"key": "caffeine-citrate", "name": "Caffeine citrate"})
    draft("T-3", constituents=[{"name": "Caffeine", "compound": {"key": "caffeine"}}])

    rows = office.get(LIST).context["cl"].result_list

    assert {row.key: row.number_of_products for row in rows} == {
        "caffeine": 3, "caffeine-citrate": 1,
    }  # fmt: skip


def test_a_longer_list_asks_no_more(office: Client, draft: Maker, caffeine: dict[str, Any]) -> None:
    draft("T-1", compound=caffeine)
    with CaptureQueriesContext(connection) as few:
        office.get(LIST)
    for place in range(20):
        draft(f"T-2-{place}", slug=f"s{place}", compound={"key": f"c{place}", "name": "C"})

    with CaptureQueriesContext(connection) as many:
        page = office.get(LIST).content.decode()

    assert "C<sub>8</sub>" in page
    assert len(many) == len(few)
