"""A database that holds documents of earlier versions, under the present code."""

from typing import Any

import pytest
from django.db import connection

from tests.ages.tomorrow import tomorrow
from tests.ages.yesterday import LATEST, Rows, insert, put_files, upgraded_rows

__all__ = ["any_age", "rows_of_yesterday", "tomorrow", "yesterday"]


@pytest.fixture(scope="session")
def rows_of_yesterday(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Rows:
    """The rows of the database of version 2 after its upgrade, made once a run."""
    with django_db_blocker.unblock():
        return upgraded_rows(LATEST, tmp_path_factory.mktemp("yesterday"))


@pytest.fixture
def yesterday(db: None, rows_of_yesterday: Rows) -> None:
    """The database of version 2 after its upgrade, with its files: documents of both versions."""
    insert(connection, rows_of_yesterday)
    put_files()


@pytest.fixture(params=["present", "tomorrow"])
def any_age(request: pytest.FixtureRequest) -> None:
    """The present schema, and that of an upgrade to come."""
    if request.param == "tomorrow":
        request.getfixturevalue("tomorrow")
