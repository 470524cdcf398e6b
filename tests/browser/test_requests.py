"""Every page keeps to its own host and opens without a complaint, from a server and from a folder."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import ConsoleMessage, Page

from tests.browser.conftest import Open
from tests.browser.pages import PAGES, Site

LEFT = "net::ERR_ABORTED"
"""The browser drops what it was still loading when the test goes on to the next page."""

LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event => {
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`);
});
"""
SHOW_PICTURES = """
() => Promise.all([...document.images].map(image => {
  image.loading = "eager";
  return image.decode().catch(() => {});
}))
"""


def complaints(page: Page, addresses: Iterable[str], home: str) -> list[str]:
    """Open pages and tell everything that was asked of another place, failed or was complained about."""
    found: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith((home, "data:")) else found.append(asked.url))
    page.on(
        "requestfailed", lambda asked: None if asked.failure == LEFT else found.append(f"{asked.url}: {asked.failure}")
    )
    page.on("response", lambda given: found.append(f"{given.url}: {given.status}") if given.status >= 400 else None)
    page.on("console", lambda said: found.append(_said(said)) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: found.append(f"{page.url}: {error}"))
    page.add_init_script(LISTEN)
    for address in addresses:
        page.goto(address)
        page.evaluate(SHOW_PICTURES)
        found += [f"{address}: {violation}" for violation in page.evaluate("window.violations")]
    return found


def _said(message: ConsoleMessage) -> str:
    return f"{message.location['url']}: {message.text}"


def test_served_pages_are_quiet(site: Site, open_page: Open) -> None:
    addresses = [site.url(path) for path in PAGES.values()]
    assert complaints(open_page("about:blank"), addresses, site.address) == []


def test_pages_in_a_folder_are_quiet(site: Site, open_page: Open) -> None:
    addresses = [site.file_url(path) for path in PAGES.values()]
    assert complaints(open_page("about:blank"), addresses, site.folder.as_uri()) == []


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ("fetch('https://example.org/').catch(() => {})", "connect-src https://example.org/"),
        ("document.body.append(Object.assign(new Image(), {src: 'none.png'}))", "/none.png: 404"),
        ("console.warn('look out')", "look out"),
    ],
)
def test_a_complaint_is_heard(script: str, expected: str, site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {script} }})")
    heard = complaints(page, [site.url(PAGES["start"])], site.address)
    assert any(expected in complaint for complaint in heard)
