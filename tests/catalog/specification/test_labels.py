"""Members of documents under the names that the screens have for them."""

import pytest

from catalog.specification import declaration
from catalog.specification.deriving import part_of
from catalog.specification.labels import label
from catalog.specification.merging import Conflict


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/grade", "Grade"),
        ("/hazard_signal_word", "Hazard signal word"),
        ("/packs/T-1-5G/container", "Packs › T-1-5G › Container"),
        ("/packs/T~11/status", "Packs › T/1 › Status"),
        ("/storage/as_supplied/note", "Storage conditions › as_supplied › Note"),
        ("/compound/molecular_weight", "Compound › Molecular weight"),
        ("/terms", "Terms"),
    ],
)
def test_a_conflict_is_told_as_the_screen_has_it(path: str, words: str) -> None:
    assert Conflict(path, None, None, None).label == words


def test_a_member_of_a_shared_row() -> None:
    assert label(["registry_numbers", "58-08-2"], part_of(declaration.Compound)) == (
        "Registry numbers › 58-08-2"
    )
    assert label(["not_declared", "x"]) == "Not declared › X"
