"""Pictures are converted in a process of their own, which may be lost."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from catalog.pictures import FIGURE, PictureError, converted
from catalog.pictures.asking import POOL
from catalog.pictures.converting import convert
from tests.catalog.pictures.test_convert import content


def test_the_process_converts_as_we_would() -> None:
    assert converted(content("telephone.jpg"), FIGURE) == convert(content("telephone.jpg"), FIGURE)


def test_a_refusal_comes_back() -> None:
    with pytest.raises(PictureError, match="is animated"):
        converted(content("animated.gif"), FIGURE)


def test_a_file_that_is_too_large_is_not_even_sent() -> None:
    with pytest.raises(PictureError, match="at most 50 MB are accepted"):
        converted(bytes(50_000_001), FIGURE)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr("catalog.pictures.asking.TIME_LIMIT", 0.001)
    yield
    POOL.close()


@pytest.mark.usefixtures("short")
def test_a_picture_that_takes_too_long_is_refused() -> None:
    with pytest.raises(PictureError, match="cannot be read in time"):
        converted(content("grey16.png"), FIGURE)


def test_a_killed_process_is_replaced() -> None:
    converted(content("rgb.jpg"), FIGURE)
    (pid,) = POOL.pids()
    os.kill(pid, signal.SIGKILL)

    with suppress(PictureError):  # it may not have been missed yet
        converted(content("rgb.jpg"), FIGURE)
    assert converted(content("rgb.jpg"), FIGURE).width == 120
