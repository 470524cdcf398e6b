"""axe finds no serious or critical fault, in light and in dark, in any language."""

from collections.abc import Iterable
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import PHONE, SCHEMES, Open
from tests.browser.pages import DOCUMENT, LANGUAGES, PAGES, Site

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
GRAVE = ("serious", "critical")
UNMEASURED = ("bgGradient", "bgImage", "imgNode", "pseudoContent")


def grave_faults(page: Page) -> list[str]:
    """What axe calls serious or critical, one line a fault; a contrast that pictures keep it from measuring, too."""
    page.evaluate(AXE_SCRIPT)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"]}
    found: Any = page.evaluate("options => axe.run(document, options)", options)
    assert found["passes"], "axe has looked at nothing"
    violations = [(fault, node) for fault in found["violations"] for node in fault["nodes"]]
    unsure = [(fault, node) for fault in found["incomplete"] for node in fault["nodes"] if _unmeasured(node)]
    return [
        f"{fault['id']}: {node['html']} {node['failureSummary']}"
        for fault, node in [*violations, *unsure]
        if fault["impact"] in GRAVE
    ]


def _unmeasured(node: Any) -> bool:
    if node["html"].startswith(("<text", "<tspan")):
        return False  # axe cannot measure words in a drawing; tests/browser/test_chart.py does
    return any((check["data"] or {}).get("messageKey") in UNMEASURED for check in node["any"])


def faults_at(page: Page, addresses: Iterable[str]) -> dict[str, list[str]]:
    """What is found at each address."""
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = grave_faults(page)
    return {address: faults for address, faults in found.items() if faults}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_type(scheme: str, site: Site, open_page: Open) -> None:
    page = open_page("about:blank", color_scheme=scheme)
    assert faults_at(page, [site.url(path) for path in PAGES.values()]) == {}


def test_a_document_in_every_language(site: Site, open_page: Open) -> None:
    page = open_page("about:blank")
    assert faults_at(page, [site.url(DOCUMENT, language) for language in LANGUAGES]) == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_phone(scheme: str, site: Site, open_page: Open) -> None:
    page = open_page("about:blank", color_scheme=scheme, viewport=PHONE)
    assert faults_at(page, [site.url(PAGES[kind]) for kind in ("procedure", "numbers", "post")]) == {}


def test_a_fault_is_seen(site: Site, open_page: Open) -> None:
    page = open_page(site.url(DOCUMENT))
    page.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<img src=\"../pictures/logo.svg\">')")
    assert [fault.split(":")[0] for fault in grave_faults(page)] == ["image-alt"]
