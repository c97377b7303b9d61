"""Policy of content, colours: what every page shares."""

from django.test import Client

from catalog.models import SiteSettings
from tests.catalog.views.pages import Maker


def test_the_policy_of_content_is_strict(published: Maker, client: Client) -> None:
    published("T-1")
    for address in ("/products/", "/products/T-1/caffeine/", "/nope/", "/admin/login/"):
        response = client.get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "nonce" not in policy
        html = response.content.decode()
        assert " style=" not in html
        assert "<style" not in html
        assert "<script>" not in html


def test_the_accent_is_a_stylesheet(client: Client, db: None) -> None:
    SiteSettings(pk=1, accent_colour="#1f5f4a").save()

    response = client.get("/style/accent.css")

    assert response["Content-Type"] == "text/css"
    assert b"#1f5f4a" in response.content
