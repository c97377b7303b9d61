"""The comparison as page and file: what was asked for, and what was left out of it and why."""

import re
from typing import Any

import pytest
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.save_draft import save_draft
from catalog.actions.withdraw import withdraw
from catalog.models import SiteSettings
from tests.catalog.views.pages import Document, Maker, page
from tests.kept import rows_made_once

HEADINGS = re.compile(r'<th scope="col"><a href="/products/([^/]+)/')


def address(*numbers: str, path: str = "/compare/") -> str:
    return path + "?" + "&".join(f"product={number}" for number in numbers)


def columns(html: str) -> list[str]:
    return HEADINGS.findall(html)


def notices(html: str) -> list[str]:
    return re.findall(r'<div class="notice">\s*<p>(.*?)</p>', html)


SIX = [f"T-{place}" for place in range(1, 7)]


@pytest.fixture
@rows_made_once
def six_rows(published: Maker) -> None:
    for number in SIX:
        published(number, name=f"Xanthine {number}", slug="xanthine")


@pytest.fixture
def six(six_rows: None) -> list[str]:
    return list(SIX)


def test_products_stand_in_the_order_of_the_address(six: list[str], client: Client) -> None:
    html = page(client, address("T-3", "T-1", "T-2"))
    assert columns(html) == ["T-3", "T-1", "T-2"]
    assert notices(html) == []
    assert '<meta name="robots" content="noindex">' in html


def test_other_names_lead_to_the_address_of_the_numbers(six: list[str], client: Client) -> None:
    for typed in ("t1", "Xanthine T-1", "T-1-5G"):
        response = client.get(address("T-2", typed) + "&only=differences")
        assert response.status_code == 302
        assert response["Location"] == address("T-2", "T-1") + "&only=differences"


def test_a_former_number_leads_on(published: Maker, client: Client) -> None:
    product = published("T-1")
    product.catalog_number = "T-9"
    product.save()
    save_draft(product, by=None)
    publish(product, by=None)

    assert client.get(address("T-1"))["Location"] == address("T-9")


def test_an_empty_field_asks_for_nothing(six: list[str], client: Client) -> None:
    assert client.get(address("T-1", ""))["Location"] == address("T-1")
    assert client.get("/compare/?product=")["Location"] == "/compare/"
    assert "Up to 5 products" in page(client, "/compare/")


def test_what_is_unknown_is_named_and_the_rest_compared(six: list[str], client: Client) -> None:
    html = page(client, address("T-1", "Xantine", "T-2"))

    assert columns(html) == ["T-1", "T-2"]
    assert len(notices(html)) == 1
    assert "Nothing here is called “Xantine”" in notices(html)[0]
    assert "Check the spelling" in notices(html)[0]


def test_what_is_nearly_right_can_be_chosen(six: list[str], client: Client) -> None:
    html = page(client, address("T-1", "Xanthine T-2b"))
    choice = "/compare/?product=T-1&amp;product=T-2"
    assert f'href="{choice}"' in html


def test_a_name_of_several_products_is_a_choice(published: Maker, client: Client) -> None:
    published("T-1")
    published("T-2", grade="Pharmacopoeial")

    html = page(client, address("caffeine"))

    assert columns(html) == []
    assert "Several products are called “caffeine”" in notices(html)[0]
    assert 'href="/compare/?product=T-1"' in html
    assert 'href="/compare/?product=T-2"' in html


def test_a_withdrawn_product_gives_way_to_its_replacement(published: Maker, client: Client) -> None:
    first, successor = published("T-1"), published("T-2", name="Paraxanthine")
    withdraw(first, by=None, note="Impure.", replaced_by=successor)
    withdraw(published("T-3", name="Theobromine"), by=None)

    html = page(client, address("T-1", "T-3"))

    assert columns(html) == []
    assert "“T-1” was withdrawn" in notices(html)[0]
    assert "Compare its replacement instead" in notices(html)[0]
    assert 'href="/compare/?product=T-2"' in html
    assert "“T-3” was withdrawn" in notices(html)[1]
    assert "No replacement is named" in notices(html)[1]


def test_a_product_is_shown_once(six: list[str], client: Client) -> None:
    html = page(client, address("T-1", "t-1", "T-2", "Xanthine T-1"))

    assert columns(html) == ["T-1", "T-2"]
    assert "“t-1” is in the comparison already" in notices(html)[0]
    assert "“Xanthine T-1” is T-1, which is in the comparison already" in notices(html)[1]


def test_five_are_compared_and_the_others_named(six: list[str], client: Client) -> None:
    html = page(client, address(*six))

    assert columns(html) == six[:5]
    assert "“T-6” is left out" in notices(html)[0]
    assert "Remove a product" in notices(html)[0]
    assert 'id="add"' not in html


def test_a_long_address_is_read_as_far_as_it_makes_sense(
    six: list[str], client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(6):
        html = page(client, address(*six, *(f"X-{place}" for place in range(100))))
    assert "and 86 more are left out" in notices(html)[0]


def test_columns_are_removed_and_added(six: list[str], client: Client) -> None:
    html = page(client, address("T-1", "T-2"))
    assert '<a class="remove" rel="nofollow" href="/compare/?product=T-2">' in html
    assert '<input type="hidden" name="product" value="T-1">' in html


def test_the_table_says_to_all_what_differs(published: Maker, client: Client) -> None:
    published("T-1", appearance="White", grade="Pure")
    published("T-2", appearance="Yellow", grade="Pure")

    html = page(client, address("T-1", "T-2"))

    assert re.search(r'≠</span>Appearance<span class="hidden"> differs', html)
    assert '<th scope="row">Grade</th>' in html
    assert "<caption" in html
    only = page(client, address("T-1", "T-2") + "&only=differences")
    assert "Appearance" in only
    assert ">Grade<" not in only


def test_what_staff_type_is_text(published: Maker, client: Client) -> None:
    published("T-1", grade="<b>x</b>", appearance="<script>1</script>")
    html = page(client, address("T-1", "<script>2</script>"))
    assert "<script>" not in html
    assert "<b>x</b>" not in html


def test_a_page_the_browser_has_is_not_sent_again(
    published: Maker, document: Document, client: Client
) -> None:
    product = published("T-1")
    published("T-2")
    for path in ("/compare/", "/compare.csv"):
        first = client.get(address("T-1", "T-2", path=path))
        assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
        known = {"If-None-Match": first["ETag"]}
        assert client.get(address("T-1", "T-2", path=path), headers=known).status_code == 304
        assert client.get(address("T-2", "T-1", path=path), headers=known).status_code == 200
    etag = client.get(address("T-1", "T-2"))["ETag"]

    load_draft(document("T-1", appearance="White"), by=None, reason="edit")
    publish(product, by=None)
    assert client.get(address("T-1", "T-2"))["ETag"] != etag
    etag = client.get(address("T-1", "T-2"))["ETag"]
    SiteSettings(pk=1, supplier_name="Curie & Daughter").save()
    assert client.get(address("T-1", "T-2"))["ETag"] != etag


def test_the_file(published: Maker, client: Client) -> None:
    published("T-1", appearance="White")
    published("T-2")

    response = client.get(address("T-1", "T-2", "nope", path="/compare.csv"))
    text = response.content.decode("utf-8-sig")

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="comparison-t-1-t-2.csv"'
    assert response["X-Robots-Tag"] == "noindex"
    assert text.splitlines()[0] == "fact,section,label,comparison,T-1,T-2"
    assert "appearance,Properties,Appearance,not known of all,White,Not determined" in text
    assert "message,,Nothing here is called “nope”" in text.replace('"', "")
    only = client.get(address("T-1", "T-2", path="/compare.csv") + "&only=differences")
    assert "\nkind," not in only.content.decode()


def test_a_file_of_nothing_is_not_found(db: None, client: Client) -> None:
    response = client.get("/compare.csv?product=nope")
    assert response.status_code == 404
    assert "There is nothing to compare" in response.content.decode()


def test_the_list_has_a_box_for_each_product(six: list[str], client: Client) -> None:
    html = page(client, "/products/")
    for number in six:
        assert f'name="product" value="{number}" form="compare"' in html
    assert '<form id="compare" class="compare" action="/compare/">' in html
    assert 'form="compare"' not in page(client, "/id/xanthine", status=404)


class TestFromTheProductPage:
    def test_variants_and_other_forms_on_offer(self, published: Maker, client: Client) -> None:
        group = {"key": "size", "name": "Poly(I:C)", "axis": "Molecular weight"}
        for number, value in (("T-1", "High"), ("T-2", "Low"), ("T-3", "Medium")):
            published(number, name=f"Poly(I:C) {value}", variant_group=group, variant_value=value)
        published("T-4", relations=[{"type": "other_form", "product": "T-1"}])
        withdraw(published("T-5"), by=None)
        published("T-6", relations=[{"type": "other_form", "product": "T-5"}])

        assert f'href="{address("T-2", "T-1", "T-3")}"'.replace("&", "&amp;") in page(
            client, "/products/T-2/caffeine/"
        )
        other = page(client, "/products/T-4/caffeine/")
        assert f'href="{address("T-4", "T-1")}"'.replace("&", "&amp;") in other
        assert "Compare with its other forms" in other
        assert "Compare with its other forms" not in page(client, "/products/T-6/caffeine/")

    def test_a_past_revision_has_no_link(
        self, published: Maker, document: Document, client: Client
    ) -> None:
        published("T-2")
        relations = [{"type": "other_form", "product": "T-2"}]
        product = published("T-1", relations=relations)
        load_draft(document("T-1", name="Theine", relations=relations), by=None, reason="edit")
        publish(product, by=None)

        assert "/compare/" in page(client, "/products/T-1/caffeine/")
        assert "/compare/" not in page(client, "/products/T-1/revisions/1/")
