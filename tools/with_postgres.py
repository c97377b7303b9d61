"""Run a command against a PostgreSQL of its own, and leave nothing behind.

    python tools/with_postgres.py [--icu] COMMAND [ARGUMENT ...]

Makes a cluster in a temporary directory, starts it on a free port of the loopback interface, runs
the command with DATABASE_URL pointing there, and removes it all, whatever happened in between. The
exit status is the command's. Where PostgreSQL's programs are not found, nothing is run and the
status is 0, or 1 with REQUIRE_POSTGRES=1 in the environment.

The cluster sorts text by bytes (locale C), or with --icu as ICU does for English.
"""

from __future__ import annotations

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

PROGRAMS = ("initdb", "pg_ctl", "createdb")
OWNER = "aliquot"
STARTS = 3

C_LOCALE = ("--locale=C",)
ICU_LOCALE = ("--locale=C", "--locale-provider=icu", "--icu-locale=en")

# The data lives for minutes: durability would only cost time.
SERVER_SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "logging_collector": "off",
}


class PostgresError(Exception):
    """The cluster could not be made or started; the message carries what PostgreSQL said."""


def candidate_directories() -> Iterator[Path]:
    """Where the programs may be, the most deliberate choice first."""
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run(
            [pg_config, "--bindir"], capture_output=True, text=True, check=False
        )
        yield Path(answer.stdout.strip())
    if initdb := shutil.which("initdb"):
        yield Path(initdb).resolve().parent

    def version(directory: Path) -> list[int]:
        return [int(number) for number in re.findall(r"\d+", directory.parent.name)]

    debian = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(debian, key=version, reverse=True)


def find_programs() -> Path | None:
    """Return the directory of PostgreSQL's server programs."""
    for directory in candidate_directories():
        if all(os.access(directory / program, os.X_OK) for program in PROGRAMS):
            return directory
    return None


def server_user() -> str | None:
    """Name whom the server runs as: it refuses root, and otherwise it is whoever runs this."""
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Cluster:
    """A PostgreSQL server in a directory of its own."""

    def __init__(self, programs: Path, directory: Path, user: str | None) -> None:
        self.programs = programs
        self.directory = directory
        self.user = user
        self.data = directory / "data"
        self.log = directory / "log"
        self.password = secrets.token_hex(16)
        self.port = 0

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}:{self.password}@127.0.0.1:{self.port}/{OWNER}"

    def run(self, program: str, *arguments: str, **environment: str) -> None:
        """Run one of PostgreSQL's programs as the server's user."""
        # A file, not a pipe: the server inherits it, and a pipe would stay open until it stops.
        with (self.directory / "output").open("w+") as output:
            result = subprocess.run(
                [str(self.programs / program), *arguments],
                user=self.user,
                group=None if self.user is None else self.primary_group(),
                extra_groups=None if self.user is None else [],
                cwd=self.directory,
                env=os.environ | {"LC_ALL": "C"} | environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            if result.returncode:
                output.seek(0)
                log = self.log.read_text() if self.log.exists() else ""
                raise PostgresError(f"{program} failed:\n{output.read()}{log}")

    def primary_group(self) -> int:
        import pwd

        return pwd.getpwnam(self.user or "").pw_gid

    def create(self, locale: Sequence[str]) -> None:
        password_file = self.directory / "password"
        password_file.write_text(self.password)
        if self.user is not None:
            shutil.chown(password_file, self.user)
            shutil.chown(self.directory, self.user)
        self.run(
            "initdb",
            f"--pgdata={self.data}",
            f"--username={OWNER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--no-sync",
            *locale,
        )

    def start(self) -> None:
        """Start on a free port; another process may take that one first, so try a few times."""
        for attempt in range(1, STARTS + 1):
            self.port = free_port()
            try:
                self.restart()
            except PostgresError:
                if attempt == STARTS:
                    raise
            else:
                break
        self.run(
            "createdb",
            "--host=127.0.0.1",
            f"--port={self.port}",
            f"--username={OWNER}",
            OWNER,
            PGPASSWORD=self.password,
        )

    def restart(self) -> None:
        """Start a server that was stopped, on the port that it had."""
        settings = " ".join(f"-c {name}='{value}'" for name, value in SERVER_SETTINGS.items())
        self.run(
            "pg_ctl",
            "start",
            "--wait",
            f"--pgdata={self.data}",
            f"--log={self.log}",
            f"--options=-p {self.port} {settings}",
        )

    def stop(self) -> None:
        # Before a first start the file would be that of initdb's own helper, which is gone by now.
        if self.port and (self.data / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "--mode=immediate", "--wait", f"--pgdata={self.data}")


@contextmanager
def temporary_cluster(programs: Path, locale: Sequence[str]) -> Iterator[Cluster]:
    directory = Path(tempfile.mkdtemp(prefix="aliquot-postgres-"))
    cluster = Cluster(programs, directory, server_user())
    try:
        cluster.create(locale)
        cluster.start()
        yield cluster
    finally:
        # From here on nothing may interrupt: a second Ctrl-C would leave a server behind.
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        try:
            cluster.stop()
        finally:
            shutil.rmtree(directory, ignore_errors=True)


def stop_on(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def run_command(command: Sequence[str], url: str) -> int:
    """Run it, and see to its end when this process is told to end."""
    process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url})
    try:
        return process.wait()
    except KeyboardInterrupt:
        # A terminal interrupts the command as well: let it say what it has to say.
        end(process, grace=20)
        return 128 + signal.SIGINT
    finally:
        process.terminate()
        end(process, grace=20)


def end(process: subprocess.Popen[bytes], grace: float) -> None:
    """Wait for it, and lose patience after that many seconds."""
    try:
        process.wait(timeout=grace)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def main() -> int:
    parser = argparse.ArgumentParser(description="Run a command against a temporary PostgreSQL.")
    parser.add_argument("--icu", action="store_true", help="sort text as ICU does for English")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    options = parser.parse_args()
    if not options.command:
        parser.error("name a command to run")

    programs = find_programs()
    if programs is None:
        required = os.environ.get("REQUIRE_POSTGRES") == "1"
        print(
            "PostgreSQL half not run: initdb and pg_ctl were not found in PATH or under "
            "/usr/lib/postgresql. On Debian: apt-get install postgresql"
            + (" (REQUIRE_POSTGRES=1 makes this a failure)" if required else ""),
            flush=True,
        )
        return 1 if required else 0

    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop_on)
    locale = ICU_LOCALE if options.icu else C_LOCALE
    print(f"Starting a temporary PostgreSQL from {programs} …", flush=True)
    try:
        with temporary_cluster(programs, locale) as cluster:
            return run_command(options.command, cluster.url)
    except PostgresError as error:
        print(f"PostgreSQL half not run: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
