"""A bad configuration is told, each with what to set instead."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from config.checks import configuration
from config.secret_key import kept_secret_key


@pytest.fixture
def site(settings: Any) -> Any:
    """A site for others, configured well."""
    settings.SITE_URL = "https://catalog.example"
    settings.ALLOWED_HOSTS = ["catalog.example"]
    settings.HTTPS = True
    return settings


def found() -> dict[str, str]:
    return {str(message.id): f"{message.msg} {message.hint}" for message in configuration()}


def test_a_good_configuration(site: Any) -> None:
    assert found() == {}
    site.SITE_URL = "https://catalog.example:8443"
    assert found() == {}


def test_the_configuration_of_a_machine_of_ones_own() -> None:
    assert found() == {}


@pytest.mark.parametrize(
    "address",
    [
        "catalog.example",
        "https://",
        "//catalog.example",
        "ftp://catalog.example",
        "https://catalog.example/shop",
        "https://catalog.example?shop=1",
        "https://user@catalog.example",
        "https://[catalog.example",
        "https://catalog.example:port",
        "",
    ],
)
def test_a_site_url_that_is_no_address(site: Any, address: str) -> None:
    site.SITE_URL = address

    assert f"SITE_URL is '{address}'" in found()["aliquot.E001"]
    assert "such as SITE_URL=https://catalog.example.com" in found()["aliquot.E001"]


def test_a_host_that_is_not_allowed(site: Any) -> None:
    site.ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]

    assert "requests to catalog.example are refused" in found()["aliquot.E002"]
    assert "ALLOWED_HOSTS=catalog.example" in found()["aliquot.E002"]


@pytest.mark.parametrize("allowed", ["*", ".example"])
def test_a_host_that_is_allowed_by_a_pattern(site: Any, allowed: str) -> None:
    site.ALLOWED_HOSTS = [allowed]

    assert found() == {}


def test_links_that_lead_through_a_redirect(site: Any) -> None:
    site.SITE_URL = "http://catalog.example"

    assert "Write SITE_URL with https://" in found()["aliquot.W003"]


@pytest.mark.parametrize("address", ["https://catalog.example", "http://catalog.example"])
def test_a_site_for_others_without_encryption(site: Any, address: str) -> None:
    site.SITE_URL, site.HTTPS = address, False

    assert "HTTPS=true" in found()["aliquot.W004"]


@pytest.mark.parametrize("address", ["http://localhost:8000", "http://[::1]", "http://127.0.0.1"])
def test_a_site_of_ones_own_needs_none(site: Any, address: str) -> None:
    site.SITE_URL, site.HTTPS = address, False
    site.ALLOWED_HOSTS = ["*"]

    assert found() == {}


@pytest.mark.parametrize(
    ("name", "number"), [("VAR_DIR", "aliquot.E005"), ("SEARCH_DIR", "aliquot.E006")]
)
def test_a_folder_that_cannot_be_written(site: Any, tmp_path: Path, name: str, number: str) -> None:
    file = tmp_path / "file"
    file.write_text("in its place")
    setattr(site, name, file / "var")

    assert f"{name} is {file}/var" in found()[number]
    assert f"set {name} to another" in found()[number]


def test_no_place_for_the_secret_key(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("in its place")

    with pytest.raises(ImproperlyConfigured, match="give a key with SECRET_KEY"):
        kept_secret_key(file / "var")


def test_a_weak_secret_key_is_told(site: Any) -> None:
    site.SECRET_KEY = "secret"

    with pytest.raises(CommandError, match=r"security\.W009"):
        call_command("check", deploy=True, fail_level="WARNING")
