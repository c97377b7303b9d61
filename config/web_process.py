"""A process that answers requests: ``python -m config.web_process SOCKET READY PARENT THREADS``.

``SOCKET`` and ``READY`` are descriptors that it inherits: the socket that ``serve`` listens on, and
a pipe that tells ``serve`` when the site is loaded. SIGUSR1 makes it retire: clients that keep a
connection open are told to open another, then it ends.

Granian's own main process is left out. On Linux it has every worker open a socket, and what waits
in the socket of a worker that ends is lost. Here all connections wait in one socket, that of
``serve``, whichever process comes or goes.
"""

import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.net import SocketHolder
from granian.server import MPServer

from config.listening import BACKLOG
from config.parent import end_with

RETIREMENT = 1.0
"""Seconds in which clients that are busy learn that their connection is closed."""


def answer(descriptor: int, threads: int, load: Callable[[], WSGIApplication]) -> None:
    """Granian's worker in this very process, on a socket that is open already.

    Returns after SIGTERM, when what was asked is answered.
    """
    server = MPServer(
        "config.wsgi:application",
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        log_level=LogLevels.warning,
    )
    server._sso = socket.socket(fileno=descriptor)
    server._shd = SocketHolder(descriptor, False, BACKLOG)
    server._ipc = {0: (None, None, None)}

    def here(spawn_target: Any, target_loader: Any) -> None:
        server._spawn_worker(0, spawn_target, target_loader).inner.run()

    server._serve = here
    server.serve(target_loader=load, wrap_loader=False)


class Retiring:
    """The application, which closes the connections of its clients once it retires."""

    def __init__(self, application: WSGIApplication) -> None:
        self.application = application
        self.retires = False

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        def start_and_close(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start(status, [*headers, ("Connection", "close")], *rest)

        return self.application(environ, start_and_close if self.retires else start)

    def retire(self, *_: Any) -> None:
        self.retires = True
        threading.Timer(RETIREMENT, os.kill, (os.getpid(), signal.SIGTERM)).start()


def main() -> None:
    descriptor, ready, parent, threads = map(int, sys.argv[1:])
    end_with(parent)

    def load() -> WSGIApplication:
        from config.wsgi import application

        retiring = Retiring(application)
        signal.signal(signal.SIGUSR1, retiring.retire)
        os.write(ready, b"1")
        os.close(ready)
        return retiring

    answer(descriptor, threads, load)


if __name__ == "__main__":
    main()
