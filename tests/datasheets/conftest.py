"""A Java runtime, for veraPDF. Without one its tests are skipped, or fail if it is required."""

import os

import pytest

from tests.datasheets import verapdf


@pytest.fixture(scope="session")
def java() -> None:
    if not verapdf.has_java():
        missing = "There is no Java runtime: apt-get install default-jre-headless"
        if os.environ.get("REQUIRE_JAVA") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
