"""What the typeface has is what the engine of datasheets prints."""

import pytest

from catalog.typeface import unprintable
from datasheets.carried import Job
from datasheets.renderers import pool
from datasheets.rendering import RenderingError
from tests.datasheets.documents import pdf_of

PRINTED = "aé−≥→α½™′\u00a0\u202f\u200b\u200c\u2060\ufe0f\ufeff\u00ad"
STRANGE = "中😀⇌\ufffd\ufff9\u0378あ\u0e01"


def page(text: str) -> str:
    words = f"<p>{text} <b>{text}</b> <i>{text}</i></p>"
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body>{words}</body></html>'
    )


def test_what_has_a_shape_is_printed() -> None:
    assert unprintable(PRINTED) == ""
    assert pdf_of(page(PRINTED)).startswith(b"%PDF-")


@pytest.mark.parametrize("character", STRANGE)
def test_what_has_none_is_refused_by_the_engine(character: str) -> None:
    assert unprintable(f"FK{character}506") == character
    with pytest.raises(RenderingError, match=f"U.{ord(character):04X}"):
        pool().render(Job(page(character), "https://example.org/"))
