"""From the door to a datasheet without a pointer."""

import pytest
from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

MOST_KEYS = 15
FOCUSED = """() => {
  const focused = document.activeElement;
  return focused.matches("a, button, input") ? focused.textContent.trim() || focused.name : "";
}"""


class Keys:
    """Presses keys and counts them; what is typed into the search is not counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def focused(self) -> str:
        return str(self.page.evaluate(FOCUSED))

    def tab_to(self, text: str) -> None:
        while text not in self.focused():
            assert self.pressed < MOST_KEYS, f"{text} was not reached, but {self.focused()}"
            self.press("Tab")

    def open(self, text: str) -> None:
        """Tab to the link, see that its focus is visible, and follow it."""
        self.tab_to(text)
        assert self.page.evaluate("document.activeElement.matches(':focus-visible')")
        self.press("Enter")


@pytest.mark.parametrize("width", [1280, 360])
def test_search_product_datasheet(chromium: Browser, demo_site: str, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(f"{demo_site}/")
    keys = Keys(page)

    keys.open("Skip to search")
    keys.tab_to("q")
    page.keyboard.type("104987-11-3")
    keys.press("Enter")
    page.wait_for_url("**/products/?q=*")
    keys.open("Skip to results")
    keys.open("FK506")
    page.wait_for_url("**/fk506/")
    keys.open("Skip to content")
    keys.tab_to("Technical datasheet")
    with page.expect_request("**/*.pdf"):
        keys.press("Enter")

    assert keys.pressed <= MOST_KEYS
    context.close()


@pytest.mark.parametrize("width", [1280, 360])
def test_every_stop_of_the_keyboard_is_seen(chromium: Browser, demo_site: str, width: int) -> None:
    """No stop of the Tab key is hidden, nothing holds the focus, all targets have 24 px."""
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for address in (
        "/",
        "/products/?kind=natural_product",
        "/products/ALQ-1001/fk506/",
        "/compare/?product=ALQ-1001&product=ALQ-1003",
    ):
        page.goto(demo_site + address)
        stops = 0
        while True:
            page.keyboard.press("Tab")
            box = page.evaluate(
                "() => { const e = document.activeElement; const r = e.getBoundingClientRect();"
                " return e === document.body ? null : [r.width, r.height, getComputedStyle(e)"
                ".outlineStyle, e.outerHTML.slice(0, 90), getComputedStyle(e).display]; }"
            )
            if box is None:
                break
            stops += 1
            box_width, box_height, outline, html, display = box
            assert box_width > 0, html
            assert outline != "none", html
            if display != "inline":  # links in running text are excepted, WCAG 2.5.8
                assert box_height >= 24, html
            assert stops < 300, "the focus goes in circles"
        assert stops > 10
    context.close()
