"""A database server that goes away while documents are made, and comes back: nobody is needed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings as site

from tests.processes import SOON, wait_for
from tools.with_postgres import C_LOCALE, Cluster, find_programs, server_user

pytestmark = pytest.mark.faults

psycopg2 = pytest.importorskip("psycopg2")
PROGRAMS = find_programs()
LONG = 5 * SOON
SECONDS_AWAY = 5


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """A PostgreSQL of this test alone, under ``/tmp``, where its own user may read."""
    if PROGRAMS is None:
        pytest.skip("PostgreSQL's programs are not there")
    with TemporaryDirectory(prefix="aliquot-postgres-") as folder:
        cluster = Cluster(PROGRAMS, Path(folder), server_user())
        cluster.create(C_LOCALE)
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


def manage(cluster: Cluster, folder: Path, *arguments: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "manage.py", *arguments],
        cwd=site.BASE_DIR,
        env=os.environ | {"DATABASE_URL": cluster.url, "VAR_DIR": str(folder)},
        stdout=subprocess.DEVNULL,
    )


def states(cluster: Cluster) -> dict[str, int]:
    """How many documents are in which state."""
    connection = psycopg2.connect(cluster.url)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT state, count(*) FROM datasheets_datasheet GROUP BY state")
            return dict(cursor.fetchall())
    finally:
        connection.close()


def are_ready(cluster: Cluster, number: int) -> bool:
    return states(cluster).get("ready", 0) >= number


@contextmanager
def working(cluster: Cluster, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = manage(cluster, folder, "work", "--processes", "2")
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_database_that_is_away_for_a_while(cluster: Cluster, tmp_path: Path) -> None:
    for command in ("migrate", "seed_demo"):
        assert manage(cluster, tmp_path, command).wait(LONG) == 0
    wanted = sum(states(cluster).values())
    with working(cluster, tmp_path) as worker:
        wait_for(partial(are_ready, cluster, 3), LONG)
        assert not are_ready(cluster, wanted)

        cluster.stop()
        time.sleep(SECONDS_AWAY)
        cluster.restart()

        wait_for(partial(are_ready, cluster, wanted), LONG)
        assert worker.poll() is None

    assert states(cluster) == {"ready": wanted}
    assert len(list((tmp_path / "files" / "datasheets").rglob("*.pdf"))) == wanted
