"""The command that renders what is missing."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from datasheets.archive import obtain
from datasheets.management.commands import render_datasheets
from datasheets.models import Datasheet
from datasheets.rendering import RenderingError

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("render_datasheets", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_it_renders_each_and_says_how_far_it_is(published: Callable[..., Any]) -> None:
    published("T-1")
    published("T-2")
    lines = run().splitlines()
    assert lines[0].startswith("1/2 T-1 revision 1 … TDS-T-1-r1.pdf, ")
    assert lines[1].startswith("2/2 T-2 revision 1 … ")
    assert Datasheet.objects.count() == 2


def test_a_second_run_has_nothing_to_do(published: Callable[..., Any]) -> None:
    published("T-1")
    run()
    assert run() == "Every datasheet is there; nothing to render.\n"


def test_it_can_be_asked_for_one_product(published: Callable[..., Any]) -> None:
    published("T-1")
    published("T-2")
    run("T-2")
    assert Datasheet.objects.get().number == "TDS-T-2-r1"


def test_a_dry_run_renders_nothing(published: Callable[..., Any]) -> None:
    published("T-1")
    assert run("--dry-run") == "1/1 T-1 revision 1 … missing\n"
    assert not Datasheet.objects.exists()


def test_one_failure_does_not_stop_the_others(
    published: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    published("T-1")
    published("T-2")

    def failing(revision: Any) -> Datasheet:
        if revision.product.catalog_number == "T-1":
            raise RenderingError("A font is missing.")
        return obtain(revision)

    monkeypatch.setattr(render_datasheets, "obtain", failing)
    with pytest.raises(CommandError, match="1 of 2 datasheets"):
        run()
    assert Datasheet.objects.get().number == "TDS-T-2-r1"
