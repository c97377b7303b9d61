"""Documents of version 2 said of hazards their codes alone."""

from typing import Any

from catalog.upcasts import from_2_to_3
from catalog.upcasts.frozen import frozen_schema


def read(**members: Any) -> dict[str, Any]:
    """A document of version 2 with these members and no others, after the step."""
    described = frozen_schema(2)["properties"]
    empty: dict[str, Any] = {
        name: [] if told.get("type") == "array" else None for name, told in described.items()
    }
    document = empty | members
    from_2_to_3.step(document)
    return document


def test_it_has_what_version_3_has() -> None:
    assert read().keys() == frozen_schema(3)["properties"].keys()


def test_a_code_is_a_hazard_of_which_no_more_is_known() -> None:
    document = read(hazard_codes=["H300+H310", "EUH066"])

    unknown = {"system": None, "hazard_class": None, "category": None}
    assert document["hazards"] == [
        unknown | {"statement": "H300+H310"},
        unknown | {"statement": "EUH066"},
    ]
    assert "hazard_codes" not in document


def test_a_source_of_codes_is_one_of_hazards() -> None:
    facts = ("/hazard_codes", "/hazard_codes/1", "/hazard_date", "/hazard_codes_of_old")
    document = read(fact_sources=[{"fact": fact} for fact in facts])

    assert [source["fact"] for source in document["fact_sources"]] == [
        "/hazards", "/hazards/1", "/hazard_date", "/hazard_codes_of_old",
    ]  # fmt: skip
