"""Fixtures for every test."""

import itertools
import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.signals import setting_changed
from django.db import connection

from catalog.search import following
from tests import flush, migrated
from tests.datasheets import verapdf
from tests.demo import publish_demo
from tests.order import processes, slow_first

hypothesis.settings.register_profile("aliquot", deadline=None)  # machines are noisy
hypothesis.settings.load_profile("aliquot")


_folders = itertools.count()


def pytest_configure(config: pytest.Config) -> None:
    """Static files come from the source tree; files and caches go to a folder of the run."""
    folder = Path(tempfile.mkdtemp(prefix="aliquot-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    storages: dict[str, Any] = settings.STORAGES
    storages["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    storages["default"]["OPTIONS"]["location"] = folder / "files"
    settings.CACHES["default"]["LOCATION"] = str(folder / "cache")
    settings.SEARCH_DIR = folder / "search"
    database: dict[str, Any] = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):  # in a file, so that threads and processes share it
        database.setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
    # Nothing is rendered but where a test asks for it, with the fixture ``renders``.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    setting_changed.send(sender=None, setting="TASKS", value=settings.TASKS, enter=True)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    flush.install()


@pytest.hookimpl(trylast=True)  # after they were put in random order
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items[:] = slow_first(items, processes())
    if connection.vendor == "postgresql":
        same = {item for item in items if _is_the_same_on_any_database(item)}
        config.hook.pytest_deselected(items=list(same))
        items[:] = [item for item in items if item not in same]
        return
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(pytest.mark.skip(reason="holds on PostgreSQL only"))


def _is_the_same_on_any_database(item: pytest.Item) -> bool:
    """Whether SQLite's run of a test is enough: it drives a browser, is about what a document looks
    like, or comes to no database."""
    if item.get_closest_marker("collation"):
        return False
    if item.get_closest_marker("browser") or item.get_closest_marker("any_database"):
        return True
    fixtures = getattr(item, "fixturenames", ())
    return not item.get_closest_marker("django_db") and not DATABASE_FIXTURES.intersection(fixtures)


DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup"}


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """SQLite's copy lies there already; it goes with the folder of the run."""
    return django_db_keepdb or connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_createdb: bool,
    django_db_blocker: Any,
) -> None:
    if not django_db_createdb and hasattr(request.config, "cache"):
        with django_db_blocker.unblock():
            migrated.prepare(request.config.cache.mkdir("databases"))


@pytest.fixture(autouse=True)
def own_indexes(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test has indexes of its own, which look at the log before each search."""
    settings.SEARCH_DIR = settings.SEARCH_DIR / str(next(_folders))
    monkeypatch.setattr(following, "CHECK_EVERY", 0.0)


@pytest.fixture(scope="session")
def java() -> None:
    """A Java runtime, for veraPDF. Without one tests of conformance are skipped, or fail if it is
    required."""
    if not verapdf.has_java():
        missing = "There is no Java runtime: apt-get install default-jre-headless"
        if os.environ.get("REQUIRE_JAVA") == "1":
            pytest.fail(missing)
        pytest.skip(missing)


@pytest.fixture
def renders(settings: Any) -> None:
    """Tasks are done where they are made: what is published has its datasheet at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def staff(db: None) -> User:
    return User.objects.create_superuser("curie", password="radium")


POINTERS = ("relations", "kit_components", "replaced_by")
"""The members of a document that name other products."""


@pytest.fixture
def small_demo(db: None) -> None:
    """The first products of the demo catalog, published."""
    publish_demo()


def file_content(response: Any) -> bytes:
    """The bytes of a file that was answered; reading to the end closes the file."""
    return b"".join(response.streaming_content)


class Clock:
    """Time as a test tells it."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def advance(self, **span: float) -> datetime:
        self.moment += timedelta(**span)
        return self.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """A clock that stands still until it is advanced."""
    stopped = Clock(datetime(2026, 3, 1, 12, tzinfo=UTC))
    monkeypatch.setattr("django.utils.timezone.now", stopped)
    return stopped


@pytest.fixture
def document() -> Callable[..., dict[str, Any]]:
    """A small draft document: caffeine, or what the arguments make of it."""

    def make(catalog_number: str = "T-1", **members: Any) -> dict[str, Any]:
        return {
            "catalog_number": catalog_number,
            "slug": "caffeine",
            "name": "Caffeine",
            "kind": "natural_product",
            "packs": [{"sku": f"{catalog_number}-5G", "amount": "5 g"}],
        } | members

    return make


@pytest.fixture
def caffeine() -> dict[str, Any]:
    """The compound caffeine: CAS 58-08-2, C8H10N4O2, 194.19 g/mol."""
    return {
        "key": "caffeine",
        "name": "Caffeine",
        "formula": "C8H10N4O2",
        "molecular_weight": "194.19 g/mol",
        "weight_basis": "printed",
        "smiles": "CN1C=NC2=C1C(=O)N(C(=O)N2C)C",
        "registry_numbers": [{"type": "cas", "value": "58-08-2"}],
    }


@pytest.fixture
def draft(db: None, document: Callable[..., dict[str, Any]]) -> Callable[..., Any]:
    """Load a draft and give its product."""
    from catalog.actions.load_draft import load_draft

    def make(catalog_number: str = "T-1", **members: Any) -> Any:
        return load_draft(document(catalog_number, **members), by=None, reason="test").product

    return make


@pytest.fixture
def published(draft: Callable[..., Any]) -> Callable[..., Any]:
    """Load a draft, publish it, and give its product."""
    from catalog.actions.publish import publish

    def make(catalog_number: str = "T-1", **members: Any) -> Any:
        product = draft(catalog_number, **members)
        publish(product, by=None, reason="test")
        return product

    return make
