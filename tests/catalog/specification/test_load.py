"""Documents into rows and back."""

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.models import Compound, Product, Reference, StoredFile, Term, TermAlias
from catalog.pictures import FIGURE
from catalog.specification import declaration
from catalog.specification.document import draft_document, public_names, specification
from catalog.specification.load import DocumentError, load
from catalog.specification.parts import Many, Part
from catalog.specification.schema import faults
from tests.ages.yesterday import drafts
from tests.catalog.pictures.test_convert import content
from tests.catalog.untrusted.attacks import pdf

pytestmark = pytest.mark.django_db
Document = Callable[..., dict[str, Any]]


def test_a_document_survives_the_rows(document: Document, caffeine: dict[str, Any]) -> None:
    product, _ = load(
        document(
            compound=caffeine,
            solubility=[{"solvent": "Water", "amount": "≥ 20 mg/mL", "temperature": "25 °C"}],
            storage=[{"temperature": "2-8 °C", "protect_from_light": True}],
            sections=[
                {
                    "key": "description",
                    "body": "An antagonist of adenosine receptors [1].",
                    "citations": [
                        {"number": 1, "reference": {"pmid": "10049999", "title": "Actions"}}
                    ],
                }
            ],
            terms=[{"vocabulary": "target", "slug": "adora2a", "label": "ADORA2A"}],
        )
    )
    first = draft_document(product)

    again, loader = load(first, product)

    assert draft_document(again) == first
    assert loader.shared_changes == []
    assert first["solubility"][0]["amount"] == {
        "text": "≥ 20",
        "operator": "≥",
        "value": 20,
        "unit": "mg/mL",
        "remark": None,
    }
    assert first["compound"]["molecular_weight"] == {
        "text": "194.19",
        "value": 194.19,
        "unit": "g/mol",
        "remark": None,
    }
    read = {"text": "2-8", "min": 2, "max": 8, "unit": "°C", "remark": None}
    assert first["storage"][0]["temperature"] == read
    assert first["compound"]["inchikey"] == "RYYVLZVUVIJVGH-UHFFFAOYSA-N"


@pytest.mark.parametrize(
    ("members", "path", "words"),
    [
        ({"kind": "molecule"}, "/kind", "choose one of small_molecule"),
        ({"catalog_number": "A/1"}, "/catalog_number", "is not a catalog number"),
        ({"nmae": "Caffeine"}, "/nmae", "did you mean 'name'"),
        (
            {"registry_numbers": [{"type": "cas", "value": "58-08-3"}]},
            "/registry_numbers/0/value",
            "58-08-3",
        ),
        (
            {"compound": {"key": "x", "name": "X", "formula": "C8Zz2"}},
            "/compound/formula",
            "Zz",
        ),
        (
            {"compound": {"key": "x", "name": "X", "smiles": "C1CC("}},
            "/compound/smiles",
            "C1CC(",
        ),
        (
            {
                "compound": {
                    "key": "x",
                    "name": "X",
                    "molecular_weight": "-5 g/mol",
                    "weight_basis": "printed",
                }
            },
            "/compound/molecular_weight",
            "-5",
        ),
        (
            {"solubility": [{"solvent": "DMSO", "amount": "100 mgg/mL"}]},
            "/solubility/0/amount",
            "mgg/mL",
        ),
        (
            {"sections": [{"key": "description", "body": "<script>alert(1)</script>"}]},
            "/sections/0/body",
            "<script>",
        ),
        (
            {"relations": [{"type": "control", "product": "NOBODY-1"}]},
            "/relations/0/product",
            "no product has this catalog number",
        ),
        (
            {"characteristics": [{"key": "clone", "value": "OKT3"}]},
            "/characteristics/0/key",
            "does not belong to a natural product",
        ),
        (
            {
                "compound": {
                    "key": "x",
                    "name": "X",
                    "molecular_weight": {"text": "804.02", "value": 900, "unit": "g/mol"},
                    "weight_basis": "printed",
                }
            },
            "/compound/molecular_weight/value",
            "the printed text '804.02' says 804.02",
        ),
        (
            {"packs": [{"sku": "A", "amount": {"value": 5, "unit": "mg"}}]},
            "/packs/0/amount/value",
            "give the printed text, too",
        ),
        (
            {"packs": [{"sku": "A", "amount": {"unit": "mg"}}]},
            "/packs/0/amount/unit",
            "give the printed text, too",
        ),
        (
            {"packs": [{"sku": "A", "amount": {"text": "5 mg", "unti": "mg"}}]},
            "/packs/0/amount/unti",
            "did you mean 'unit'?",
        ),
        (
            {"packs": [{"sku": "A", "amount": {"text": "5 mg", "value": "5"}}]},
            "/packs/0/amount/value",
            "a number is expected",
        ),
        (
            {"packs": [{"sku": "A", "amount": {"text": 5, "unit": "mg"}}]},
            "/packs/0/amount/text",
            "a text is expected",
        ),
        (
            {"packs": [{"sku": "A", "amount": {"text": "5 mg", "unit": "g"}}]},
            "/packs/0/amount/unit",
            "the printed text '5 mg' says mg",
        ),
        ({"packs": [{"sku": "A", "amount": ["5 mg"]}]}, "/packs/0/amount", "as text"),
        ({"packs": [{"sku": "A", "amount": 5}]}, "/packs/0/amount", "as text"),
        ({"packs": {"sku": "A"}}, "/packs", "a list is expected"),
        ({"packs": [{"sku": 1001}]}, "/packs/0/sku", "put the number in quotes"),
        ({"packs": [{"sku": "A", "cuont": 2}]}, "/packs/0/cuont", "did you mean 'count'?"),
        (
            {"compound": {"key": "x", "name": "X", "molecular_weight": {"value": 804.02}}},
            "/compound/molecular_weight/value",
            "give the printed text, too",
        ),
        (
            {
                "sections": [
                    {
                        "key": "background",
                        "body": "[1]",
                        "citations": [{"number": 1, "reference": {"title": "X", "jornal": "Y"}}],
                    }
                ]
            },
            "/sections/0/citations/0/reference/jornal",
            "did you mean 'journal'?",
        ),
        (
            {"replaced_by": {"catalog_nunber": "T-9"}},
            "/replaced_by/catalog_nunber",
            "did you mean 'catalog_number'?",
        ),
        (
            {"terms": [{"vocabulary": "target", "slug": "former", "lable": "X"}]},
            "/terms/0/lable",
            "did you mean 'label'?",
        ),
    ],
)
def test_bad_input_is_named_and_nothing_is_written(
    document: Document, members: dict[str, Any], path: str, words: str
) -> None:
    kept = Term.objects.create(vocabulary="target", slug="kept", label="Kept")
    TermAlias.objects.create(vocabulary="target", slug="former", term=kept)
    with pytest.raises(DocumentError) as caught, transaction.atomic():
        load(document(**members))

    problems = {problem.path: str(problem) for problem in caught.value.problems}
    assert path in problems, problems
    assert words in problems[path]
    assert not Product.objects.exists()
    assert not Compound.objects.exists()


def test_a_shared_row_keeps_what_another_document_does_not_say(document: Document) -> None:
    paper = {"doi": "10.1000/182", "title": "On caffeine", "year": 1996}

    def cited(reference: dict[str, Any]) -> list[dict[str, Any]]:
        citations = [{"number": 1, "reference": reference}]
        return [{"key": "background", "body": "Known [1].", "citations": citations}]

    load(document("T-1", sections=cited(paper)))
    _, loader = load(
        document("T-2", packs=[], sections=cited({"doi": "https://doi.org/10.1000/182"}))
    )

    assert Reference.objects.get().title == "On caffeine"
    assert loader.shared_changes == []
    _, loader = load(document("T-2", packs=[], sections=cited(paper | {"year": None})))
    assert Reference.objects.get().year is None
    assert loader.shared_changes == [Reference.objects.get()]


def test_papers_of_the_same_long_list_of_authors_are_two(document: Document) -> None:
    authors = ", ".join(f"Curie {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    citations = [
        {"number": place, "reference": {"authors": authors, "title": title}}
        for place, title in enumerate(("First paper", "Second paper"), start=1)
    ]
    section = {"key": "background", "body": "[1, 2]", "citations": citations}

    product, _ = load(document(sections=[section]))

    titles = [c.reference.title for c in product.sections.get().citations.all()]
    assert titles == ["First paper", "Second paper"]


@pytest.mark.parametrize(
    "amount", ["~ 1-5 mg/mL", "5 ± 1 mg/mL", "≥98%", "1e3 µg/mL", "> 1,000 mM"]
)
@pytest.mark.parametrize("temperature", ["253 K", " −20 °C ", "-25 to -15", "room temperature"])
def test_odd_quantities_survive(document: Document, amount: str, temperature: str) -> None:
    product, _ = load(
        document(
            solubility=[{"solvent": "Water", "amount": amount}],
            storage=[{"temperature": temperature}],
        )
    )
    first = draft_document(product)

    load(first, product)

    assert draft_document(product) == first
    spec = specification(
        first, number=1, valid_from=timezone.now(), change_note="", name_of=public_names([])
    )
    assert faults(spec) == []


def lost(said: Any, kept: Any, path: str = "") -> list[str]:
    """Where a document says something of which nothing was kept."""
    if said in (None, "", [], {}) or kept is said:
        return []
    if isinstance(said, dict) and isinstance(kept, dict):
        return [
            at
            for name, told in said.items()
            for at in lost(told, kept.get(name), f"{path}/{name}")
            if name != "operator"
        ]
    if isinstance(said, list) and isinstance(kept, list) and len(said) == len(kept):
        return [
            at
            for place, told in enumerate(said)
            for at in lost(told, kept[place], f"{path}/{place}")
        ]
    return [path] if kept in (None, "", [], {}) else []


MEMBERS = st.sampled_from(
    sorted({field.name for part in vars(declaration).values() if isinstance(part, Part)
            for field in part.fields})
)  # fmt: skip
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.just(10**400), st.just("\ud800"),
    st.sampled_from(["10 mg", "cas", "58-08-2", "target", "T-1", "description", "1-5 mg/mL"]),
    st.text(max_size=5),
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(MEMBERS, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.any_database
@settings(max_examples=150)
@given(members=st.dictionaries(MEMBERS, ANYTHING, max_size=5))
def test_no_document_breaks_the_loader(members: dict[str, Any]) -> None:
    with transaction.atomic():
        whole = {"catalog_number": "T-1", "slug": "x", "name": "X", "kind": "peptide"} | members
        with suppress(DocumentError):  # anything else would be a fault of ours
            product, _ = load(whole)
            document = draft_document(product)
            assert lost(whole, document) == []
            load(document, product)
            assert draft_document(product) == document
        transaction.set_rollback(True)


WRONG = [
    [],
    [1],
    {},
    {"key": []},
    {"value": 5, "unit": "mg"},
    {"text": "5", "of": 1},
    5,
    10**400,
    1.5,
    True,
    "\ud800",
    "\x00",
    "x" * 5000,
    "²",
    "",
]
ROWS = [field for field in declaration.product.fields if isinstance(field, Many)]


FEW = len(WRONG) // 3


@pytest.mark.any_database
@pytest.mark.parametrize("most", [FEW, pytest.param(len(WRONG), marks=pytest.mark.faults)])
@pytest.mark.parametrize("rows", ROWS, ids=lambda rows: rows.name)
def test_one_wrong_value_anywhere_is_a_problem_and_not_a_crash(
    document: Document, rows: Many, most: int
) -> None:
    """Every member of every part, over a product that is there already. Of a few values, each
    member is given those that follow the ones of the member before."""
    product, _ = load(document())
    before = draft_document(product)
    values = cycle(WRONG)
    for field in rows.part.fields:
        for wrong in islice(values, most):
            with suppress(DocumentError), transaction.atomic():
                made = document(**{rows.name: [{field.name: wrong}]})
                assert lost(made, draft_document(load(made)[0])) == []
                raise DocumentError([])  # accepted, as some are: undone all the same
    assert draft_document(product) == before


def test_one_sku_belongs_to_one_product(document: Document) -> None:
    load(document("T-1", packs=[{"sku": "AB-1", "amount": "1 mg"}]))

    with pytest.raises(DocumentError, match="SKU 'ab1' is taken by T-1"):
        load(document("T-2", packs=[{"sku": "ab1", "amount": "1 mg"}]))


def gel(file: StoredFile) -> dict[str, Any]:
    return {"key": "gel", "title": "Gel", "image": file.sha256, "alternative_text": "Two bands"}


def test_a_figure_shows_what_was_made_to_be_shown(document: Document) -> None:
    picture = StoredFile.objects.keep_picture(content("telephone.jpg"), "a.jpg", FIGURE)
    review = StoredFile.objects.keep(b"%PDF-1.7", "review.pdf", "application/pdf")
    assert picture.original is not None

    for file, remedy in ((picture.original, "staff alone"), (review, "is no picture")):
        with pytest.raises(DocumentError, match=f"/figures/0/image .*{remedy}"):
            load(document(figures=[gel(file)]))
    product, _ = load(document(figures=[gel(picture)]))

    assert product.figures.get().image == picture


@pytest.mark.parametrize("member", ["attachments", "sequences"])
def test_no_original_of_a_picture_is_given_away(document: Document, member: str) -> None:
    picture = StoredFile.objects.keep_picture(content("telephone.jpg"), "a.jpg", FIGURE)
    assert picture.original is not None
    parts = {
        "attachments": {"kind": "review", "title": "R", "file": picture.original.sha256},
        "sequences": {"type": "dna", "genbank": picture.original.sha256},
    }

    with pytest.raises(DocumentError, match="staff alone"):
        load(document(**{member: [parts[member]]}))


GENBANK = (
    b"LOCUS       pT1    8 bp    DNA     circular SYN 01-JAN-2026\nORIGIN\n        1 acgtacgt\n//\n"
)


def test_a_file_is_what_its_place_is_for(document: Document) -> None:
    keep = StoredFile.objects.keep
    review = keep(pdf(), "review.pdf", "application/pdf")
    plasmid = keep(GENBANK, "pT1.gb", "chemical/seq-na-genbank")

    def attachment(file: StoredFile) -> dict[str, Any]:
        return document(
            attachments=[{"kind": "review", "title": "R", "language": "en", "file": file.sha256}]
        )

    def sequence(file: StoredFile) -> dict[str, Any]:
        return document(sequences=[{"type": "dna", "genbank": file.sha256}])

    with pytest.raises(DocumentError, match=r"/attachments/0/file .*a PDF belongs here"):
        load(attachment(plasmid))
    with pytest.raises(DocumentError, match=r"/sequences/0/genbank .*a GenBank file belongs here"):
        load(sequence(review))
    product, _ = load(attachment(review) | {"sequences": sequence(plasmid)["sequences"]})

    assert (product.attachments.get().file, product.sequences.get().genbank) == (review, plasmid)


@pytest.mark.parametrize(
    ("content", "media_type", "words"),
    [
        (b"%PDF-1.4<script>", "application/pdf", "no page of it can be read"),
        (pdf() + b"0" * 25 * 2**20, "application/pdf", "has more than 25 MB"),
        (b"LOCUS <script>", "chemical/seq-na-genbank", "is not a GenBank file"),
        (GENBANK + b"\x00", "chemical/seq-na-genbank", "is not a GenBank file"),
    ],
)
def test_a_file_that_was_kept_unread_is_read_when_it_is_named(
    document: Document, content: bytes, media_type: str, words: str
) -> None:
    file = StoredFile.objects.keep(content, "odd", media_type)
    named: dict[str, Any] = {"sequences": [{"type": "dna", "genbank": file.sha256}]}
    if media_type == "application/pdf":
        named = {
            "attachments": [{"kind": "review", "title": "R", "language": "en", "file": file.sha256}]
        }

    with pytest.raises(DocumentError, match=words):
        load(document(**named))


def test_a_file_that_was_public_can_be_reverted_to(
    document: Document, published: Callable[..., Product], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever was accepted at its time."""
    odd = StoredFile.objects.keep(b"%PDF-1.4", "odd.pdf", "application/pdf")
    named = {
        "attachments": [{"kind": "review", "title": "R", "language": "en", "file": odd.sha256}]
    }
    with monkeypatch.context() as earlier:
        earlier.setattr("catalog.specification.pointers._accept", lambda *_: None)
        product = published("T-1", **named)

    load(document(**named))

    assert product.attachments.get().file == odd


@pytest.mark.parametrize("member", ["hazards", "melting_point", "hazard"])
def test_a_member_that_its_version_had_not_is_refused(member: str) -> None:
    earlier = next(
        document for document in map(json.loads, drafts(2)) if document["schema_version"] == 2
    )

    with pytest.raises(DocumentError, match=f"/{member}: version 2 has no such member"):
        load(earlier | {member: None})
