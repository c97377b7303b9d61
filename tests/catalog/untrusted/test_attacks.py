"""Whatever is sent, there is an answer in time and within memory, and the next file is read."""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.untrusted import RefusedError, ask
from catalog.untrusted.jobs import Inspect, Job, ReadAddition, ReadClaims
from catalog.untrusted.reading import POOL, TIME_LIMIT
from tests.catalog.untrusted.attacks import ATTACKS, pdf

MOST_MEMORY = 256 * 2**20
LATE = 5.0
"""Seconds of grace: the machine may be busy."""

KINDS: dict[str, Callable[[bytes], Job[object]]] = {
    "claims": lambda content: ReadClaims(content, "https://aliquot.example/ns/document#"),
    "addition": lambda content: ReadAddition(pdf() + content, len(pdf())),
    "inspection": lambda content: Inspect(content, "sds.pdf"),
}


@pytest.fixture(scope="module", autouse=True)
def ended() -> Iterator[None]:
    yield
    POOL.close()


def works() -> bool:
    return ask(Inspect(pdf(), "sds.pdf")).pages == 1


def most_memory() -> int:
    """Bytes that the process ever occupied (proc(5), status)."""
    status = Path(f"/proc/{POOL.pids()[0]}/status").read_text()
    return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) * 1024


def test_a_plain_file_is_read() -> None:
    assert works()


@pytest.mark.faults
@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_answered(attack: Callable[[], bytes]) -> None:
    content = attack()
    assert works()
    for kind, job in KINDS.items():
        began = time.monotonic()
        said = ""
        try:
            ask(job(content))
        except RefusedError as refusal:
            said = str(refusal)
        assert not said or 40 < len(said) < 300, kind
        assert time.monotonic() - began < TIME_LIMIT + LATE, kind
        if POOL.pids():  # it may have been ended
            assert most_memory() < MOST_MEMORY, kind
        assert works()
