"""A document loads our own assets and nothing else."""

import hashlib

import pytest

from catalog.models import StoredFile
from datasheets.assets import ASSETS, AssetRefusedError, digest, load


def test_the_stylesheet_and_the_fonts_are_there() -> None:
    assert load("asset:css/datasheet.css").media_type == "text/css"
    for name in ASSETS:
        assert load(f"asset:{name}").content


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "http://169.254.169.254/latest/meta-data/",
        "file:///etc/passwd",
        "asset:../config/settings.py",
        "asset:css/../../config/settings.py",
        "asset:css/site.css",
        "data:text/plain,x",
        "stored:../secret",
        "css/datasheet.css",
        "",
    ],
)
def test_everything_else_is_refused(address: str) -> None:
    with pytest.raises(AssetRefusedError, match="may not load"):
        load(address)


@pytest.mark.django_db
def test_a_stored_file_is_found_by_its_hash() -> None:
    kept = StoredFile.objects.keep(b"a gel", "gel.png", "image/png")
    asset = load(f"stored:{kept.sha256}")
    assert (asset.content, asset.media_type) == (b"a gel", "image/png")


@pytest.mark.django_db
def test_a_missing_stored_file_is_an_error() -> None:
    unknown = hashlib.sha256(b"nothing").hexdigest()
    with pytest.raises(AssetRefusedError, match=unknown):
        load(f"stored:{unknown}")


def test_the_digest_covers_the_named_assets() -> None:
    assert digest(["css/datasheet.css"]) != digest(ASSETS)
    assert digest() == digest(sorted(ASSETS))
