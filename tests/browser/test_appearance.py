"""Light and dark, on paper, and pictures of every page for whoever wants to look."""

import struct
import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize

from tests.browser.conftest import DESKTOP, PHONE, SCHEMES, Open
from tests.browser.pages import DOCUMENT, LANGUAGES, PAGES, Site

VIEWS: dict[str, ViewportSize] = {"desktop": DESKTOP, "phone": PHONE}
LIGHT = 128


def brightness(page: Page, selector: str) -> float:
    """How light an element's background is, from 0 to 255."""
    colour = page.locator(selector).evaluate("element => getComputedStyle(element).backgroundColor")
    red, green, blue = (float(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))
    return (red + green + blue) / 3


def press_toggle(page: Page) -> None:
    """Press the button that changes the colours."""
    page.locator("form[data-md-component=palette] label:visible").click()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_follow_the_device(scheme: str, site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT), color_scheme=scheme)
    assert (brightness(page, "body") > LIGHT) == (scheme == "light")


def test_dark_is_kept_on_the_next_page_and_in_the_next_language(site: Site, open_page: Open) -> None:
    page = open_page(site.url(PAGES["start"]), color_scheme="light")
    press_toggle(page)
    assert brightness(page, "body") > LIGHT
    press_toggle(page)
    assert brightness(page, "body") < LIGHT
    page.locator("a.sw-tile").first.click()
    page.wait_for_url("**/management/index.html")
    assert brightness(page, "body") < LIGHT
    page.goto(site.url(DOCUMENT, "zh-Hant"))
    assert brightness(page, "body") < LIGHT


def test_paper_is_white_though_the_screen_is_dark(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT), color_scheme="dark")
    page.emulate_media(media="print")
    assert brightness(page, "body") == 255
    assert (
        page.locator(".sw-facts dt").first.evaluate("element => getComputedStyle(element).color") == "rgb(77, 96, 104)"
    )
    assert not page.locator(".md-header").is_visible()
    assert [tools.is_visible() for tools in page.locator(".sw-tools").all()] == [False, False]
    assert page.locator(".sw-answer").first.is_visible()


def photograph(page: Page, path: Path, width: int) -> None:
    """Take a picture of a whole page and make sure that something is on it."""
    data = page.screenshot(path=path, full_page=True)
    assert struct.unpack(">I", data[16:20]) == (width,), "the picture is wider than the screen"
    assert _different_bytes(data) > 64, f"{path} is blank"


def _different_bytes(png: bytes) -> int:
    """How many different bytes a picture's pixels are made of; one of a single colour has two or three."""
    pixels, place = b"", 8
    while place < len(png):
        length, kind = struct.unpack(">I4s", png[place : place + 8])
        pixels += png[place + 8 : place + 8 + length] if kind == b"IDAT" else b""
        place += length + 12
    return len(set(zlib.decompress(pixels)))


PICTURES = [(kind, "en") for kind in PAGES]
PICTURES += [(kind, language) for kind in ("start", "procedure") for language in LANGUAGES[1:]]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("view", VIEWS)
def test_pictures(view: str, scheme: str, site: Site, open_page: Open, screenshots: Path) -> None:
    page = open_page("about:blank", color_scheme=scheme, viewport=VIEWS[view])
    for kind, language in PICTURES:
        page.goto(site.url(PAGES[kind], language))
        photograph(page, screenshots / f"{kind}-{language}-{view}-{scheme}.png", VIEWS[view]["width"])


def test_a_blank_picture_is_seen(open_page: Open) -> None:
    assert _different_bytes(open_page("about:blank").screenshot()) < 8
