"""The flowchart in a browser: it scrolls by itself on a phone, and its steps lead to their words."""

from tests.browser.conftest import Open
from tests.browser.pages import DOCUMENT, Site

PHONE = {"width": 390, "height": 844}


def test_a_chart_scrolls_by_itself_on_a_phone(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT, "ru"), viewport=PHONE)
    frame = "document.querySelector('.sw-chart-frame')"
    assert page.evaluate(f"{frame}.scrollWidth > {frame}.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    drawn = page.evaluate("document.querySelector('.sw-chart').getBoundingClientRect().width")
    asked = page.evaluate("document.querySelector('.sw-chart').width.baseVal.value")
    assert abs(drawn - asked) < 1


def test_a_step_of_the_chart_leads_to_its_words(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.locator(".sw-chart-link").nth(3).click()
    assert page.url.endswith("#identify")
    assert page.locator("h3#identify").is_visible()


def test_a_chart_is_coloured_in_light_and_in_dark(site: Site, open_page: Open) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = open_page(site.url(DOCUMENT), color_scheme=scheme)
        fill = "getComputedStyle(document.querySelector('.sw-chart polygon.sw-chart-decision')).fill"
        colours.add(page.evaluate(fill))
    assert len(colours) == 2
    assert "rgb(0, 0, 0)" not in colours
