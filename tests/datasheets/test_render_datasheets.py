"""The command that renders what is missing, on all cores."""

import io
from collections.abc import Callable
from concurrent import futures
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from datasheets.carried import Job
from datasheets.management.commands import render_datasheets
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered
from datasheets.rendering import RenderingError

pytestmark = pytest.mark.django_db(transaction=True)


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("render_datasheets", *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


@pytest.fixture
def two(published: Callable[..., Any]) -> None:
    published("T-1")
    published("T-2")


@pytest.mark.usefixtures("two")
def test_it_renders_each_and_a_second_run_has_nothing_to_do() -> None:
    assert run("--processes", "2") == "2 of 2 datasheets rendered.\n"
    assert Datasheet.ready().count() == 2
    assert run() == "Every datasheet is there; nothing to render.\n"


@pytest.mark.usefixtures("two")
def test_it_can_be_asked_for_one_product() -> None:
    run("T-2")
    assert Datasheet.ready().get().number == "TDS-T-2-r1"


@pytest.mark.usefixtures("two")
def test_a_dry_run_renders_nothing() -> None:
    assert run("--dry-run") == "T-1 revision 1 is missing\nT-2 revision 1 is missing\n"
    assert not Datasheet.ready().exists()


@pytest.mark.usefixtures("two")
def test_one_failure_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    render = Pool.render

    def failing(pool: Pool, job: Job) -> Rendered:
        if "T-1" in job.html:
            raise RenderingError("A font is missing.")
        return render(pool, job)

    monkeypatch.setattr(Pool, "render", failing)
    with pytest.raises(CommandError, match="1 of 2 datasheets"):
        run()
    assert Datasheet.ready().get().number == "TDS-T-2-r1"
    assert Datasheet.objects.get(state="failed").problem == "A font is missing."

    monkeypatch.undo()
    assert run() == "1 of 1 datasheets rendered.\n"


@pytest.mark.usefixtures("two")
def test_an_interrupted_run_is_resumed(monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted: list[bool] = []

    def interrupt(*args: Any, **options: Any) -> Any:
        if interrupted:
            raise KeyboardInterrupt
        interrupted.append(True)
        return futures.wait(*args, **options)

    monkeypatch.setattr(render_datasheets, "wait", interrupt)

    assert "Stopped. The next run goes on" in run("--processes", "1")
    monkeypatch.undo()
    run()

    assert Datasheet.ready().count() == 2


@pytest.mark.usefixtures("two")
def test_what_a_worker_has_is_left_to_it() -> None:
    Datasheet.objects.filter(number="TDS-T-1-r1").update(
        state="rendering", due_at=timezone.now() + timedelta(hours=1)
    )

    assert run() == ("1 of 2 datasheets rendered.\n1 are being rendered by a worker.\n")
