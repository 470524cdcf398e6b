"""On a phone nothing is wider than the screen, and the menu is a drawer."""

import pytest

from tests.browser.conftest import PHONE, Open
from tests.browser.pages import LANGUAGES, PAGES, Site

WIDTHS = "[document.scrollingElement.scrollWidth, innerWidth]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_scrolls_sideways(language: str, site: Site, open_page: Open) -> None:
    page = open_page("about:blank", viewport=PHONE)
    home = site.folder / "team-leads" / language
    documents = [path.relative_to(home).as_posix() for path in home.glob("*/???-???.html")]
    assert len(documents) > 10
    wide = {}
    for path in {*PAGES.values(), *(f"team-leads/{{language}}/{document}" for document in documents)}:
        page.goto(site.url(path, language), wait_until="domcontentloaded")
        width, screen = page.evaluate(WIDTHS)
        if width > screen:
            wide[path] = width
    assert wide == {}


def test_too_wide_is_seen(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["procedure"]), viewport=PHONE)
    page.evaluate("document.querySelector('h1').style.width = '500px'")
    width, screen = page.evaluate(WIDTHS)
    assert width > screen == PHONE["width"]


def test_the_drawer_opens_and_navigates(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"]), viewport=PHONE, has_touch=True)
    drawer = page.get_by_role("button", name="Navigation")
    assert not page.locator(".md-sidebar--primary").is_visible()
    drawer.tap()
    page.get_by_role("button", name="Service handbook").tap()
    page.locator(".md-nav--primary").get_by_role("link", name="SVC-006 Customer records").tap()
    page.wait_for_url(site.url(PAGES["procedure"]).replace("SVC-004", "SVC-006"))
    assert not page.locator(".md-sidebar--primary").is_visible()


def test_the_language_menu_stays_on_the_screen(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["procedure"]), viewport=PHONE, has_touch=True)
    page.locator(".md-select button").tap()
    page.wait_for_timeout(400)
    box = page.locator(".md-select__inner").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= PHONE["width"]
    assert box["height"] > 100
