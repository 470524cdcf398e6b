"""A document is worked through by pointer and by keyboard alike."""

from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.pages import DOCUMENT, PAGES, Site

FOCUSED = """
() => {
  const stop = document.activeElement;
  const seen = stop.classList.contains("md-option") ? stop.nextElementSibling : stop;
  const box = seen.getBoundingClientRect();
  return {
    matches: ["a.md-skip", "a[data-sw-language]", ".md-nav--primary a[data-sw-page]", "a.sw-answer"]
      .filter(kind => stop.matches(kind)),
    marked: getComputedStyle(seen).outlineStyle !== "none" && box.width > 0 && box.right > 0 && box.left < innerWidth,
    html: stop.outerHTML.slice(0, 120),
    end: stop === document.body,
  };
}
"""


def top_of(page: Page, selector: str) -> float:
    """How far below the header an element stands."""
    script = "e => e.getBoundingClientRect().top - document.querySelector('.md-header').getBoundingClientRect().bottom"
    return float(page.locator(selector).evaluate(script))


def test_answers_jump_to_their_steps(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    targets = page.locator("a.sw-answer[href^='#']").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert len(targets) >= 5
    for number, target in enumerate(targets):
        page.locator("a.sw-answer[href^='#']").nth(number).click()
        assert page.url == site.url(DOCUMENT) + target
        assert 0 <= top_of(page, f"h3{target}") < DESKTOP["height"]


def test_an_answer_opens_another_document(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.locator("a.sw-answer:not([href^='#'])").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(site.url(DOCUMENT).replace("SVC-004", "SVC-007"))


def test_an_answer_is_pressed_by_keyboard(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.locator("a.sw-answer[href='#resolve']").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**#resolve")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#resolve').closest('li').contains(document.activeElement)")


def test_the_first_stop_skips_to_the_content(site: Site, open_page: Open) -> None:
    for kind in ("start", "procedure", "laws"):
        page = open_page(site.url(PAGES[kind]))
        page.keyboard.press("Tab")
        assert page.locator(".md-skip:focus").inner_text() == "Skip to the content"
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('#sw-content').contains(document.activeElement)")


def test_tab_reaches_everything_in_order_and_shows_where_it_is(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    order: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["end"]:
            break
        assert stop["marked"], stop["html"]
        order += [kind for kind in stop["matches"] if kind not in order]
    assert order == ["a.md-skip", "a[data-sw-language]", ".md-nav--primary a[data-sw-page]", "a.sw-answer"]


def test_sections_of_the_menu_open_by_keyboard(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    label = page.get_by_role("button", name="Policies")
    for key in ("Enter", " "):
        assert label.get_attribute("aria-expanded") == "false"
        label.press(key)
        assert label.get_attribute("aria-expanded") == "true"
        page.get_by_role("link", name="POL-009 Quality policy").first.wait_for(state="visible")
        label.press(key)


def test_the_menu_of_a_narrow_window_works_by_keyboard(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"]), viewport=PHONE)
    entry = page.locator(".md-nav--primary a[data-sw-page='index.html']")
    assert not entry.is_visible(), "what is out of sight must be out of the tab order, too"
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.htmlFor") == "__drawer"
    page.keyboard.press("Enter")
    entry.wait_for(state="visible")


def test_the_print_button_prints(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1; }")
    page.goto(site.url(DOCUMENT))
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed") == 1
