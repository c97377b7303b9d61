"""A worker may end at any point: nothing is lost, nothing is made twice, nothing is half there."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_tasks import default_task_backend

from catalog.models.files import keep_once as stored_once
from datasheets import making
from datasheets.carried import Job
from datasheets.making import FIRST_PAUSE, LEASE, MOST_ATTEMPTS, make, sweep
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered, RendererLostError
from datasheets.rendering import RenderingError

pytestmark = pytest.mark.django_db


@pytest.fixture
def sheet(published: Callable[..., Any]) -> Datasheet:
    """The row of a document that is wanted."""
    published("T-1")
    return Datasheet.objects.get()


@pytest.fixture
def renderings(monkeypatch: pytest.MonkeyPatch) -> list[Job]:
    """Every job that is rendered."""
    jobs = []
    render = Pool.render

    def counted(pool: Pool, job: Job) -> Rendered:
        jobs.append(job)
        return render(pool, job)

    monkeypatch.setattr(Pool, "render", counted)
    return jobs


def time_passes(sheet: Datasheet) -> None:
    """What was due later is due now."""
    Datasheet.objects.filter(pk=sheet.pk).update(due_at=timezone.now() - timedelta(seconds=1))


def content(sheet: Datasheet) -> bytes:
    sheet.refresh_from_db()
    with sheet.file.open("rb") as file:
        read: bytes = file.read()
    return read


def tasks() -> int:
    return len(default_task_backend.results)  # type: ignore[attr-defined]  # the dummy's


def test_a_document_is_made_once(sheet: Datasheet, renderings: list[Job]) -> None:
    made = make(sheet.pk)

    assert made is not None
    assert (made.state, made.attempts, made.problem) == ("ready", 1, "")
    assert make(sheet.pk) is None
    assert len(renderings) == 1


def test_who_comes_second_leaves_it_to_the_first(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    seconds = []
    keep_once = stored_once

    def meanwhile(*args: Any) -> None:
        seconds.append(make(sheet.pk))
        keep_once(*args)

    monkeypatch.setattr(making, "keep_once", meanwhile)
    make(sheet.pk)

    assert seconds == [None]
    assert content(sheet).startswith(b"%PDF-")


class Killed(BaseException):
    """Nothing of the process runs after this, as after SIGKILL."""


@pytest.mark.parametrize("point", ["compose", "pool", "keep_once", "fingerprint"])
@pytest.mark.parametrize("is_before", [True, False])
def test_a_worker_that_is_killed_loses_nothing_and_doubles_nothing(
    sheet: Datasheet, storage: Path, monkeypatch: pytest.MonkeyPatch, point: str, is_before: bool
) -> None:
    with monkeypatch.context() as patch:
        step = getattr(making, point)

        def killed(*args: Any, **options: Any) -> None:
            if not is_before:
                step(*args, **options)
            raise Killed

        patch.setattr(making, point, killed)
        patch.setattr(making, "_give_back", lambda *args, **values: False)
        with pytest.raises(Killed):
            make(sheet.pk)

    sheet.refresh_from_db()
    assert (sheet.state, sheet.sha256, sheet.file.name) == ("rendering", "", "")
    assert make(sheet.pk) is None  # its lease runs
    assert sweep() == 0

    time_passes(sheet)
    before = tasks()
    assert sweep() == 1
    assert tasks() == before + 1
    made = make(sheet.pk)

    assert made is not None
    assert (made.state, made.attempts) == ("ready", 2)
    assert Datasheet.objects.count() == 1
    assert files(storage) == {Path(made.file.name).name}


@pytest.fixture(autouse=True)
def storage(tmp_path: Path, settings: Any) -> Path:
    """The folder of the files of one test alone."""
    storages = dict(settings.STORAGES)
    storages["default"] = storages["default"] | {"OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = storages
    return tmp_path / "files"


def files(storage: Path) -> set[str]:
    return {path.name for path in storage.rglob("*") if path.is_file()}


def test_a_worker_that_is_told_to_end_gives_back_what_it_has(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*args: Any) -> Rendered:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(Pool, "render", told)
        with pytest.raises(SystemExit):
            make(sheet.pk)

    sheet.refresh_from_db()
    assert (sheet.state, sheet.attempts) == ("pending", 0)
    assert make(sheet.pk) is not None


def test_one_whose_lease_ran_out_does_not_meddle(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was slow; somebody else has the document by now."""
    keep_once = stored_once

    def slow(*args: Any) -> None:
        keep_once(*args)
        monkeypatch.undo()
        time_passes(sheet)
        sweep()
        other = make(sheet.pk)
        assert other is not None
        assert other.is_ready

    monkeypatch.setattr(making, "keep_once", slow)
    make(sheet.pk)

    sheet.refresh_from_db()
    assert (sheet.state, sheet.attempts) == ("ready", 2)


@contextmanager
def full_disk() -> Iterator[None]:
    """No file may grow beyond a kilobyte: the system refuses the rest, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_is_waited_out(
    sheet: Datasheet, storage: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep_once = stored_once

    def keep_on_full_disk(*args: Any) -> None:
        with full_disk():
            keep_once(*args)

    with monkeypatch.context() as patch:
        patch.setattr(making, "keep_once", keep_on_full_disk)
        failed = make(sheet.pk)

    assert failed is not None
    assert (failed.state, failed.sha256, failed.file.name) == ("pending", "", "")
    assert failed.problem.startswith("OSError: [Errno 27]")
    assert failed.due_at > timezone.now()
    assert make(sheet.pk) is None  # not before its time

    time_passes(sheet)
    made = make(sheet.pk)

    assert made is not None
    assert (made.state, made.problem) == ("ready", "")
    assert content(made).rstrip().endswith(b"%%EOF")
    assert len(content(made)) == made.size
    assert files(storage) == {Path(made.file.name).name}


def test_a_disk_too_full_for_the_database_is_waited_out(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even the failure can be written down: the lease runs out."""

    def full(*args: Any, **options: Any) -> bool:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(making, "_give_back", full)
        with pytest.raises(OperationalError):
            make(sheet.pk)

    time_passes(sheet)
    sweep()
    made = make(sheet.pk)
    assert made is not None
    assert made.is_ready


def test_what_cannot_be_rendered_is_not_tried_again(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any) -> Rendered:
        raise RenderingError("missing glyph")

    monkeypatch.setattr(Pool, "render", fail)

    failed = make(sheet.pk)

    assert failed is not None
    assert (failed.state, failed.problem) == ("failed", "missing glyph")
    time_passes(sheet)
    sweep()
    assert make(sheet.pk) is None


def test_failures_that_may_pass_are_tried_again_ever_later(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*args: Any) -> Rendered:
        raise RendererLostError("The process that rendered ended with -9.")

    monkeypatch.setattr(Pool, "render", lose)
    pauses = []
    for _ in range(MOST_ATTEMPTS):
        time_passes(sheet)
        make(sheet.pk)
        sheet.refresh_from_db()
        pauses.append((sheet.due_at - timezone.now()) / FIRST_PAUSE)

    assert [round(pause) for pause in pauses[:-1]] == [1, 2, 4, 8]
    assert sheet.state == "failed"
    assert sheet.problem == "RendererLostError: The process that rendered ended with -9."


def test_a_document_that_ends_every_worker_is_given_up(sheet: Datasheet) -> None:
    Datasheet.objects.update(state="rendering", attempts=MOST_ATTEMPTS, due_at=timezone.now())

    assert sweep() == 1

    sheet.refresh_from_db()
    assert sheet.state == "failed"
    assert "5 times, the worker ended" in sheet.problem


def test_a_lost_task_is_made_again(sheet: Datasheet) -> None:
    default_task_backend.clear()  # type: ignore[attr-defined]  # as if the queue had been emptied

    sweep()

    assert tasks() == 1


def test_a_lease_outlives_the_time_limit_of_a_document() -> None:
    from datasheets.renderers import TIME_LIMIT

    assert LEASE.total_seconds() > TIME_LIMIT
