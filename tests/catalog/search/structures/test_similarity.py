"""What looks alike: Tanimoto's coefficient, as RDKit computes it for each pair."""

from pathlib import Path

import numpy as np
import pytest
from rdkit import DataStructs
from rdkit.Chem import MolFromSmiles, rdFingerprintGenerator

from catalog.search.structures.messages import Mode
from tests.catalog.search.structures.library import COMPOUNDS, NAMES, ask, library, names

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return library(tmp_path_factory.mktemp("library"))


@pytest.mark.parametrize("name", NAMES)
def test_every_coefficient_is_that_of_rdkit(folder: Path, name: str) -> None:
    morgan = rdFingerprintGenerator.GetMorganGenerator(radius=2, fpSize=2048)
    own = morgan.GetFingerprint(MolFromSmiles(COMPOUNDS[name]))
    others = [morgan.GetFingerprint(MolFromSmiles(smiles)) for smiles in COMPOUNDS.values()]
    expected = np.array(DataStructs.BulkTanimotoSimilarity(own, others))

    answer = ask(folder, COMPOUNDS[name], Mode.SIMILARITY, threshold=0.2)

    found = {hit.revision: hit.similarity for hit in answer.hits}
    assert set(found) == set(np.flatnonzero(expected >= 0.2))
    assert found == pytest.approx({place: expected[place] for place in found})


def test_the_most_similar_comes_first(folder: Path) -> None:
    answer = ask(folder, COMPOUNDS["diclofenac"], Mode.SIMILARITY, threshold=0.4)
    similarities = [hit.similarity for hit in answer.hits]

    assert names(answer) >= {"diclofenac", "diclofenac sodium", "diclofenac diethylamine"}
    assert NAMES[answer.hits[0].revision] == "diclofenac"
    assert similarities[0] == 1
    assert similarities == sorted(similarities, reverse=True)  # type: ignore[type-var]


def test_a_threshold_of_one_leaves_what_has_the_same_surroundings(folder: Path) -> None:
    answer = ask(folder, COMPOUNDS["thalidomide"], Mode.SIMILARITY, threshold=1)
    assert names(answer) == {"thalidomide", "(R)-thalidomide", "(S)-thalidomide"}
