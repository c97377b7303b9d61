"""Finding by structure in a real browser: drawn, typed, by keyboard, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.conftest import Watched, at_every_width

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

EDITOR = "openchemlib.js"
BENZENE_BUTTON, ON_THE_SHEET = (34, 202), (400, 60)
"""Where the editor has its button for benzene rings, and an empty place, in pixels."""


def open_editor(page: Page) -> None:
    page.get_by_role("button", name="Draw", exact=True).click()
    expect(page.get_by_role("application", name="Drawing of the structure")).to_be_visible()


def draw_benzene(page: Page) -> None:
    sheet = page.locator(".sheet")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    x, y = min(ON_THE_SHEET[0], box["width"] - 60), ON_THE_SHEET[1]
    page.mouse.click(box["x"] + BENZENE_BUTTON[0], box["y"] + BENZENE_BUTTON[1])
    page.evaluate("() => new Promise(requestAnimationFrame)")  # no hand is faster than the screen
    page.mouse.click(box["x"] + x, box["y"] + y)


def fits_at_every_width(page: Page) -> bool:
    fits = "document.documentElement.scrollWidth <= innerWidth"
    return all(page.evaluate(fits) for _ in at_every_width(page))


def field(page: Page) -> str:
    return page.get_by_label("SMILES, SMARTS, InChI or molfile").input_value()


def test_drawn_searched_and_found(watched: Watched, demo_site: str) -> None:
    page = watched.page
    page.goto(f"{demo_site}/structures/")
    open_editor(page)
    draw_benzene(page)
    expect(page.locator("#structure")).to_have_value("c1ccccc1")
    page.get_by_role("button", name="Search").last.click()

    page.wait_for_url("**/structures/?structure=c1ccccc1&mode=substructure#found")
    expect(page.locator("#found .count")).to_contain_text("product")
    assert fits_at_every_width(page)
    assert watched.complaints == []
    assert {request.split("/")[2] for request in watched.requests} == {demo_site.split("/")[2]}


def test_field_and_drawing_are_kept_in_step(watched: Watched, demo_site: str) -> None:
    page = watched.page
    page.goto(f"{demo_site}/structures/?structure=CCO")
    open_editor(page)
    draw_benzene(page)
    expect(page.locator("#structure")).to_have_value("CCO.c1ccccc1")

    page.fill("#structure", "C[N+](C)(C)C")
    draw_benzene(page)
    expect(page.locator("#structure")).to_have_value("C[N+](C)(C)C.c1ccccc1")

    page.fill("#structure", "[C;R2]~[#7]")
    expect(page.locator("#drawing [role=status]")).to_contain_text("cannot be drawn here")
    assert field(page) == "[C;R2]~[#7]"  # and is searched for all the same
    page.fill("#structure", "")
    expect(page.locator("#drawing [role=status]")).to_be_empty()
    assert watched.complaints == []


PRESS_BEFORE_THE_NEXT_FRAME = """
  ([x, y]) => {
    const { shadowRoot } = document.querySelector(".sheet").firstElementChild;
    const canvas = shadowRoot.querySelector("canvas[tabindex]");
    const { left, top } = canvas.getBoundingClientRect();
    const press = { clientX: left + x, clientY: top + y, pointerId: 1, bubbles: true };
    document.getElementById("structure").value = "C[N+](C)(C)C";
    canvas.dispatchEvent(new PointerEvent("pointerdown", { ...press, composed: true }));
    canvas.dispatchEvent(new PointerEvent("pointerup", { ...press, composed: true }));
  }
"""


def test_a_press_on_what_is_not_yet_painted_harms_nothing(watched: Watched, demo_site: str) -> None:
    page = watched.page
    page.goto(f"{demo_site}/structures/?structure=CCO")
    open_editor(page)

    page.evaluate(PRESS_BEFORE_THE_NEXT_FRAME, (200, 60))
    draw_benzene(page)

    expect(page.locator("#structure")).to_have_value("C[N+](C)(C)C.c1ccccc1")
    assert watched.complaints == []


def test_the_editor_is_loaded_by_whoever_draws(watched: Watched, demo_site: str) -> None:
    page = watched.page
    for address in ("/", "/products/", "/products/ALQ-1001/fk506/", "/structures/?structure=CCO"):
        page.goto(demo_site + address, wait_until="networkidle")
    assert not any(EDITOR in request for request in watched.requests)

    open_editor(page)

    assert sum(EDITOR in request for request in watched.requests) == 1
    page.get_by_role("button", name="Close the drawing").click()
    open_editor(page)
    assert sum(EDITOR in request for request in watched.requests) == 1


def test_an_editor_that_cannot_be_loaded_is_told(watched: Watched, demo_site: str) -> None:
    page = watched.page
    page.route(f"**/{EDITOR}", lambda route: route.abort())
    page.goto(f"{demo_site}/structures/")
    page.get_by_role("button", name="Draw", exact=True).click()

    expect(page.locator("#drawing [role=status]")).to_contain_text("could not be loaded")


def test_by_keyboard(watched: Watched, demo_site: str) -> None:
    """The drawing is reached, has a name, and is left again; every choice is made by keys."""
    page = watched.page
    page.goto(f"{demo_site}/structures/")
    page.locator("#structure").focus()
    page.keyboard.type("C1CCCCN1C(=O)C=O")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("application", name="Drawing of the structure")).to_be_visible()
    stops = []
    for _ in range(8):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(FOCUSED))
        assert page.evaluate("document.activeElement.matches(':focus-visible, :focus-within')")
    assert stops == [
        "structure", "drawing", "mode-substructure", "threshold", "ignore-stereochemistry",
        "ignore-salt", "ignore-tautomers", "Search",
    ]  # fmt: skip
    page.keyboard.press("Enter")

    page.wait_for_url("**#found")
    expect(page.locator("#found .count")).to_have_text("2 products.")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#found').contains(document.activeElement)")
    assert watched.complaints == []


FOCUSED = """() => {
  const focused = document.activeElement;
  return focused.shadowRoot?.activeElement ? "drawing" : focused.id || focused.textContent;
}"""


def test_the_pointer_that_rests_on_the_drawing_takes_no_focus(
    watched: Watched, demo_site: str
) -> None:
    page = watched.page
    page.goto(f"{demo_site}/structures/")
    open_editor(page)
    page.locator("#threshold").focus()
    page.locator(".sheet").hover()
    page.wait_for_timeout(300)

    assert page.evaluate(FOCUSED) == "threshold"


def test_without_scripts(without_scripts: Page, demo_site: str) -> None:
    page = without_scripts
    page.goto(f"{demo_site}/")
    page.get_by_role("link", name="Structures").click()
    expect(page.get_by_role("button", name="Draw")).to_have_count(0)
    page.fill("#structure", "C1CCCCN1C(=O)C=O")
    page.get_by_role("button", name="Search").last.click()
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".card .match")).not_to_have_count(0)

    page.get_by_label("Similarity", exact=True).check()
    page.fill("#structure", MOLFILE)
    page.fill("#threshold", "0.2")
    page.get_by_role("button", name="Search").last.click()
    expect(page.locator("#structure")).to_have_value("O=CC(=O)N1CCCCC1")
    expect(page.locator("#found .count")).to_contain_text("of a similarity of 0.2 or more")

    page.fill("#structure", "nonsense")
    page.get_by_role("button", name="Search").last.click()
    expect(page.locator("#structure-error")).to_contain_text("'nonsense' is not a SMILES")
    expect(page.locator("#structure")).to_have_value("nonsense")


MOLFILE = """
  somebody's program

 10 10  0  0  0  0            999 V2000
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 N   0  0
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 O   0  0
    0.0000    0.0000    0.0000 C   0  0
    0.0000    0.0000    0.0000 O   0  0
  1  2  1  0
  2  3  1  0
  3  4  1  0
  4  5  1  0
  5  6  1  0
  6  1  1  0
  6  7  1  0
  7  8  2  0
  7  9  1  0
  9 10  2  0
M  END
"""


def test_nothing_that_axe_finds(watched: Watched, demo_site: str) -> None:
    page = watched.page
    defects = {}
    for address in (
        "/structures/",
        "/structures/?structure=C1CCCCN1C(=O)C=O",
        "/structures/?structure=CCO&mode=similarity&threshold=0.2",
        "/structures/?structure=[Xe]&mode=exact",
        "/structures/?structure=nonsense",
        "/structures/?structure=C&mode=similarity&threshold=9",
    ):
        page.goto(demo_site + address)
        assert fits_at_every_width(page), address
        defects[address] = violations(page)
    page.goto(f"{demo_site}/structures/?structure=CCO")
    open_editor(page)
    assert fits_at_every_width(page)
    defects["drawing"] = violations(page)

    assert {name: found for name, found in defects.items() if found} == {}


def test_similar_structures_are_found_from_a_product(watched: Watched, demo_site: str) -> None:
    page = watched.page
    page.goto(f"{demo_site}/products/ALQ-1001/fk506/")
    page.get_by_role("link", name="Similar structures").click()

    expect(page.locator("#found .card").first).to_contain_text("Similarity 1.00")
    expect(page.get_by_role("link", name="FK506", exact=True)).to_be_visible()
    assert watched.complaints == []
