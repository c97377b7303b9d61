"""Pictures of before uploads were converted: drafts and logo move on, published bytes stay."""

from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from catalog.actions.publish import publish
from catalog.models import DraftVersion, Product, SiteSettings, StoredFile
from tests.catalog.pictures.test_convert import SECRETS, content
from tests.conftest import file_content
from tests.datasheets.test_pictures import kept_as_it_came

Maker = Callable[..., Product]


def gel(row: StoredFile, key: str = "gel") -> dict[str, str]:
    return {"key": key, "title": key, "image": row.sha256, "alternative_text": "Two bands"}


def run() -> str:
    said = StringIO()
    call_command("convert_pictures", stdout=said)
    return said.getvalue()


def test_what_is_published_next_tells_no_secrets(published: Maker, client: Client) -> None:
    old = kept_as_it_came(content("telephone.jpg"), "image/jpeg")
    product = published("T-1", figures=[gel(old)])
    untouched = published("T-2", name="Theine", slug="theine")
    SiteSettings(pk=1, logo=old).save()

    said = run()

    assert "T-1, figure 'gel' (gel): converted" in said
    assert "The site's logo (gel): converted" in said
    latest = DraftVersion.objects.filter(product=product).latest("number")
    assert (latest.number, latest.author, latest.reason) == (2, None, "Pictures converted")
    assert DraftVersion.objects.filter(product=untouched).count() == 1
    revision = publish(product, by=None)
    shown = revision.read()["figures"][0]["image"]["sha256"]
    logo = SiteSettings.current().logo
    assert logo is not None
    for sha256 in (shown, logo.sha256):
        public = file_content(client.get(f"/files/{sha256}/picture.jpg"))
        assert [secret for secret in SECRETS if secret in public] == []
    before = client.get(f"/files/{old.sha256}/gel")
    assert file_content(before) == content("telephone.jpg"), "what was published stays"


def test_it_is_run_again_without_harm(draft: Maker) -> None:
    draft("T-1", figures=[gel(kept_as_it_came(content("rgb16.png")))])
    run()

    assert run() == "0 converted.\n"
    assert DraftVersion.objects.count() == 2


def test_what_cannot_be_converted_is_named_and_holds_up_nothing(draft: Maker) -> None:
    broken = kept_as_it_came(b"\x89PNG")
    draft("T-1", figures=[gel(broken, "broken"), gel(kept_as_it_came(content("palette.png")))])
    lost = kept_as_it_came(content("grey.jpg"), "image/jpeg")
    draft("T-2", name="Theine", slug="theine", figures=[gel(lost)])
    lost.file.storage.delete(lost.file.name)
    said = StringIO()

    with pytest.raises(CommandError, match="2 could not be converted"):
        call_command("convert_pictures", stdout=said)

    assert "T-1, figure 'broken' (gel): 'gel' is not a picture that can be read" in said.getvalue()
    assert "T-2, figure 'gel' (gel): The bytes of 'gel' are missing." in said.getvalue()
    assert "1 converted." in said.getvalue()
