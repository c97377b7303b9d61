"""What axe finds on a page, by WCAG 2.2 AA, at both widths, in light and dark."""

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, HEIGHT, TELEPHONE

AXE = Axe()
RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
RULES_OF_COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
VARIANTS: tuple[tuple[int, Literal["light", "dark"], dict[str, Any]], ...] = (
    (DESKTOP, "light", RULES),
    (TELEPHONE, "light", RULES),
    (DESKTOP, "dark", RULES_OF_COLORS),  # a scheme changes nothing else
    (TELEPHONE, "dark", RULES_OF_COLORS),
)
AT_ITS_END = "() => document.getAnimations().forEach(animation => animation.finish())"


def violations(page: Page) -> list[str]:
    """Width, scheme, rule and place of each defect. The page is left as it was found."""
    before = page.viewport_size
    page.evaluate(AXE.axe_script)
    defects = []
    for width, scheme, rules in VARIANTS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.evaluate(AT_ITS_END)  # colors may be on their way to those of the scheme
        defects += [f"{width}, {scheme}: {defect}" for defect in _violations(page, rules)]
    page.emulate_media(color_scheme="null", reduced_motion="null")
    if before:
        page.set_viewport_size(before)
    return defects


def _violations(page: Page, rules: dict[str, Any]) -> list[str]:
    options = {"runOnly": rules, "resultTypes": ["violations"]}
    found = page.evaluate("async options => (await axe.run(options)).violations", options)
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]
