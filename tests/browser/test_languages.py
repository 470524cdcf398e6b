"""Readers get their language, keep their place when they change it, and software is told which one it reads."""

import pytest

from tests.browser.conftest import Open
from tests.browser.pages import DOCUMENT, FALLBACK, LANGUAGES, PAGES, Site

CHOICE = "team-leads/index.html"
BROWSERS = {
    "en-US": "en",
    "bg-BG": "bg",
    "zh-TW": "zh-Hant",
    "zh-Hant-HK": "zh-Hant",
    "ms-MY": "ms",
    "lt": "lt",
    "ru-RU": "ru",
}


def test_the_switch_keeps_document_and_place(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT) + "#greet")
    for language in (*LANGUAGES[1:], LANGUAGES[0]):
        page.locator(".md-select button").focus()
        page.locator(f"a[data-sw-language='{language}']").click()
        page.wait_for_url(site.url(DOCUMENT, language) + "#greet")
        assert page.locator("h1").inner_text() == site.title(language)


def test_the_switch_follows_the_reader_down_the_page(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.locator("a.sw-answer[href='#resolve']").click()
    page.locator(".md-select button").focus()
    page.locator("a[data-sw-language='lt']").click()
    page.wait_for_url(site.url(DOCUMENT, "lt") + "#resolve")


def test_the_switch_offers_every_language_by_its_own_name(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    links = page.locator("a[data-sw-language]")
    assert links.evaluate_all("links => links.map(link => link.dataset.swLanguage)") == list(LANGUAGES)
    assert links.evaluate_all("links => links.map(link => link.lang)") == list(LANGUAGES)
    assert page.locator("a[data-sw-language][aria-current]").inner_text() == "English"


@pytest.mark.parametrize("locale", BROWSERS)
def test_the_choice_opens_the_browsers_language(locale: str, site: Site, open_page: Open) -> None:
    page = open_page(site.url(CHOICE), locale=locale)
    page.wait_for_url(site.url(PAGES["start"], BROWSERS[locale]))


def test_the_choice_asks_when_it_has_no_such_language(site: Site, open_page: Open) -> None:
    page = open_page(site.url(CHOICE), locale="de-DE")
    page.wait_for_load_state("networkidle")
    assert page.url == site.url(CHOICE)
    assert page.locator("a[data-sw-language]").count() == len(LANGUAGES)


def test_a_choice_is_remembered(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["choice"]), locale="bg-BG")
    page.get_by_role("link", name="Lietuvių").click()
    page.wait_for_url(site.url(PAGES["start"], "lt"))
    page.goto(site.url(CHOICE))
    page.wait_for_url(site.url(PAGES["start"], "lt"))


def test_a_switch_is_remembered(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT, "bg"), locale="bg-BG")
    page.locator(".md-select button").focus()
    page.locator("a[data-sw-language='ru']").click()
    page.wait_for_url(site.url(DOCUMENT, "ru"))
    page.goto(site.url(CHOICE))
    page.wait_for_url(site.url(PAGES["start"], "ru"))


def test_every_page_says_its_language(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    for language in LANGUAGES:
        for kind in ("start", "procedure", "laws"):
            page.goto(site.url(PAGES[kind], language))
            assert page.locator("html").get_attribute("lang") == language
            words = page.locator("h1")
            assert words.evaluate("heading => heading.closest('[lang]').lang") == language


def test_words_in_another_language_say_so(site: Site, open_page: Open) -> None:
    page = open_page(site.url(FALLBACK, "lt"))
    assert page.locator("html").get_attribute("lang") == "lt"
    assert page.locator("h1[lang=en]").inner_text() == "Paid leave"
    assert page.locator("h2#purpose").evaluate("heading => heading.closest('[lang]').lang") == "en"
    assert page.locator("h2#sw-history").evaluate("heading => heading.closest('[lang]').lang") == "lt"
    assert page.locator(".sw-banner-fallback").is_visible()


def test_links_to_words_in_another_language_say_so(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    for kind in ("start", "book", "numbers", "post"):
        page.goto(site.url(PAGES[kind].replace("service", "policies"), "lt"))
        links = page.get_by_role("link", name="Paid leave", include_hidden=True)
        languages = links.evaluate_all("links => links.map(link => (link.querySelector('[lang]') || link).lang)")
        assert set(languages) == {"en"}, kind
