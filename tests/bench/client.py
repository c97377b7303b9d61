"""A small keep-alive client: it costs far less CPU than what it measures."""

import socket
import time
from dataclasses import dataclass
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Drive:
    """A run of the same request: when it began and ended (monotonic), and every answer seen."""

    began: float
    ended: float
    answers: int
    statuses: frozenset[int]
    sizes: frozenset[int]


def get(host: str, port: int, path: str, *, etag: str = "") -> bytes:
    """A GET request as bytes, conditional if an ETag is given."""
    lines = [f"GET {path} HTTP/1.1", f"Host: {host}:{port}", "Accept: application/json"]
    if etag:
        lines.append(f"If-None-Match: {etag}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def drive(host: str, port: int, request: bytes, count: int) -> Drive:
    """Send a request ``count`` times over one connection, one after the other."""
    statuses, sizes = set(), set()
    with socket.create_connection((host, port), timeout=60) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with connection.makefile("rb") as stream:
            began = time.monotonic()
            for _ in range(count):
                connection.sendall(request)
                status, _headers, body = _answer(stream)
                statuses.add(status)
                sizes.add(len(body))
            ended = time.monotonic()
    return Drive(began, ended, count, frozenset(statuses), frozenset(sizes))


def fetch(host: str, port: int, request: bytes) -> tuple[int, dict[str, str], bytes]:
    """One answer: status, headers by lower-case name, body."""
    with (
        socket.create_connection((host, port), timeout=60) as connection,
        connection.makefile("rb") as stream,
    ):
        connection.sendall(request)
        return _answer(stream)


def _answer(stream: BinaryIO) -> tuple[int, dict[str, str], bytes]:
    status = int(stream.readline().split()[1])
    headers = {}
    while (line := stream.readline().strip()) != b"":
        name, _, value = line.decode("latin-1").partition(":")
        headers[name.lower()] = value.strip()
    return status, headers, stream.read(int(headers.get("content-length", 0)))
