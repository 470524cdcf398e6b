"""The preview in a browser: a page follows its files by itself, keeps its place, and shows and drops faults."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, SCHEMES, Open
from tests.editions import ANSWERING, replaced
from tests.previewing import Preview, previewed
from tests.repositories import apply, copy

PAGE = "/agents/en/service/SVC-001.html"
LONG = 60_000
"""Milliseconds; on a busy machine a check of the handbook takes its time."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(tmp_path, site=True)


@pytest.fixture
def preview(root: Path) -> Iterator[Preview]:
    with previewed(root) as served:
        yield served


def _wrongs(page: Page) -> list[str]:
    """What goes wrong on a page from now on."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def test_a_page_follows_its_file_and_keeps_its_place(preview: Preview, root: Path, open_page: Open) -> None:
    page = open_page(preview.url + PAGE)
    wrongs = _wrongs(page)
    expect(page.get_by_role("region", name="Preview")).to_contain_text("No faults", timeout=LONG)
    page.mouse.wheel(0, 700)
    page.wait_for_function("() => window.scrollY > 300")
    before = page.evaluate("window.scrollY")
    apply(root, replaced(ANSWERING + "en.md", "Every caller is answered.", "Every caller is greeted."))
    expect(page.locator("#sw-content")).to_contain_text("Every caller is greeted.", timeout=LONG)
    page.wait_for_function(f"() => Math.abs(window.scrollY - {before}) < 5")
    assert wrongs == []


def test_a_fault_shows_above_the_page_and_goes(preview: Preview, root: Path, open_page: Open) -> None:
    page = open_page(preview.url + PAGE)
    wrongs = _wrongs(page)
    apply(root, replaced(ANSWERING + "procedure.yml", "owner: team-lead", "owner: nobody"))
    panel = page.get_by_role("region", name="1 fault")
    expect(panel).to_contain_text("procedure.yml, line", timeout=LONG)
    expect(panel.locator("mark")).to_have_text("nobody", timeout=LONG)
    assert panel.bounding_box() is not None
    expect(page.locator("#sw-content")).to_contain_text("Every caller is answered.", timeout=LONG)
    apply(root, replaced(ANSWERING + "procedure.yml", "owner: nobody", "owner: team-lead"))
    expect(panel).to_have_count(0, timeout=LONG)
    expect(page.get_by_role("region", name="Preview")).to_contain_text("No faults", timeout=LONG)
    assert wrongs == []


def test_the_bar_leads_to_other_languages_and_audiences(preview: Preview, open_page: Open) -> None:
    page = open_page(preview.url + PAGE)
    page.get_by_label("Audience").select_option("Leads")
    page.wait_for_url("**/leads/en/service/SVC-001.html")
    page.locator(".swp-bar").get_by_label("Language").select_option("Български")
    page.wait_for_url("**/leads/bg/service/SVC-001.html")
    expect(page.get_by_role("region", name="Преглед")).to_be_visible(timeout=LONG)


def test_the_search_finds(preview: Preview, open_page: Open) -> None:
    page = open_page(preview.url + PAGE)
    page.keyboard.press("/")
    page.keyboard.type("transfer")
    expect(page.locator("#sw-found")).to_contain_text("SVC-002", timeout=LONG)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_bar_and_faults_fit_the_page(
    preview: Preview, root: Path, open_page: Open, screenshots: Path, size: str, scheme: str
) -> None:
    apply(root, replaced(ANSWERING + "procedure.yml", "owner: team-lead", "owner: nobody"))
    apply(root, replaced(ANSWERING + "en.md", "Every caller is answered.", "Every caller ](is answered {limit:none}."))
    preview.until(PAGE, "2 faults")
    settings = {"viewport": PHONE, "is_mobile": True} if size == "phone" else {}
    page = open_page(preview.url + PAGE, color_scheme=scheme, **settings)
    expect(page.get_by_role("region", name="2 faults")).to_be_visible(timeout=LONG)
    page.screenshot(path=screenshots / f"preview-{size}-{scheme}.png")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0
    bar = page.get_by_role("region", name="Preview").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= page.evaluate("window.innerHeight") + 1
