"""Curation: what contradicts itself is found, and real data pass."""

from collections.abc import Callable
from typing import Any

import pytest

from catalog.actions.save_draft import latest_draft
from catalog.curation import Severity, findings
from catalog.models import DraftVersion, Product
from catalog.specification.reading import read_draft
from tests.demo import NUMBERS, publish_demo

pytestmark = pytest.mark.any_database

Maker = Callable[..., Product]

TACROLIMUS = {
    "key": "tacrolimus",
    "name": "Tacrolimus",
    "formula": "C44H69NO12",
    "molecular_weight": "804.02 g/mol",
    "weight_basis": "printed",
}


def found(product: Product) -> dict[str, Any]:
    version = latest_draft(product)
    assert version is not None
    return {finding.rule: finding for finding in findings(read_draft(version.document))}


def test_the_printed_weight_of_tacrolimus_agrees(draft: Maker) -> None:
    assert found(draft(compound=TACROLIMUS)) == {}


def test_the_weight_of_the_monohydrate_on_the_anhydrous_form(draft: Maker) -> None:
    finding = found(draft(compound=TACROLIMUS | {"molecular_weight": "822.03 g/mol"}))[
        "weight-formula"
    ]

    assert finding.severity is Severity.ERROR
    assert finding.path == "/compound/molecular_weight"
    assert "822.03" in str(finding)


@pytest.mark.parametrize(
    ("changes", "rule", "words"),
    [
        ({"formula": "C8H10N4O2.H2O"}, "formula-structure", "the structure has C8H10N4O2"),
        ({"inchikey": "BSYNRYMUTXBXSQ-UHFFFAOYSA-N"}, "inchikey-structure", "RYYVLZVUVIJVGH"),
    ],
)
def test_identity_contradicts_itself(
    draft: Maker, caffeine: dict[str, Any], changes: dict[str, str], rule: str, words: str
) -> None:
    compound = caffeine | {"molecular_weight": None, "weight_basis": None} | changes

    assert words in str(found(draft(compound=compound))[rule])


def test_an_antibody_has_a_clone(draft: Maker) -> None:
    finding = found(draft(kind="antibody"))["required-characteristic"]

    assert finding.severity is Severity.ERROR
    assert "Clone" in str(finding)


@pytest.mark.parametrize("clonality", ["Polyclonal", "polyclonal (affinity purified)"])
def test_a_polyclonal_antibody_is_published_without_a_clone(draft: Maker, clonality: str) -> None:
    characteristics = [{"key": "clonality", "value": clonality}]
    rules = found(draft(kind="antibody", characteristics=characteristics))
    assert "required-characteristic" not in rules


def test_a_cell_line_that_was_changed_has_a_parental_line(draft: Maker) -> None:
    reporter = [{"key": "reporter", "value": "NFAT luciferase"}]
    finding = found(draft(kind="cell_line", characteristics=reporter))["required-characteristic"]
    assert "Parental line" in str(finding)


def test_a_cell_line_as_it_was_isolated_has_none(draft: Maker) -> None:
    assert "required-characteristic" not in found(draft(kind="cell_line"))


def test_citations_and_references_belong_together(draft: Maker) -> None:
    cited = [{"number": number, "reference": {"pmid": str(number)}} for number in (1, 5)]
    section = {"key": "background", "body": "Shown before [1–3].", "citations": cited}

    rules = found(draft(sections=[section]))

    assert rules["citation-without-reference"].value == "[2], [3]"
    assert rules["reference-not-cited"].value == "5"


def test_a_reference_is_more_than_its_identifier(draft: Maker) -> None:
    papers = [{"doi": "10.1000/182"}, {"pmid": "1715244", "title": "Calcineurin is a target"}]
    cited = [{"number": n, "reference": paper} for n, paper in enumerate(papers, start=1)]
    section = {"key": "background", "body": "[1, 2]", "citations": cited}
    activity = {"target": "Calcineurin", "reference": {"pmid": "2477715"}}

    bare = found(draft(sections=[section]))["bare-reference"]
    assert bare.severity is Severity.WARNING
    assert (bare.path, bare.value) == ("/sections/0/citations", "[1] 10.1000/182")
    of_activity = found(draft("T-2", activities=[activity]))["bare-reference"]
    assert (of_activity.path, of_activity.value) == ("/activities/0/reference", "PMID 2477715")


def test_a_figure_shows_something(draft: Maker) -> None:
    curve = {"label": "Caffeine", "points": [[1, 5], [10, 50]]}
    drawn = {"key": "curve", "title": "Inhibition", "series": [curve]}

    empty = found(draft(figures=[drawn, {"key": "gel", "title": "Gel"}]))["empty-figure"]

    assert empty.severity is Severity.ERROR
    assert empty.path == "/figures/1/image"


@pytest.mark.django_db
def test_nothing_is_found_in_the_demo() -> None:
    publish_demo(len(NUMBERS))

    for version in DraftVersion.objects.all():
        assert findings(read_draft(version.document)) == []
