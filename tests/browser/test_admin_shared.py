"""Screens of shared rows in a real browser: what is typed is answered beside the field."""

import pytest
from playwright.sync_api import Page, expect

from catalog.models import Compound
from tests.browser.conftest import Watched, at_every_width
from tests.browser.site import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def screen_of(site: str, key: str) -> str:
    return f"{site}/admin/catalog/compound/{Compound.objects.get(key=key).pk}/change/"


def fits_at_every_width(page: Page) -> bool:
    root = "document.documentElement"
    fits = f"{root}.scrollWidth <= {root}.clientWidth"
    return all(page.evaluate(fits) for _ in at_every_width(page))


def test_a_formula_is_answered_as_it_is_typed(watched: Watched, demo_site: str) -> None:
    page = watched.page
    sign_in(page, demo_site)
    page.goto(screen_of(demo_site, "tacrolimus-monohydrate"))
    expect(page.locator(".chemistry-drawing svg")).to_be_visible()
    expect(page.locator(".chemistry-remarks-beside:visible")).to_have_count(0)

    page.fill("#id_formula", "C44H69NO12")  # without its water

    told = page.locator("#chemistry-of-formula")
    expect(told).to_contain_text("the structure has C44H71NO13")
    assert "chemistry-of-formula" in (page.get_attribute("#id_formula", "aria-describedby") or "")
    status = page.locator("[data-chemistry-status]")
    expect(status).to_have_text("Findings: error at Formula, error at Molecular weight.")

    page.fill("#id_formula", "C44H69NO12·H2O")

    expect(told).to_be_hidden()
    assert "chemistry-of" not in (page.get_attribute("#id_formula", "aria-describedby") or "")
    expect(status).to_have_text("No findings.")
    expect(page.locator(".chemistry-facts")).to_contain_text("822.05")
    assert fits_at_every_width(page)
    assert watched.complaints == []


def test_no_answer_is_said(watched: Watched, demo_site: str) -> None:
    page = watched.page
    sign_in(page, demo_site)
    page.goto(screen_of(demo_site, "tacrolimus-monohydrate"))
    page.route("**/compound/chemistry/", lambda route: route.abort())

    page.fill("#id_formula", "C44H69NO12")

    expect(page.get_by_text("could not be read just now")).to_be_visible()


def test_the_same_is_there_without_a_script(without_scripts: Page, demo_site: str) -> None:
    Compound.objects.filter(key="tacrolimus-monohydrate").update(formula="C44H69NO12")
    sign_in(without_scripts, demo_site)

    without_scripts.goto(screen_of(demo_site, "tacrolimus-monohydrate"))

    panel = without_scripts.locator(".chemistry")
    expect(panel.locator("svg")).to_be_visible()
    expect(panel).to_contain_text("Error, Formula: the structure has C44H71NO13")


def test_a_compound_is_added_in_a_popup(watched: Watched, demo_site: str) -> None:
    page = watched.page
    sign_in(page, demo_site)
    page.goto(f"{demo_site}/admin/catalog/product/add/")

    page.click("details:has(#add_id_compound) > summary")
    with page.expect_popup() as opened:
        page.click("#add_id_compound")
    popup = opened.value
    popup.fill("#id_name", "Caffeine")
    popup.fill("#id_formula", "C8H10N4O2")

    expect(popup.locator(".chemistry-facts")).to_contain_text("194.19")
    assert popup.input_value("#id_key") == "caffeine"
    with popup.expect_event("close"):
        popup.click("[name=_save]")
    expect(page.locator("#select2-id_compound-container")).to_contain_text("Caffeine")
    assert Compound.objects.filter(key="caffeine").exists()


def test_a_colour_is_picked_or_typed(watched: Watched, demo_site: str) -> None:
    page = watched.page
    sign_in(page, demo_site)
    page.goto(f"{demo_site}/admin/catalog/sitesettings/1/change/")
    picker = page.get_by_label("Pick the accent colour")

    page.fill("#id_accent_colour", "#8A1538")
    expect(picker).to_have_value("#8a1538")
    picker.fill("#005a9c")

    expect(page.locator("#id_accent_colour")).to_have_value("#005a9c")
    assert fits_at_every_width(page)
    assert watched.complaints == []
