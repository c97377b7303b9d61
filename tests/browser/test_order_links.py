"""Whoever wants to order can: no link to the shop is cut off or has to be scrolled to sideways."""

import re
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page

from catalog.actions.load_draft import load_draft
from catalog.actions.publish import publish
from catalog.models import Listing, SiteSettings
from tests.demo import NUMBERS, publish_demo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 360, 1280)
HEAD = re.compile(r'<header class="product-head">.*?</header>', re.DOTALL)
MEASURED = """() => [...document.querySelectorAll('.order')].map(link => {
  const place = link.getBoundingClientRect();
  let scrolls = false;
  for (let box = link.parentElement; box; box = box.parentElement) {
    scrolls ||= box !== document.documentElement
      && ['auto', 'scroll', 'hidden'].includes(getComputedStyle(box).overflowX);
  }
  return {sku: link.innerText, left: place.left, right: place.right, height: place.height, scrolls};
})"""
PACKS: list[dict[str, Any]] = [
    {"sku": f"ALQ-9001-{number}MG", "amount": f"{number} mg", "count": number}
    for number in range(1, 11)
] + [
    {
        "sku": "ALQ-9001-LYOPHILIZED-STERILE-FILTERED-1X10MG-EU",
        "amount": "10 mg",
        "container": "Amber glass vial with a crimped aluminium cap and a grey butyl stopper",
        "status": "on_request",
    },
    {"sku": f"ALQ-9001-{'5' * 31}", "amount": "5 mg", "container": "Glass" * 16},
]


def show_all_heads(page: Page, client: Client, site: str) -> None:
    """The heads of all product pages in one page, so that they are laid out in one go."""
    addresses = [
        f"/products/{number}/{slug}/"
        for number, slug in Listing.objects.offered().values_list("catalog_number", "slug")
    ]
    heads = [HEAD.findall(client.get(address).content.decode())[0] for address in addresses]
    page.goto(site + addresses[0])
    articles = "".join(f'<article class="product">{head}</article>' for head in heads)
    page.evaluate("html => { document.querySelector('main').innerHTML = html; }", articles)


def test_no_order_link_is_cut_off_on_any_page(
    without_scripts: Page, live_server: Any, client: Client
) -> None:
    publish_demo(len(NUMBERS))
    SiteSettings.objects.update(order_link="https://shop.example/{sku}")
    awkward = {"catalog_number": "ALQ-9001", "slug": "awkward", "name": "Awkward", "kind": "kit"}
    draft = load_draft(awkward | {"packs": PACKS}, by=None, reason="test")
    publish(draft.product, by=None, reason="test")
    page = without_scripts
    show_all_heads(page, client, str(live_server.url))

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        links = page.evaluate(MEASURED)
        assert len(links) > Listing.objects.offered().count()
        wrong = [
            link
            for link in links
            if link["left"] < 0 or link["right"] > width or link["height"] < 40 or link["scrolls"]
        ]
        assert wrong == [], f"at {width} px"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
