"""The socket that a site is served on."""

import errno
import socket
import time

BACKLOG = 1024
HIGHEST_PORT = 65_535
PATIENCE = 2.0
"""Seconds in which the processes of a server that was killed let go of its port."""


class AddressError(Exception):
    """The address cannot be served on; the message says why, and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket that child processes may be given. Raises AddressError."""
    if not 0 <= port <= HIGHEST_PORT:
        raise AddressError(f"{port} is not a port. Choose one from 1 to {HIGHEST_PORT}.")
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _bound(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > until:
                raise AddressError(_explained(error, host, port)) from error
        time.sleep(0.1)


def _bound(host: str, port: int) -> socket.socket:
    found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    family, *_, address = found[0]
    return socket.create_server(address, family=family, backlog=BACKLOG)


def _explained(error: OSError, host: str, port: int) -> str:
    if isinstance(error, socket.gaierror):
        return f"'{host}' is not an address of this machine: {error.strerror}. Try 127.0.0.1."
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is taken by another process; perhaps Aliquot runs already. "
            f"Stop that one, or choose another port, such as {port + 1}: "
            f"make run PORT={port + 1}, make serve PORT={port + 1}."
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is for the administrator of this machine. Choose one above 1023."
    if error.errno == errno.EADDRNOTAVAIL:
        return f"{host} is not an address of this machine. Try 127.0.0.1, or 0.0.0.0 for all of it."
    return f"{host}, port {port}, cannot be served on: {error.strerror}."
