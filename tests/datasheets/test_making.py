"""A worker may end at any point: nothing is lost, nothing is made twice, nothing is half there."""

import resource
import uuid
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
from datasheets.leases import held, renew
from datasheets.making import FIRST_PAUSE, make, sweep
from datasheets.models import Datasheet
from datasheets.renderers import Pool, Rendered, RendererLostError
from datasheets.rendering import RenderingError

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def long_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    """No lease runs out by itself, however busy the machine is."""
    monkeypatch.setattr(making, "LEASE", timedelta(minutes=10))


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


def pauses_after(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch, error: Exception, attempts: int
) -> list[int]:
    """How long each next attempt is put off, in first pauses."""

    def fail(*args: Any) -> Rendered:
        raise error

    monkeypatch.setattr(Pool, "render", fail)
    pauses = []
    for _ in range(attempts):
        time_passes(sheet)
        make(sheet.pk)
        sheet.refresh_from_db()
        pauses.append(round((sheet.due_at - timezone.now()) / FIRST_PAUSE))
    return pauses


def test_an_outage_is_waited_out_for_as_long_as_it_takes(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        pauses = pauses_after(sheet, patch, OSError("No space left on device"), 12)

    assert pauses == [1, 2, 4, 8, 16, *[24] * 7]  # in steps of five seconds, up to two minutes
    assert (sheet.state, sheet.problem) == ("pending", "OSError: No space left on device")

    time_passes(sheet)
    made = make(sheet.pk)
    assert made is not None
    assert (made.state, made.problem) == ("ready", "")


def test_a_document_that_loses_its_process_is_tried_again_ever_later(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = RendererLostError("The process that rendered ended with -9.")

    pauses = pauses_after(sheet, monkeypatch, lost, 12)

    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 720, 720]  # up to an hour
    assert sheet.state == "pending"
    assert sheet.problem == "RendererLostError: The process that rendered ended with -9."


def test_attempts_are_counted_as_far_as_the_column_goes(sheet: Datasheet) -> None:
    Datasheet.objects.update(attempts=30_000)

    made = make(sheet.pk)

    assert made is not None
    assert (made.state, made.attempts) == ("ready", 30_000)


def test_a_document_that_cannot_be_composed_fails_at_once(
    sheet: Datasheet, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> Job:
        raise KeyError("flash_point")

    monkeypatch.setattr(making, "compose", fail)

    failed = make(sheet.pk)

    assert failed is not None
    assert failed.state == "failed"
    assert failed.problem == "It cannot be composed. KeyError: 'flash_point'"


def test_a_document_whose_workers_end_is_put_off_but_not_given_up(sheet: Datasheet) -> None:
    def lost(attempts: int) -> timedelta:
        now = timezone.now()
        Datasheet.objects.update(state="rendering", attempts=attempts, due_at=now)
        assert sweep() == 1
        sheet.refresh_from_db()
        assert sheet.state == "pending"
        return sheet.due_at - now

    assert lost(2) < timedelta(seconds=4)
    assert lost(5) > timedelta(seconds=15)
    assert sheet.problem == "5 times, it was not there when its worker ended."
    assert lost(30_000) < timedelta(hours=1, minutes=1)


def test_what_this_process_makes_is_not_taken_from_it(sheet: Datasheet) -> None:
    """Its lease ran out because the database was busy; renewed, it is its own again."""
    Datasheet.objects.update(state="rendering", lease=uuid.uuid4())
    sheet.refresh_from_db()
    time_passes(sheet)

    with held(sheet):
        assert sweep() == 0
        renew()
        sheet.refresh_from_db()
        assert sheet.due_at > timezone.now()

    time_passes(sheet)
    renew()  # nothing is held any more
    assert sweep() == 1


def test_a_lease_that_somebody_else_has_is_not_renewed(sheet: Datasheet) -> None:
    Datasheet.objects.update(state="rendering", lease=uuid.uuid4())
    sheet.refresh_from_db()
    ends = timezone.now()
    Datasheet.objects.update(lease=uuid.uuid4(), due_at=ends)

    with held(sheet):
        renew()

    sheet.refresh_from_db()
    assert sheet.due_at == ends


def test_a_lease_is_renewed_though_an_earlier_one_ends(sheet: Datasheet) -> None:
    """A thread that lost its lease is still at work while another has taken the document."""
    earlier = Datasheet.objects.get()
    earlier.lease = uuid.uuid4()
    Datasheet.objects.update(state="rendering", lease=uuid.uuid4())
    sheet.refresh_from_db()

    with held(sheet):
        with held(earlier):
            pass
        time_passes(sheet)
        renew()

    sheet.refresh_from_db()
    assert sheet.due_at > timezone.now()


@pytest.mark.parametrize("state", ["pending", "rendering"])
def test_a_clock_that_was_a_day_ahead_keeps_no_document_waiting(
    sheet: Datasheet, state: str
) -> None:
    """It was postponed, or taken by a worker that was killed, before the clock was set right."""
    default_task_backend.clear()  # type: ignore[attr-defined]
    lease = uuid.uuid4() if state == "rendering" else None
    tomorrow = timezone.now() + timedelta(days=1)
    Datasheet.objects.update(state=state, lease=lease, due_at=tomorrow)

    sweep()

    sheet.refresh_from_db()
    assert sheet.state == "pending"
    assert sheet.due_at <= timezone.now()
    assert tasks() == 1


def test_a_lost_task_is_made_again(sheet: Datasheet) -> None:
    default_task_backend.clear()  # type: ignore[attr-defined]  # as if the queue had been emptied

    sweep()

    assert tasks() == 1
