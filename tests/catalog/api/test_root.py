"""The API's front page."""

import pytest
from django.test import Client

from catalog.models import SiteSettings

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_the_root_leads_to_everything(client: Client) -> None:
    root = client.get("/api/v1/").json()

    for name in ("products", "openapi", "specification_schema"):
        assert client.get(root[name]).status_code == 200
    assert root["data_licence"] is None


def test_the_root_says_under_which_licence_the_data_are(client: Client) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    SiteSettings(pk=1, data_licence="CC BY 4.0", data_licence_url=address).save()

    assert client.get("/api/v1/").json()["data_licence"] == {"name": "CC BY 4.0", "url": address}
