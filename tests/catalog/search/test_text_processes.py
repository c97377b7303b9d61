"""The text index among several processes, some of which are killed."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict

from catalog.models import Product
from catalog.search.hits import search
from catalog.search.indexes import TEXT
from catalog.search.question import Question
from tests.kept import rows_made_once

Maker = Callable[..., Product]
pytestmark = pytest.mark.django_db(transaction=True)

REINDEX = [sys.executable, str(settings.BASE_DIR / "manage.py"), "reindex", "text", "--quiet"]
KILLED_IN_A_WRITE = """
import os, signal, sys
import django
django.setup()
from catalog.search.indexes import TEXT
from catalog.search.text import index

def killed(listings, ranks):
    yield from entries(listings, ranks)
    os.kill(os.getpid(), signal.SIGKILL)

entries, index.entries = index.entries, killed
TEXT.files()
"""


def total(query: str = "") -> int:
    answer = search(Question.read(QueryDict(query)))
    assert not answer.without_index
    return answer.total


def environment() -> dict[str, str]:
    database = connection.settings_dict
    address = f"sqlite:///{database['NAME']}"
    if connection.vendor == "postgresql":
        host = str(database["HOST"]).replace("/", "%2F")
        address = (
            f"postgres://{database['USER']}:{database['PASSWORD']}@{host}:{database['PORT']}"
            f"/{database['NAME']}"
        )
    return os.environ | {
        "DATABASE_URL": address,
        "SEARCH_DIR": str(settings.SEARCH_DIR),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(settings.BASE_DIR),
    }


@pytest.fixture
@rows_made_once
def shelf(published: Maker) -> None:
    for number in range(20):
        published(f"T-{number}", name=f"Compound {number}", slug="c")


@pytest.mark.usefixtures("shelf")
def test_killed_while_it_builds(published: Maker) -> None:
    """Whatever the moment, the index in use stays, and the next build is whole."""
    assert total() == 20
    before = (TEXT.folder / "current").read_text()
    for wait in (0.3, 0.9, 1.5):
        process = subprocess.Popen(REINDEX, env=environment())
        time.sleep(wait)
        process.kill()
        process.wait()
        assert total("q=compound") == 20

    subprocess.run(REINDEX, env=environment(), check=True)

    assert (TEXT.folder / "current").read_text() != before
    assert total("q=compound") == 20
    assert len([path for path in TEXT.folder.iterdir() if path.is_dir()]) == 1


@pytest.mark.usefixtures("shelf")
def test_killed_in_the_middle_of_a_write(published: Maker) -> None:
    assert total() == 20
    published("T-99", name="Compound 99", slug="c")

    killed = subprocess.run(
        [sys.executable, "-c", KILLED_IN_A_WRITE], env=environment(), check=False
    )

    assert killed.returncode == -signal.SIGKILL
    assert total() == 21
    assert total("q=compound+99") == 1


@pytest.mark.usefixtures("shelf")
def test_who_does_not_get_the_lock_goes_on_with_what_is_there(published: Maker) -> None:
    assert total() == 20
    published("T-99", name="Compound 99", slug="c")

    with (TEXT.folder / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert total() == 20

    assert total() == 21


@pytest.mark.usefixtures("shelf")
def test_searching_goes_on_while_it_is_built_anew() -> None:
    assert total() == 20
    process = subprocess.Popen(REINDEX, env=environment())
    found = set()
    while process.poll() is None:
        found.add(total("q=compound"))

    assert process.returncode == 0
    assert found == {20}
    assert total("q=compound") == 20


@pytest.mark.usefixtures("shelf")
def test_several_processes_take_in_the_same_publications(published: Maker) -> None:
    """Two others search while this one publishes; each change is taken in once."""
    assert total() == 20
    searching = (
        "import django; django.setup()\n"
        "import time\n"
        "from catalog.search import following\n"
        "from catalog.search.indexes import TEXT\n"
        "following.CHECK_EVERY = 0.0\n"
        "end = time.monotonic() + 6\n"
        "while time.monotonic() < end: assert TEXT.files() is not None\n"
    )
    others = [
        subprocess.Popen([sys.executable, "-c", searching], env=environment()) for _ in range(2)
    ]
    for number in range(100, 115):
        published(f"T-{number}", name=f"Compound {number}", slug="c")
        time.sleep(0.2)
        search(Question())

    assert [process.wait() for process in others] == [0, 0]
    assert total() == 35
    assert total("q=compound") == 35


@pytest.mark.usefixtures("shelf")
def test_threads_share_what_is_open() -> None:
    assert total() == 20
    found: list[int] = []

    def look() -> None:
        try:
            found.extend(total("q=compound") for _ in range(10))
        finally:
            connection.close()

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == [20] * 40
