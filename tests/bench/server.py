"""A server of the demo catalog in processes of its own, with the CPU time that they spend."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

HOST = "127.0.0.1"
TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
SECONDS_TO_START = 60
SECONDS_TO_STOP = 10


class Server:
    """A running server; ``pid`` is the process of ``serve``, whose descendants do the work."""

    def __init__(self, pid: int, port: int) -> None:
        self.pid = pid
        self.port = port

    def cpu_seconds(self) -> float:
        """User and system time of all processes of the server so far."""
        processes = _descendants(self.pid)
        assert processes, "granian is not there, whose time could be measured"
        return sum(map(_ticks, [self.pid, *processes])) / TICKS_PER_SECOND


def _descendants(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [found for child in map(int, children) for found in (child, *_descendants(child))]


def _ticks(pid: int) -> int:
    """utime + stime (proc(5), stat: fields 14 and 15; field 2, a name, ends with the last ')')."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def demo_server(folder: Path) -> Iterator[Server]:
    """Serve the demo out of a new SQLite database in ``folder``, the way ``make serve`` does."""
    (folder / "static").mkdir()
    log = folder / "server.log"
    port = _free_port()
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "LOG_LEVEL": "WARNING",
    }

    def manage(output: int, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

    with log.open("wb") as output:
        for command in (["migrate", "--verbosity", "0"], ["seed_demo"]):
            assert manage(output.fileno(), *command).wait() == 0, _read(log)
        process = manage(output.fileno(), "serve", "--no-work", "--host", HOST, "--port", str(port))
    try:
        _wait_until_it_listens(process, port, log)
        yield Server(process.pid, port)
    finally:
        _stop(process)


def _free_port() -> int:
    with socket.create_server((HOST, 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _wait_until_it_listens(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{_read(log)}")


def _read(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace")


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server; its main process takes the others along, unless it has to be killed."""
    if process.poll() is not None:
        return
    processes = _descendants(process.pid)
    process.terminate()
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        for pid in (process.pid, *processes):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        process.wait()
