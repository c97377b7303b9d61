"""What a product page lays over the frozen document: other products, terms and the shop as now."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.actions.withdraw import withdraw
from catalog.models import SiteSettings, StoredFile, Term, TermAlias
from catalog.pictures import LOGO
from tests.catalog.admin.test_product import picture
from tests.catalog.views.pages import Document, Maker, page
from tests.conftest import Clock, file_content

USED_WITH = [{"type": "used_with", "product": "T-2"}]
ADDRESS = "/products/T-1/caffeine/"


def frozen(client: Client) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/api/v1/products/T-1/").json()
    return document


@pytest.fixture
def pair(published: Maker) -> Any:
    """T-1, used with T-2; gives T-2."""
    other = published("T-2", name="Istradefylline", slug="istradefylline")
    published("T-1", relations=USED_WITH)
    return other


def test_a_related_product_has_its_present_name(
    pair: Any, document: Document, client: Client
) -> None:
    before = client.get(ADDRESS)["ETag"]
    load_draft(
        document("T-2", name="KW-6002", slug="kw-6002"), by=None, reason="code", product=pair
    )
    publish(pair, by=None)

    response = client.get(ADDRESS, headers={"If-None-Match": before})

    assert response.status_code == 200
    assert '<a href="/products/T-2/kw-6002/">T-2</a> KW-6002' in response.content.decode()
    assert frozen(client)["relations"][0]["product"]["name"] == "Istradefylline"


def test_a_related_product_that_is_withdrawn_says_so(pair: Any, client: Client) -> None:
    before = client.get(ADDRESS)["ETag"]
    withdraw(pair, by=None)

    html = page(client, ADDRESS)

    assert "Istradefylline <span" in html
    assert "(withdrawn)" in html
    assert client.get(ADDRESS)["ETag"] != before


def test_a_rename_shows_when_its_time_has_come(
    clock: Clock, pair: Any, document: Document, client: Client
) -> None:
    changed = document("T-2", name="KW-6002", slug="kw-6002")
    load_draft(changed, by=None, reason="code", product=pair)
    publish(pair, by=None, valid_from=clock.moment + timedelta(days=1))
    clock.advance(hours=1)

    assert "KW-6002" not in page(client, ADDRESS)
    clock.advance(days=1)
    assert "KW-6002" in page(client, ADDRESS)


def test_a_term_has_its_present_label_and_leads_to_its_products(
    published: Maker, client: Client
) -> None:
    published("T-1", terms=[{"vocabulary": "target", "slug": "a2a", "label": "A2A"}])
    before = client.get(ADDRESS)["ETag"]
    Term.objects.update(label="Adenosine A2A receptor")

    html = page(client, ADDRESS)

    assert '<a href="/products/?target=a2a">Adenosine A2A receptor</a>' in html
    assert client.get(ADDRESS)["ETag"] != before
    assert frozen(client)["terms"][0]["label"] == "A2A"


def test_a_merged_term_shows_the_one_it_was_merged_into(published: Maker, client: Client) -> None:
    published("T-1", terms=[{"vocabulary": "target", "slug": "adora2a", "label": "ADORA2A"}])
    kept = Term.objects.create(vocabulary="target", slug="a2a", label="A2A receptor")
    TermAlias.objects.create(vocabulary="target", slug="adora2a", term=kept)

    assert '<a href="/products/?target=a2a">A2A receptor</a>' in page(client, ADDRESS)


def test_forms_stand_side_by_side(
    published: Maker, client: Client, caffeine: dict[str, Any]
) -> None:
    citrate = {
        "key": "caffeine-citrate",
        "name": "Caffeine citrate",
        "formula": "C8H10N4O2·C6H8O7",
        "molecular_weight": "386.31 g/mol",
        "weight_basis": "printed",
        "registry_numbers": [{"type": "cas", "value": "69-22-7"}],
    }
    published("T-2", name="Caffeine citrate", slug="caffeine-citrate", compound=citrate)
    published("T-1", compound=caffeine, relations=[{"type": "other_form", "product": "T-2"}])

    html = page(client, ADDRESS)

    forms = html.split('id="other-forms"')[1].split("</table>")[0]
    for said in ("(this product)", "58-08-2", "194.19", "Caffeine citrate", "69-22-7", "386.31"):
        assert said in forms
    assert '<a href="/products/T-2/caffeine-citrate/">T-2</a>' in forms


def test_variants_on_offer_are_tabulated(published: Maker, draft: Maker, client: Client) -> None:
    group = {"key": "caffeine-grade", "name": "Caffeine", "axis": "grade"}
    published("T-1", variant_group=group, variant_value="Technical")
    assert 'id="variants"' not in page(client, ADDRESS)  # alone, it has no variants

    published("T-2", name="Pure", slug="pure", variant_group=group, variant_value="Pure")
    withdraw(
        published("T-3", name="Old", slug="old", variant_group=group, variant_value="Food"), by=None
    )
    draft("T-4", name="Next", slug="next", variant_group=group, variant_value="Ultrapure")

    variants = page(client, ADDRESS).split('id="variants"')[1].split("</table>")[0]

    assert ">Grade<" in variants
    assert '<a href="/products/T-2/pure/">T-2</a>' in variants
    assert "Technical" in variants
    assert "Food" not in variants
    assert "Ultrapure" not in variants


def test_the_parts_of_a_kit_lead_to_their_products(published: Maker, client: Client) -> None:
    published("T-2", name="Buffer", slug="buffer")
    parts = [
        {"name": "Assay buffer", "product": "T-2", "storage": "4 °C"},
        {"name": "Substrate", "storage": "-20 °C"},
    ]
    published("T-1", kind="kit", kit_components=parts)

    html = page(client, ADDRESS)

    assert '<a href="/products/T-2/buffer/">T-2</a> Buffer' in html


def test_a_pack_is_ordered_at_the_suppliers_shop(published: Maker, client: Client) -> None:
    packs = [
        {"sku": "T-1/5G", "amount": "5 g"},
        {"sku": "T-1-1KG", "amount": "1 kg", "status": "discontinued"},
    ]
    published("T-1", packs=packs)
    assert ">Order<" not in page(client, ADDRESS)
    SiteSettings(pk=1, order_link="https://shop.example/{sku}").save()

    html = page(client, ADDRESS)

    link = '<a class="order" href="https://shop.example/T-1%2F5G">'
    assert f'{link}Order<span class="hidden"> T-1/5G</span></a>' in html
    assert "shop.example/T-1-1KG" not in html


@pytest.mark.parametrize("status", ["discontinued", "replaced"])
def test_what_is_not_made_any_more_is_not_ordered(
    published: Maker, client: Client, status: str
) -> None:
    published("T-2", name="Successor", slug="successor")
    published("T-1", status=status, replaced_by="T-2")
    SiteSettings(pk=1, order_link="https://shop.example/{sku}").save()

    html = page(client, ADDRESS)

    assert "shop.example" not in html
    assert '<a href="/products/T-2/successor/">T-2</a>' in html


def test_a_page_says_how_it_is_cited_and_shared(
    published: Maker, client: Client, clock: Clock, settings: Any
) -> None:
    settings.SITE_URL = "https://catalog.example"
    rrid = {"type": "rrid", "value": "RRID:AB_2629536"}
    published("T-1", registry_numbers=[rrid], summary="Purine.")
    logo = StoredFile.objects.keep_picture(picture(), "logo.png", LOGO)
    SiteSettings(
        pk=1, supplier_name="Curie & Daughter", contact_email="x@y.example", logo=logo
    ).save()

    html = page(client, ADDRESS)

    cited = (
        "Curie &amp; Daughter. Caffeine, catalog number T-1. RRID:AB_2629536. Revision 1 (2026). "
        "https://catalog.example/products/T-1/revisions/1/"
    )
    address = "https://catalog.example/products/T-1/caffeine/"
    for said in (
        f'<meta name="DC.bibliographicCitation" content="{cited}">',
        f'<link rel="canonical" href="{address}">',
        f'<link rel="alternate" hreflang="en" href="{address}">',
        f'<link rel="alternate" hreflang="x-default" href="{address}">',
        '<meta property="og:title" content="Caffeine (T-1)">',
        '<meta property="og:description" content="Purine.">',
        f'<meta property="og:image" content="https://catalog.example/files/{logo.sha256}/picture.png">',
        'href="mailto:x@y.example?subject=T-1%20Caffeine"',
        f'<img src="/files/{logo.sha256}/picture.png" alt="Curie &amp; Daughter"',
    ):
        assert said in html
    assert 'hreflang="de"' not in html, "no page is in German, though datasheets are"
    shown = file_content(client.get(f"/files/{logo.sha256}/picture.png"))
    assert (hashlib.sha256(shown).hexdigest(), shown[:4]) == (logo.sha256, b"\x89PNG")


def test_a_page_with_everything_costs_a_fixed_number_of_queries(
    published: Maker, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    group = {"key": "grade", "name": "Caffeine", "axis": "grade"}
    for number in range(2, 8):
        published(f"T-{number}", variant_group=group, variant_value=str(number))
    relations = [{"type": "used_with", "product": f"T-{number}"} for number in range(2, 8)]
    terms = [{"vocabulary": "target", "slug": f"t{n}", "label": f"T{n}"} for n in range(5)]
    published("T-1", relations=relations, terms=terms, variant_group=group, variant_value="1")

    with django_assert_max_num_queries(7):
        # listing, site, numbers, their listings, aliases, terms, variants
        client.get(ADDRESS)


def test_nothing_of_a_withdrawn_product_can_be_ordered(
    published: Maker, document: Document, client: Client, staff: Any
) -> None:
    SiteSettings(pk=1, order_link="https://shop.example/{sku}").save()
    product = published("T-1")
    load_draft(document("T-10", name="Theine"), by=None, reason="renumbered", product=product)
    publish(product, by=None)
    for number, revision in (("T-1", 1), ("T-10", 2)):
        assert ">Order<" in page(client, f"/products/{number}/revisions/{revision}/")

    withdraw(product, by=None, note="Impure.")

    for number, revision in (("T-1", 1), ("T-10", 2)):
        assert ">Order<" not in page(client, f"/products/{number}/revisions/{revision}/")
    client.force_login(staff)  # published again, it is on sale again
    assert ">Order<" in page(client, f"/admin/catalog/product/{product.pk}/preview/")
