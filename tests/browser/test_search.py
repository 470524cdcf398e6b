"""The search box finds the step while typing, by keyboard and pointer, from a server and from a folder."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from benchmarks.search.judged import Judged, judged
from playwright.sync_api import Page

from sopwright.outputs.site.search import search_files
from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.pages import DOCUMENT, PAGES, Site
from tests.searching import HOSTILE, LANGUAGES, edition, engine, index, queries

ENGINE = Path(__file__).parents[2] / "templates/site/theme/assets/sopwright/search/engine.js"
MANY = 2_000
INPUT = ".md-search__input"
OPTION = "#sw-found [role=option]"
CHOSEN = f"{OPTION}[aria-selected=true]"

ASK = """
queries => queries.map(query => {
  const found = sopwrightSearch.engine.search(query, 10);
  return [found.cards.map(card => card.title), found.hits.map(hit => [hit.unit, hit.score])];
})
"""

WIDTHS = """
input => {
  const style = getComputedStyle(input);
  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = style.font;
  const room = input.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
  return [ruler.measureText(input.placeholder).width, room];
}
"""


def look_for(page: Page, query: str) -> None:
    """Type a query and wait for what it finds."""
    page.locator(INPUT).fill("")
    page.locator(INPUT).press_sequentially(query)
    answered(page, query)
    page.locator(OPTION).first.wait_for(timeout=5_000)


def answered(page: Page, query: str) -> None:
    """Wait until what is shown is the answer to this query, not to its first letters."""
    page.wait_for_function("query => document.querySelector('#sw-found').dataset.swQuery === query", arg=query)


def first_places(page: Page) -> list[str]:
    """Where the options lead, without the folders."""
    addresses = page.locator(f"{OPTION}:not(.sw-card)").evaluate_all("links => links.map(a => a.href)")
    return [str(address).rpartition("/")[2].replace(".html", "") for address in addresses]


# The two halves of the search


@pytest.mark.parametrize("part", [1, pytest.param(10, marks=pytest.mark.slow)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_browser_finds_exactly_what_python_finds(language: str, part: int, open_page: Open, tmp_path: Path) -> None:
    """Every word of the handbook and 2,000 queries of all kinds, or a tenth: the same ten, in the same order."""
    asked = [*index(language).forms[:: 10 // part], *queries(language, MANY * part // 10)]
    asked += [text for text in HOSTILE if _is_text(text)]
    name, text = next(iter(search_files(edition(language)).items()))
    (tmp_path / "index.js").write_text(text, encoding="utf-8")
    page = open_page("about:blank")
    page.add_script_tag(path=ENGINE)
    page.add_script_tag(path=tmp_path / "index.js")
    answers = page.evaluate(ASK, asked)
    assert name == "search/index.js"
    assert len(asked) > (MANY + 1_000) * part // 10
    differ: list[str] = []
    for query, (cards, hits) in zip(asked, answers, strict=True):
        mine = engine(language).search(query)
        if [card.title for card in mine.cards] != cards or [[hit.unit, hit.score] for hit in mine.hits] != hits:
            differ.append(query)
    assert differ == []


def _is_text(query: str) -> bool:
    """Whether a query can be handed to the browser: lone surrogates cannot."""
    return not any("\ud800" <= character <= "\udfff" for character in query)


def test_lone_surrogates_find_nothing_in_the_browser(open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "index.js").write_text(search_files(edition("en"))["search/index.js"], encoding="utf-8")
    page = open_page("about:blank")
    page.add_script_tag(path=ENGINE)
    page.add_script_tag(path=tmp_path / "index.js")
    assert page.evaluate("sopwrightSearch.engine.search('\\ud800\\udc00\\udfff').hits.length") == 0


# The judged queries


def _typed(language: str) -> Iterator[Judged]:
    """The judged queries that an inflected, misspelt or unfinished word makes hard, and that are right at once."""
    for query in judged(language):
        if query.kind in ("inflected", "typo", "prefix", "transliteration", "layout", "simplified", "unspaced"):
            yield query


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_typing_shows_the_right_step_first(language: str, site: Site, open_page: Open) -> None:
    page = open_page(site.url("team-leads/{language}/index.html", language))
    page.keyboard.press("/")
    wrong: list[str] = []
    asked = list(_typed(language))
    for query in asked:
        page.locator(INPUT).fill("")
        page.locator(INPUT).press_sequentially(query.query)
        answered(page, query.query)
        number, _, anchor = (first_places(page) or ["nothing"])[0].partition("#")
        if not {f"{number}#{anchor}".rstrip("#"), f"{number}#*"} & set(query.answers):
            wrong.append(f"{query.query}: {number}#{anchor}")
    assert len(asked) >= 20
    assert len(wrong) <= len(asked) // 8, wrong


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_closed_box_shows_all_of_its_words(language: str, site: Site, open_page: Open, screenshots: Path) -> None:
    page = open_page(site.url(DOCUMENT, language), viewport=DESKTOP)
    page.screenshot(
        path=screenshots / f"search-closed-{language}.png", clip={"x": 0, "y": 0, "width": 1440, "height": 200}
    )
    needed, room = page.locator(INPUT).evaluate(WIDTHS)
    assert 0 < needed <= room


@pytest.mark.parametrize(
    ("language", "typed", "place"),
    [
        ("en", "transfering", "SVC-007"),
        ("bg", "прехварлям", "SVC-007"),
        ("zh-Hant", "转接来电", "SVC-007"),
        ("ms", "pemindhan", "SVC-007"),
        ("lt", "peradresvim", "SVC-007"),
        ("ru", "опазданием", "POL-001"),
    ],
)
def test_an_inflected_misspelt_word_is_understood_on_the_way(
    language: str, typed: str, place: str, site: Site, open_page: Open
) -> None:
    page = open_page(site.url(PAGES["start"], language))
    look_for(page, typed)
    assert first_places(page)[0].partition("#")[0] == place
    assert page.locator("#sw-found mark").count() > 0


# The box


@pytest.mark.parametrize("way", ["server", "folder"])
def test_it_works_from_a_server_and_from_a_folder(way: str, site: Site, open_page: Open) -> None:
    address = site.url(DOCUMENT) if way == "server" else site.file_url(DOCUMENT)
    page = open_page("about:blank")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(address)
    look_for(page, "hand over in person")
    page.locator(f"{OPTION} .sw-hit-quote", has_text="colleague").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/SVC-007.html#warm")
    assert said == []
    assert len(page.workers) == 0 if way == "folder" else True


def test_a_server_uses_a_worker(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    assert page.workers == []
    look_for(page, "call")
    assert [worker.url.rpartition("/")[2] for worker in page.workers] == ["worker.js"]


def test_nothing_is_loaded_before_it_is_used(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.url(DOCUMENT))
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "search/index.js" in url or "engine.js" in url or "worker.js" in url]


def test_results_stand_by_document_with_the_place(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    look_for(page, "transfer colleague")
    group = page.get_by_role("group", name="SVC-007 Transferring a call").last
    assert group.get_by_role("option").count() > 1
    assert "Service handbook" in group.inner_text()
    assert "Step 8" in page.locator("#sw-found").inner_text() or "Step" in group.inner_text()


def test_an_extension_is_answered_at_once(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    look_for(page, "4455")
    card = page.locator(OPTION).first
    assert card.inner_text().splitlines()[0] == "Market department: 4455"
    page.keyboard.press("Enter")
    page.wait_for_url("**/SVC-007.html#which-department")


def test_it_is_worked_by_keyboard(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.keyboard.press("/")
    box = page.locator(INPUT)
    assert box.evaluate("e => e === document.activeElement")
    look_for(page, "leave")
    assert box.get_attribute("aria-expanded") == "true"
    first = page.locator(CHOSEN).get_attribute("id")
    assert box.get_attribute("aria-activedescendant") == first
    page.keyboard.press("ArrowDown")
    second = page.locator(CHOSEN)
    assert second.get_attribute("id") == box.get_attribute("aria-activedescendant") != first
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.locator(CHOSEN).get_attribute("id") == page.locator(OPTION).last.get_attribute("id")
    page.keyboard.press("Escape")
    assert box.get_attribute("aria-expanded") == "false"
    assert box.input_value() == ""


def test_ctrl_k_opens_it_and_leaving_it_closes_it(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.keyboard.press("Control+k")
    look_for(page, "call")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.md-search__scrollwrap')"), (
        "long results can be scrolled by key"
    )
    page.keyboard.press("Tab")
    assert page.locator(INPUT).get_attribute("aria-expanded") == "false"
    assert not page.evaluate("document.querySelector('[data-sw-search]').contains(document.activeElement)")


def test_it_says_how_much_was_found_and_when_nothing_was(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"], "lt"))
    status = page.get_by_role("status").first
    look_for(page, "atostogos")
    assert status.inner_text().split()[1] in ("dokumentas", "dokumentai", "dokumentų")
    page.locator(INPUT).fill("xyzxyzxyz")
    answered(page, "xyzxyzxyz")
    assert status.inner_text().startswith("Nieko nerasta")


def test_an_address_can_ask(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"]) + "?q=svc+7")
    page.locator(OPTION).first.wait_for()
    assert first_places(page)[0] == "SVC-007"


@pytest.mark.parametrize(
    "query", [text for text in HOSTILE if _is_text(text) and "\x00" not in text and "\n" not in text]
)
def test_no_query_breaks_the_box(query: str, site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"]))
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.locator(INPUT).fill(query)
    page.locator(INPUT).fill("transfer")
    answered(page, "transfer")
    assert first_places(page)[0].startswith("SVC-007")
    assert errors == []
    assert page.locator("#sw-found script").count() == 0


def test_marked_words_are_text_not_markup(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"], "zh-Hant"))
    look_for(page, "请假")
    assert set(page.locator("#sw-found mark").all_inner_texts()) == {"請假"}


def test_visitors_find_only_their_own(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["visitors"]))
    look_for(page, "visitor")
    assert {place.partition("#")[0] for place in first_places(page)} == {"MGT-001"}
    page.locator(INPUT).fill("approving leave")
    answered(page, "approving leave")
    assert "MGT-003" not in page.locator("#sw-found").inner_text()


CASES = [
    pytest.param("en", "hold transfr", DESKTOP, "light", id="desktop"),
    pytest.param("en", "4455", PHONE, "light", id="phone"),
    pytest.param("zh-Hant", "请假", DESKTOP, "dark", id="dark-zh-Hant"),
    pytest.param("ru", "jngecr", PHONE, "dark", id="phone-dark"),
    pytest.param("lt", "atostogu tvirtin", DESKTOP, "light", id="lt"),
]


@pytest.mark.parametrize(("language", "query", "window", "scheme"), CASES)
def test_the_open_box_is_accessible(
    language: str, query: str, window: Any, scheme: Any, site: Site, open_page: Open, screenshots: Path
) -> None:
    page = open_page(site.url(DOCUMENT, language), viewport=window, color_scheme=scheme)
    if window is PHONE:
        page.locator(".md-header label[for=__search][role=button]").click()
    look_for(page, query)
    page.locator(".sw-hit-quote").first.wait_for()
    page.wait_for_timeout(300)
    page.screenshot(path=screenshots / f"search-{language}-{scheme}-{window['width']}.png")
    results = Axe().run(page, context="[data-sw-search]")
    assert [violation["id"] for violation in results.response["violations"]] == []
    box = page.locator(".md-search__inner").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= window["width"]


def test_on_a_phone_the_closed_box_is_out_of_the_tab_order(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT), viewport=PHONE)
    for _ in range(12):
        page.keyboard.press("Tab")
        assert not page.evaluate("document.activeElement.matches('.md-search__input')")


def test_the_index_it_loads_is_the_audiences(site: Site) -> None:
    text = (site.folder / "public" / "en" / "search" / "index.js").read_text(encoding="utf-8")
    data = json.loads(text.removeprefix("sopwrightSearch.index(").removesuffix(");\n"))
    assert (data["audience"], data["language"]) == ("public", "en")
    assert [document[0] for document in data["documents"]] == ["MGT-001"]
