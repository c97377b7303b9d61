"""An address is served on, or refused with the reason and what to do."""

import socket
from collections.abc import Iterator

import pytest

from config import listening
from config.listening import AddressError, listen


@pytest.fixture(autouse=True)
def no_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "PATIENCE", 0)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another process listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_a_free_port_is_listened_on() -> None:
    with listen("127.0.0.1", 0) as server:
        socket.create_connection(server.getsockname()[:2], timeout=5).close()


def test_a_port_that_is_taken_is_refused(taken: int) -> None:
    with pytest.raises(AddressError) as refused:
        listen("127.0.0.1", taken)

    assert f"Port {taken} of 127.0.0.1 is taken" in str(refused.value)
    assert f"make serve PORT={taken + 1}" in str(refused.value)


def test_a_port_taken_on_every_address_is_refused_on_one(taken: int) -> None:
    with pytest.raises(AddressError, match="is taken"):
        listen("0.0.0.0", taken)


def test_a_port_that_is_let_go_in_time_is_taken(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when a server was killed, and its processes are about to end."""
    monkeypatch.setattr(listening, "PATIENCE", 60)
    tries: list[int] = []
    bound = listening._bound

    def freed_later(host: str, port: int) -> socket.socket:
        tries.append(port)
        return bound(host, port if len(tries) < 3 else 0)

    monkeypatch.setattr(listening, "_bound", freed_later)
    listen("127.0.0.1", taken).close()

    assert len(tries) == 3


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("nowhere.invalid", 8000, "'nowhere.invalid' is not an address of this machine"),
        ("192.0.2.1", 8000, "192.0.2.1 is not an address of this machine"),  # RFC 5737
        ("127.0.0.1", 70_000, "70000 is not a port. Choose one from 1 to 65535"),
    ],
)
def test_what_is_no_address_is_refused(host: str, port: int, said: str) -> None:
    with pytest.raises(AddressError, match=said):
        listen(host, port)
