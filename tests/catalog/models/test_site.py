"""The supplier's own settings."""

import pytest
from django.core.exceptions import ValidationError

from catalog.models import SiteSettings
from catalog.models.site import validate_order_link


@pytest.mark.parametrize(
    "pattern",
    [
        "https://shop.example/",  # no SKU
        "https://shop.example/{sku",
        "https://shop.example/{sku}/{password}",
        "https://shop.example/{sku.__class__}",
        "https://shop.example/{sku:{x}}",
        "https://shop.example/{}",
        "javascript:alert('{sku}')",
        "//shop.example/{sku}",
        "{sku}",
    ],
)
def test_what_is_no_order_link_is_refused_with_an_example(pattern: str) -> None:
    with pytest.raises(ValidationError, match=r"https://shop\.example/\{sku\}") as refusal:
        validate_order_link(pattern)

    assert pattern in refusal.value.messages[0]


def test_an_order_link_holds_the_sku_of_the_pack() -> None:
    pattern = "https://shop.example/{catalog_number}?item={sku}"
    validate_order_link(pattern)
    site = SiteSettings(order_link=pattern)

    assert site.order_address("A/1 µg", "A-1") == "https://shop.example/A-1?item=A%2F1%20%C2%B5g"


def test_without_a_pattern_nothing_is_ordered() -> None:
    assert SiteSettings().order_address("A-1", "A") == ""
