"""A reader of a translation whose source has changed is told so, in their language, wherever the change is."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import SCHEMES, Open
from tests.browser.pages import LANGUAGES, STALE, STALE_FOLDER, STALE_SECTION, Site
from tests.browser.test_accessibility import grave_faults

TRANSLATED = [language for language in LANGUAGES if language != "en"]


NOTE = f"li.sw-stale:has(#{STALE_SECTION}) .sw-stale-note"
"""The note at the changed step."""


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_banner_in_the_readers_language_names_the_section(language: str, site: Site, open_page: Open) -> None:
    page = open_page(site.url(STALE, language))
    banner = page.locator(".sw-banner-stale")
    expect(banner).to_be_visible()
    catalogue = site.words(language)
    assert banner.locator("p").inner_text().startswith(catalogue["stale"].partition("{")[0])
    (named,) = banner.locator("li").all_inner_texts()
    assert f"### {named} {{#{STALE_SECTION}}}" in (site.repository / STALE_FOLDER / f"{language}.md").read_text("utf-8")
    banner.get_by_role("link").click()
    assert page.url.endswith(f"#{STALE_SECTION}")
    expect(page.locator(NOTE)).to_contain_text(catalogue["stale_here"])


def test_the_sources_present_words_are_one_click_away(site: Site, open_page: Open) -> None:
    page = open_page(site.url(STALE, "bg"))
    source = page.locator(f"{NOTE} .sw-source")
    expect(source).to_be_hidden()
    page.locator(f"{NOTE} summary").click()
    expect(source).to_be_visible()
    expect(source).to_contain_text("45")
    assert source.get_attribute("lang") == "en"


def test_it_is_reached_and_opened_by_keyboard(site: Site, open_page: Open) -> None:
    page = open_page(site.url(STALE, "bg"))
    page.locator(".sw-banner-stale a").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**#{STALE_SECTION}")
    summary = page.locator(f"{NOTE} summary")
    for _ in range(6):
        page.keyboard.press("Tab")
        if summary.evaluate("one => one === document.activeElement"):
            break
    assert summary.evaluate("one => one === document.activeElement && getComputedStyle(one).outlineStyle !== 'none'")
    page.keyboard.press("Enter")
    expect(page.locator(f"{NOTE} .sw-source")).to_be_visible()


def test_the_source_itself_and_other_documents_have_no_banner(site: Site, open_page: Open) -> None:
    for address in (site.url(STALE, "en"), re.sub("SVC-006", "SVC-004", site.url(STALE, "bg"))):
        assert open_page(address).locator(".sw-banner-stale").count() == 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_no_grave_fault(scheme: str, site: Site, open_page: Open) -> None:
    page = open_page("about:blank", color_scheme=scheme)
    for language in ("bg", "zh-Hant"):
        page.goto(site.url(STALE, language))
        page.locator(f"{NOTE} summary").click()
        assert grave_faults(page) == []
