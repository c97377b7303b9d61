"""How a product is shipped: UN numbers in any spelling, and what is not restricted."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from catalog.models import TransportClassification
from catalog.models.transport import read_un_number
from catalog.specification.document import draft_document
from catalog.specification.load import DocumentError, load

ETHANOL = {
    "mode": "road", "regulated": True, "un_number": "UN 1170",
    "proper_shipping_name": "ETHANOL SOLUTION (ETHYL ALCOHOL SOLUTION)", "hazard_class": "3",
    "subsidiary_hazards": None, "packing_group": "II",
}  # fmt: skip
NITRIC_ACID = ETHANOL | {
    "mode": None, "regulated": None, "un_number": "UN 2031", "hazard_class": "8",
    "proper_shipping_name": "NITRIC ACID", "subsidiary_hazards": "5.1",
}  # fmt: skip
NOT_RESTRICTED = dict.fromkeys(ETHANOL) | {"mode": "air", "regulated": False}


@pytest.mark.parametrize("typed", ["UN1993", "1993", "UN 1993", "un1993", " UN\u00a01993 "])
def test_a_un_number_is_kept_in_one_spelling(typed: str) -> None:
    assert read_un_number(typed) == "UN 1993"


@pytest.mark.parametrize("typed", ["NA1993", "UN 993", "UN 19933", "UN", "1.4S", "UN ١٩٩٣"])
def test_what_is_not_a_un_number_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError, match="is not a UN number; write 'UN' and four digits"):
        TransportClassification(un_number=typed).clean()


@pytest.mark.django_db
def test_rows_survive_a_document(document: Callable[..., dict[str, Any]]) -> None:
    rows = [ETHANOL, NITRIC_ACID, NOT_RESTRICTED]
    product, _ = load(document(transport=[ETHANOL | {"un_number": "1170"}, *rows[1:]]))

    assert draft_document(product)["transport"] == rows
    load(draft_document(product), product)
    assert draft_document(product)["transport"] == rows


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "place", "remedy"),
    [
        ({"un_number": "NA1993"}, "/transport/0/un_number", "'UN' and four digits"),
        ({"regulated": False}, "/transport/0", "What is not restricted has no UN number"),
        ({"packing_group": "IV"}, "/transport/0/packing_group", "choose one of I, II, III"),
        ({"mode": "rail"}, "/transport/0/mode", "choose one of road, sea, air, any"),
    ],
)
def test_a_wrong_row_is_refused_with_its_place(
    document: Callable[..., dict[str, Any]], wrong: dict[str, Any], place: str, remedy: str
) -> None:
    with pytest.raises(DocumentError) as refused:
        load(document(transport=[ETHANOL | wrong]))

    (problem,) = refused.value.problems
    assert problem.path == place
    assert remedy in problem.remedy
