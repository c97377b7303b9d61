"""What is found by what is typed, in which order, and what happens to the files below."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import QueryDict

from catalog.actions.merge_terms import merge_terms
from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.identifier_keys import bare
from catalog.models import Product, Term
from catalog.search import log
from catalog.search.hits import Hits, search
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from catalog.search.words import keys, words
from tests.conftest import Clock
from tests.kept import copy_or_build, rows_made_once

Maker = Callable[..., Product]
pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def found(query: str) -> Hits:
    asked = Question.read(QueryDict(query))
    answer = search(asked)
    assert not answer.without_index
    return answer


def names(text: str, **more: str) -> list[str]:
    asked = QueryDict(mutable=True)
    asked.update({"q": text, **more})
    return [listing.name for listing in found(asked.urlencode()).listings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("17β-Estradiol", ["17", "beta", "estradiol"]),
        ("NF-κB", ["nf", "kappa", "b"]),
        ("2’3’-cGAMP, 2′3′", ["2", "3", "cgamp", "2", "3"]),
        ("Rapamycin™", ["rapamycin"]),
        ("2'3'-cGAMP", ["2", "3", "cgamp"]),
        ("Ünïcode ﬁ １２", ["unicode", "fi", "12"]),
        ("C₈H₁₀N₄O₂", ["c", "8", "h", "10", "n", "4", "o", "2"]),
        ("—", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FK-506", ["fk506"]),
        ("NF-κB", ["nfkappab", "nfkb"]),
        ("TNF alpha", ["tnfalpha", "tnfa"]),
        ("Betaine", ["betaine"]),
        ("RYYVLZVUVIJVGH-UHFFFAOYSA-N", ["ryyvlzvuvijvghuhfffaoysan", "ryyvlzvuvijvgh"]),
    ],
)
def test_keys(text: str, expected: list[str]) -> None:
    assert keys(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CAS 58-08-2", "58-08-2"),
        ("CAS No. 58-08-2", "58-08-2"),
        ("CAS-Nr.: 58-08-2", "58-08-2"),
        ("cas#58082", "58082"),
        ("InChIKey=RYYVLZVUVIJVGH-UHFFFAOYSA-N", "RYYVLZVUVIJVGH-UHFFFAOYSA-N"),
        ("CAS 9", "CAS 9"),
        ("Casein", "Casein"),
        ("Caspase 3", "Caspase 3"),
    ],
)
def test_an_identifier_without_the_name_of_its_kind(text: str, expected: str) -> None:
    assert bare(text) == expected


@pytest.fixture
def reagents(reagents_rows: None) -> None:
    copy_or_build(TEXT, "reagents")


@pytest.fixture
@rows_made_once
def reagents_rows(published: Maker, caffeine: dict[str, Any]) -> None:
    published(
        "ALQ-1",
        name="Caffeine",
        slug="caffeine",
        summary="An antagonist of adenosine receptors.",
        compound=caffeine | {"inchikey": "RYYVLZVUVIJVGH-UHFFFAOYSA-N"},
        synonyms=[{"text": "Guaranine"}, {"text": "1,3,7-Trimethylxanthine"}],
        sections=[{"key": "background", "body": "First isolated from *coffee* beans by Runge."}],
    )
    published("ALQ-2", name="β-Estradiol", slug="estradiol", synonyms=[{"text": "17β-Estradiol"}])
    published("ALQ-3", name="2'3'-cGAMP", slug="cgamp", kind="oligonucleotide")
    published("ALQ-4", name="Tacrolimus", slug="fk506", synonyms=[{"text": "FK-506"}])
    published(
        "ALQ-5",
        name="NF-κB reporter cells",
        slug="reporter",
        kind="consumable",
        summary="Reporter of the pathway; respond to TNF-α. Stimulated with 1001 units of OKT3.",
    )
    published(
        "ALQ-6",
        name="Anti-human CD3",
        slug="cd3",
        summary="Beside TLR7 and TLR8; blocks IκBα, IKKα and IKKβ, PI3K and mTOR.",
    )
    published("1001", name="Benzylpenicillin", slug="penicillin-g")


@pytest.mark.usefixtures("reagents")
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("ALQ-1", "Caffeine"),
        ("alq1", "Caffeine"),
        ("alq-1-5g", "Caffeine"),  # an SKU
        ("58-08-2", "Caffeine"),
        ("58082", "Caffeine"),
        ("RYYVLZVUVIJVGH-UHFFFAOYSA-N", "Caffeine"),
        ("RYYVLZVUVIJVGH", "Caffeine"),
        ("guaranine", "Caffeine"),
        ("GUARANINE", "Caffeine"),
        ("guara", "Caffeine"),
        ("C8H10N4O2", "Caffeine"),
        ("C₈H₁₀N₄O₂", "Caffeine"),
        ("N4O2C8H10", "Caffeine"),
        ("1 3 7 trimethyl xanthine", "Caffeine"),
        ("trimethylxan", "Caffeine"),
        ("adenosine antagonist", "Caffeine"),
        ("coffee", "Caffeine"),
        ("beta estradiol", "β-Estradiol"),
        ("beta-estradiol", "β-Estradiol"),
        ("ß-estradiol", "β-Estradiol"),
        ("estra", "β-Estradiol"),
        ("17beta-estradiol", "β-Estradiol"),
        ("17b-estradiol", "β-Estradiol"),
        ("2',3'-cGAMP", "2'3'-cGAMP"),
        ("2′3′-cGAMP", "2'3'-cGAMP"),
        ("23cgamp", "2'3'-cGAMP"),
        ("CAS No. 58-08-2", "Caffeine"),
        ("antagonists of adenosine", "Caffeine"),
        ("adenosine receptor", "Caffeine"),
        ("2’3’-cGAMP", "2'3'-cGAMP"),
        ("tacrolimus™", "Tacrolimus"),
        ("NF-kB", "NF-κB reporter cells"),
        ("nf kappa b", "NF-κB reporter cells"),
        ("TNFa", "NF-κB reporter cells"),
        ("TNF alpha", "NF-κB reporter cells"),
        ("OKT3", "NF-κB reporter cells"),  # a formula, too: O, K and T3
        ("ｆｋ５０６", "Tacrolimus"),
        ("fk 506", "Tacrolimus"),
        ("NFkB reporter", "NF-κB reporter cells"),
        ("nf-kappab", "NF-κB reporter cells"),
        ("NF-kappaB", "NF-κB reporter cells"),
        ("IkB-alpha", "Anti-human CD3"),
        ("TLR7/8", "Anti-human CD3"),
        ("IKKα/β", "Anti-human CD3"),
        ("ikk alpha/beta", "Anti-human CD3"),
        ("PI3K/mTOR", "Anti-human CD3"),
        ("PI3K/mTO", "Anti-human CD3"),  # being typed
        ("tnf-alpha", "NF-κB reporter cells"),
        ("1001", "Benzylpenicillin"),  # a number before a text that has it
        ("penicillin", "Benzylpenicillin"),  # inside of a word, as nothing else has it
    ],
)
def test_whatever_is_typed_the_right_product_is_first(text: str, first: str) -> None:
    assert names(text)[0] == first


@pytest.mark.usefixtures("reagents")
@pytest.mark.parametrize(
    ("typed", "meant", "first"),
    [
        ("takrolimus", "Tacrolimus", "Tacrolimus"),
        ("tacrolimsu", "Tacrolimus", "Tacrolimus"),
        ("tacrolimuss", "Tacrolimus", "Tacrolimus"),
        ("cafeine", "Caffeine", "Caffeine"),
        ("guaranin", "", "Caffeine"),  # a beginning, and no mistake
        ("trymethilxanthine", "trimethylxanthine", "Caffeine"),
        ("adenosin antagonist", "", "Caffeine"),
        ("adenosine antagonyst", "adenosine antagonist", "Caffeine"),
        ("anti-CD3", "anti CD3", "Anti-human CD3"),
        ("mTOR-IKKβ", "mTOR IKKβ", "Anti-human CD3"),
    ],
)
def test_spelling_is_corrected(typed: str, meant: str, first: str) -> None:
    answer = found(f"q={typed}")

    assert answer.corrected == meant
    assert answer.listings[0].name == first


@pytest.mark.usefixtures("reagents")
@pytest.mark.parametrize(
    "text",
    [
        "58-08-3", "1002", "ALQ-9", "unobtainium", "qx", "FK-507", "3'3'-cGAMP", "871700-17-4",
        "18β-estradiol", "taco", "2-nf", "TLR7/9", "anti-CD4", "CD3-8",
    ],
)  # fmt: skip
def test_numbers_are_not_corrected(text: str) -> None:
    """One digit makes another substance."""
    answer = found(f"q={text}")

    assert (answer.total, answer.corrected) == (0, "")


@pytest.mark.usefixtures("reagents")
def test_what_stands_inside_of_words_is_said_to() -> None:
    assert found("q=penicillin").is_inside
    assert not found("q=benzyl").is_inside


def test_a_page_far_beyond_the_last_one(published: Maker) -> None:
    """No room is kept for hits that are not there."""
    published()

    answer = found("page=999999")

    assert (answer.total, answer.question.page, len(answer.listings)) == (1, 1, 1)


def test_a_rare_value_that_is_chosen_is_counted(
    published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, slug in enumerate(("mtor", "mtor", "mek")):
        term = {"vocabulary": "target", "slug": slug, "label": slug.upper()}
        published(f"T-{number}", terms=[term])
    monkeypatch.setattr("catalog.search.text.find.MOST_VALUES", 1)
    monkeypatch.setattr("catalog.search.text.find.TextSearch.counts.__defaults__", (1,))

    targets = next(facet for facet in found("target=mek").facets if facet.name == "target")

    assert {value.slug: value.count for value in targets.values} == {"mtor": 2, "mek": 1}


def test_exact_names_come_before_beginnings_before_words(published: Maker) -> None:
    published("T-1", name="Aspirin aluminium", slug="a")
    published("T-2", name="Extract", slug="b", summary="Much aspirin, aspirin, aspirin")
    published("T-3", name="Acetylsalicylic acid", slug="c", synonyms=[{"text": "Aspirin"}])
    published("ASPIRIN", name="Zinc", slug="d")

    assert names("aspirin") == ["Zinc", "Acetylsalicylic acid", "Aspirin aluminium", "Extract"]


def test_a_change_is_found_by_the_next_search(published: Maker) -> None:
    product = published(name="Caffeine")
    assert names("caffeine") == ["Caffeine"]
    Product.objects.update(name="Theine")
    product.refresh_from_db()
    save_draft(product, by=None, reason="test")
    publish(product, by=None, reason="test")

    assert names("theine") == ["Theine"]
    assert names("caffeine") == []  # nor corrected: it is another word
    withdraw(product, by=None)
    assert names("theine") == []


def test_a_scheduled_revision_appears_by_the_clock(draft: Maker, clock: Clock) -> None:
    product = draft(name="Caffeine")
    publish(product, by=None, reason="test")
    Product.objects.update(name="Theine")
    product.refresh_from_db()
    save_draft(product, by=None, reason="test")
    tomorrow = clock() + timedelta(days=1)
    publish(product, by=None, reason="test", valid_from=tomorrow)

    assert (names("caffeine"), names("theine")) == (["Caffeine"], [])
    clock.advance(days=1)
    assert (names("caffeine"), names("theine")) == ([], ["Theine"])
    assert found("").facets[0].values[0].count == 1


def test_names_are_sorted_wherever_they_come_in(published: Maker) -> None:
    """Ranks are numbers with gaps, halved for whatever comes later."""
    for number in (50, 10, 90, 30, 70, 20, 60, 40, 80, 35):
        published(f"T-{number}", name=f"Compound {number}", slug="c")
        assert found("sort=name").total

    ordered = [f"Compound {number}" for number in (10, 20, 30, 35, 40, 50, 60, 70, 80, 90)]
    assert names("", sort="name") == ordered == names("", sort="number")
    assert names("", sort="-name") == ordered[::-1] == names("", sort="-number")
    assert names("", sort="newest")[0] == "Compound 35"


def test_a_batch_comes_in_between_its_neighbours(published: Maker) -> None:
    """Many that are next to each other have no neighbour but each other."""
    for number in range(0, 100, 10):
        published(f"T-{number}", name=f"Compound {number}", slug="c")
    assert found("sort=name").total == 10
    for number in (45, 42, 48, 41, 49, 44, 43, 47, 46, 101, 103, 102):
        published(f"T-{number}", name=f"Compound {number}", slug="c")

    ordered = [*range(0, 41, 10), *range(41, 50), *range(50, 100, 10), 101, 102, 103]
    expected = [f"Compound {number}" for number in ordered]
    assert names("", sort="name") == names("", sort="number") == expected


def test_a_gap_that_is_used_up_has_the_index_made_anew(
    published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalog.search.text.ranks.GAP", 2)
    for number in (10, 20):
        published(f"T-{number}", name=f"Compound {number}", slug="c")
    assert found("").total == 2
    for number in (15, 14, 13, 12):
        published(f"T-{number}", name=f"Compound {number}", slug="c")
        found("")

    assert names("", sort="name") == [f"Compound {n}" for n in (10, 12, 13, 14, 15, 20)]


def test_a_merged_term_counts_under_the_kept_one(published: Maker) -> None:
    published("T-1", terms=[{"vocabulary": "target", "slug": "frap", "label": "FRAP"}])
    published("T-2", terms=[{"vocabulary": "target", "slug": "mtor", "label": "mTOR"}])
    assert found("target=mtor").total == 1

    terms = {term.slug: term for term in Term.objects.all()}
    merge_terms(terms["mtor"], terms["frap"], by=None)

    assert found("target=mtor").total == found("target=frap").total == 2


@pytest.fixture
def measured(measured_rows: None) -> None:
    copy_or_build(TEXT, "measured")


@pytest.fixture
@rows_made_once
def measured_rows(published: Maker, caffeine: dict[str, Any]) -> None:
    published(
        "T-1",
        name="Caffeine",
        slug="a",
        compound=caffeine,
        solubility=[
            {"solvent": "DMSO", "amount": "10 mM"},
            {"solvent": "Water", "amount": "20 mg/mL"},
        ],
        storage=[{"state": "as_supplied", "temperature": "-20 °C"}],
        working_concentrations=[{"concentration": "1 - 10 µM"}],
    )
    published(
        "T-2",
        name="LPS",
        slug="b",
        kind="lipid_or_glycan",
        solubility=[
            {"solvent": "water", "amount": "5 mg/mL"},
            {"solvent": "DMSO", "result": "insoluble"},
        ],
        storage=[{"state": "as_supplied", "temperature": "2 - 8 °C"}],
        working_concentrations=[{"concentration": "100 ng/mL"}],
    )
    published(
        "T-3",
        name="Unknown",
        slug="c",
        kind="microorganism",
        working_concentrations=[{"concentration": "1:200 - 1:1000"}],
        packs=[{"sku": "T-3-S", "amount": "10 mM * 1 mL in cyclohexanone (sterile)"}],
        transport=[{"mode": "air", "un_number": "UN 3462"}],
        hazard_status="classified",
        hazard_source="Safety data sheet",
        hazards=[
            {"hazard_class": "Respiratory sensitization", "category": "1", "statement": "H334"},
            {"statement": "H300+H310"},
        ],
        activities=[
            {
                "measure": "LD50",
                "value": "5 mg/kg (acute)",
                "species": "Chinchilla",
                "route": "oral",
            }
        ],
    )
    published(
        "T-4",
        name="Dextran",
        slug="d",
        kind="polymer",
        compound={
            "key": "dextran",
            "name": "Dextran",
            "molecular_weight": "10 - 20 kDa",
            "weight_basis": "average",
        },
        solubility=[{"solvent": "Ethanol", "amount": "< 1 mg/mL"}],
        storage=[{"state": "powder", "temperature": "15 - 25 °C"}],
        working_concentrations=[{"concentration": "≥ 1 mg/mL"}],
    )


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    "word",
    ["cyclohexanone", "sterile", "chinchilla", "acute", "UN 3462", "un3462", "3462", "H334",
     "respiratory", "H310", "H300+H310"],
)  # fmt: skip
def test_solvents_of_packs_species_remarks_un_numbers_and_hazards_are_found(word: str) -> None:
    assert names(word) == ["Unknown"]


@pytest.mark.usefixtures("measured")
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("weight_min=190&weight_max=200", {"Caffeine"}),
        ("weight_min=200", {"Dextran"}),
        ("weight_min=15000", {"Dextran"}),  # a range that reaches there
        ("weight_min=25000", set()),
        ("solvent=ethanol", set()),  # less than something is nothing known
        ("storage_min=20", {"Dextran"}),  # as a powder, where nothing is said of it as supplied
        ("working_unit=µg/mL&working_min=5000", {"Dextran"}),  # at least 1 mg/mL
        ("weight_max=194.19", {"Caffeine"}),
        ("solvent=DMSO", {"Caffeine"}),  # insoluble is no solubility
        ("solvent=dmso&solubility_min=1.9&solubility_max=2", {"Caffeine"}),  # 10 mM are 1.94 mg/mL
        ("solvent=DMSO&solubility_min=2", set()),
        ("solvent=Water&solubility_min=5", {"Caffeine", "LPS"}),
        ("solvent=Water&solubility_min=5.5", {"Caffeine"}),
        ("solvent=Water&solubility_max=10", {"LPS"}),
        ("working_min=150&working_max=1100", set()),  # a dilution is no concentration
        ("working_unit=µg/mL&working_min=200&working_max=900", set()),
        ("storage_max=-15", {"Caffeine"}),
        ("storage_max=−15", {"Caffeine"}),
        ("storage_min=4&storage_max=4", {"LPS"}),  # any temperature of 2–8 °C
        ("storage_min=30", set()),
        ("working_min=5&working_max=6", {"Caffeine"}),
        ("working_unit=µg/mL&working_max=0.15", {"LPS"}),  # 1 µM of caffeine is 0.194 µg/mL …
        ("working_unit=ug/mL&working_min=0.15&working_max=1", {"Caffeine"}),
        ("working_min=0.0001", {"Caffeine"}),  # … and LPS has no molar concentration
        ("weight_min=100&storage_max=0&q=caffeine", {"Caffeine"}),
        ("kind=lipid_or_glycan&solvent=water", {"LPS"}),
    ],
)
def test_numbers_narrow(query: str, expected: set[str]) -> None:
    answer = found(query)

    assert {listing.name for listing in answer.listings} == expected
    assert answer.total == len(expected)
    values = [value for facet in answer.facets if facet.name == "kind" for value in facet.values]
    if not any(value.chosen for value in values):
        assert sum(value.count for value in values) == len(expected)


@pytest.mark.usefixtures("measured")
def test_what_cannot_be_used_is_said_and_left_aside() -> None:
    ranges = Question.read(
        QueryDict("weight_min=abc&storage_min=9&storage_max=1&solubility_min=5&working_min=1,5")
    ).ranges

    assert not ranges
    assert {(problem.name, problem.text): problem.message for problem in ranges.problems} == {
        ("weight_min", "abc"): "write a number, such as 350 or 0.5.",
        ("storage_min", "9"): "nothing is from 9 to 1; exchange the two numbers.",
        ("solubility_min", "5"): "choose the solvent, too.",
        ("working_min", "1,5"): "write a number, such as 350 or 0.5, with a point before decimal "
        "places.",
    }
    fields = {name: ranges.typed_in(name) for name in ("storage_min", "storage_max")}
    assert fields == {"storage_min": "9", "storage_max": "1"}
    for unit in ("nM", "mM", "mg/mL", "furlong"):
        wrong = Question.read(QueryDict(f"working_min=1&working_unit={unit}")).ranges
        assert not wrong
        assert [(each.label, each.text) for each in wrong.problems] == [
            ("Working concentration", unit)
        ]
    for text in ("nan", "inf", "1e999", "1_0", "9" * 30, "--1", "0x10"):
        assert Question.read(QueryDict(f"weight_min={text}")).ranges.problems


@pytest.mark.usefixtures("measured")
def test_an_empty_answer_says_which_filter_to_drop() -> None:
    answer = found("kind=lipid_or_glycan&weight_min=100")

    assert [(each.name, each.question.address(), each.count) for each in answer.loosened] == [
        ("kind", "?weight_min=100", 2),
        ("weight", "?kind=lipid_or_glycan", 1),
    ]


# The files


def text_files() -> list[Path]:
    return sorted(path for path in TEXT.folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("text", ["caffeine", "caffeinne", ""])
def test_var_is_deleted_and_nothing_is_lost(published: Maker, text: str) -> None:
    published()
    names(text)
    for path in text_files():
        path.unlink()

    assert names(text) == ["Caffeine"]


@pytest.mark.parametrize("damage", ["cut", "turned", "emptied", "meta"])
def test_a_corrupt_file_is_noticed_and_made_anew(
    published: Maker, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    published()
    names("caffeine")
    TEXT.__init__()  # type: ignore[misc]  # a new process has verified nothing yet
    for path in text_files():
        content = path.read_bytes()
        if damage == "meta" and path.name == "meta.json":
            path.write_bytes(b"{}")
        elif damage != "meta" and path.suffix in (".term", ".idx", ".fast", ".store"):
            turned = bytes(255 - byte for byte in content)
            path.write_bytes({"cut": content[:-9], "turned": turned, "emptied": b""}[damage])

    assert names("caffeine") == ["Caffeine"]
    assert "damaged" in caplog.text


def test_while_there_is_no_index_the_database_answers(
    published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    published()
    published("T-2", name="Theobromine", slug="t")
    monkeypatch.setattr(TEXT, "files", lambda: None)

    answer = search(Question.read(QueryDict("q=caffeine")))

    assert answer.without_index
    assert [listing.name for listing in answer.listings] == ["Caffeine"]
    assert answer.facets[0].values[0].count == 1
    by_number = search(Question.read(QueryDict("weight_min=1")))
    assert (by_number.total, by_number.without_index) == (0, True)


def test_many_changes_are_left_to_a_process_of_its_own(
    published: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []
    monkeypatch.setattr(TEXT, "_start_builder", lambda: started.append(True))
    monkeypatch.setattr(log, "MOST_CHANGES", 2)
    monkeypatch.setattr("catalog.search.following.MOST_CHANGES", 2)
    for number in range(3):
        published(f"T-{number}")

    assert search(Question()).without_index
    assert started
    assert TEXT.rebuild()
    assert found("").total == 3


def test_the_page_limit_is_the_index_s(published: Maker) -> None:
    for number in range(3):
        published(f"T-{number}", name=f"Compound {number}", slug="c")

    answer = search(replace(Question.read(QueryDict("page=2&sort=number")), per_page=2))

    assert [listing.catalog_number for listing in answer.listings] == ["T-2"]
    assert answer.pages == 2
