"""A specification over REST: requests/s and server CPU, against plain DRF on the same server."""

import json
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from statistics import median

import pytest

from tests.bench.client import drive, fetch, get
from tests.bench.report import report
from tests.bench.server import HOST, Server, demo_server

pytestmark = pytest.mark.bench

ROUNDS = 7  # of a thousand requests, and a hundred of the conventional way
CLIENTS = 2
WARM_UP = 50
MICROSECONDS = 1_000_000
OURS = "/api/v1/products/ALQ-1001/"
CONVENTIONAL = "/bench/products/ALQ-1001/"
CONVENTIONAL_CONDITIONAL = "/bench/conditional/products/ALQ-1001/"


@dataclass(frozen=True, slots=True)
class Load:
    """One request, sent ``count`` times by each client, and the status that it must have."""

    request: bytes
    status: int
    count: int


@dataclass(frozen=True, slots=True)
class Speed:
    requests_per_second: float
    cpu_seconds_per_request: float


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with demo_server(tmp_path_factory.mktemp("bench")) as running:
        yield running


@pytest.fixture(scope="module")
def clients() -> Iterator[ProcessPoolExecutor]:
    with ProcessPoolExecutor(CLIENTS, mp_context=get_context("spawn")) as pool:
        yield pool


def test_spec_detail(
    server: Server, clients: ProcessPoolExecutor, capsys: pytest.CaptureFixture[str]
) -> None:
    for path in (OURS, CONVENTIONAL):
        _assert_it_tells_of_fk506(server, path)
    ours = Load(get(HOST, server.port, OURS), 200, 500)
    conventional = Load(get(HOST, server.port, CONVENTIONAL), 200, 50)
    _report(capsys, "spec_detail", *_measure(server, clients, ours, conventional))


def test_spec_detail_unchanged(
    server: Server, clients: ProcessPoolExecutor, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answered 304. The conventional way makes the whole answer first, to hash it."""
    ours = Load(_conditional(server, OURS), 304, 500)
    conventional = Load(_conditional(server, CONVENTIONAL_CONDITIONAL), 304, 50)
    _report(capsys, "spec_detail_unchanged", *_measure(server, clients, ours, conventional))


def _assert_it_tells_of_fk506(server: Server, path: str) -> None:
    status, headers, body = fetch(HOST, server.port, get(HOST, server.port, path))
    assert status == 200, body
    assert headers["content-type"].startswith("application/json")
    told = json.loads(body)
    assert (told["catalog_number"], told["name"]) == ("ALQ-1001", "FK506")
    assert told["compound"]["registry_numbers"][0]["value"] == "104987-11-3"
    assert b"804.02" in body  # g/mol, of the water-free form
    assert any(section["citations"] for section in told["sections"])
    assert len(told["figures"][0]["series"][0]["points"]) == 9
    assert "internal_note" not in told


def _conditional(server: Server, path: str) -> bytes:
    """The request of a client that has the present answer already."""
    _, headers, _ = fetch(HOST, server.port, get(HOST, server.port, path))
    return get(HOST, server.port, path, etag=headers["etag"])


def _measure(server: Server, clients: ProcessPoolExecutor, *loads: Load) -> list[Speed]:
    """The speed under each load, medians of rounds in which the loads take turns."""
    rounds: list[list[Speed]] = []
    for load in loads:
        _run(server, clients, Load(load.request, load.status, WARM_UP))
    for _ in range(ROUNDS):
        rounds.append([_run(server, clients, load) for load in loads])
    return [
        Speed(
            median(speed.requests_per_second for speed in speeds),
            median(speed.cpu_seconds_per_request for speed in speeds),
        )
        for speeds in zip(*rounds, strict=True)
    ]


def _run(server: Server, clients: ProcessPoolExecutor, load: Load) -> Speed:
    before = server.cpu_seconds()
    pending = [
        clients.submit(drive, HOST, server.port, load.request, load.count) for _ in range(CLIENTS)
    ]
    drives = [future.result(timeout=120) for future in pending]
    spent = server.cpu_seconds() - before
    for done in drives:
        assert done.statuses == {load.status}
        assert len(done.sizes) == 1, "an answer differed from the others"
    requests = sum(done.answers for done in drives)
    seconds = max(done.ended for done in drives) - min(done.began for done in drives)
    return Speed(requests / seconds, spent / requests)


def _report(
    capture: pytest.CaptureFixture[str], name: str, ours: Speed, conventional: Speed
) -> None:
    report(
        capture,
        f"{name}.cpu",
        ours.cpu_seconds_per_request * MICROSECONDS,
        "µs/request",
        conventional.cpu_seconds_per_request * MICROSECONDS,
    )
    report(
        capture,
        f"{name}.rate",
        ours.requests_per_second,
        "requests/s",
        conventional.requests_per_second,
    )
