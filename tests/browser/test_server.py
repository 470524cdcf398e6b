"""The server's own pages in a browser: sign in, look around, sign out; axe in light and dark, on a desk and a phone."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import DESKTOP, PHONE, Open
from tests.browser.test_accessibility import faults_at
from tests.serving import prepare, started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with started(prepare(tmp_path_factory.mktemp("browser"))) as (_, client):
        yield str(client.base_url).rstrip("/")


@pytest.mark.parametrize(("scheme", "size", "language"), [("light", DESKTOP, "en"), ("dark", PHONE, "bg")])
def test_somebody_signs_in_looks_around_and_signs_out(
    address: str, open_page: Open, scheme: str, size: object, language: str
) -> None:
    page = open_page(f"{address}/sign-in?language={language}", color_scheme=scheme, viewport=size)
    assert faults_at(page, [page.url]) == {}
    page.click('button[value="a.agent"]')
    assert page.url == f"{address}/agents/{language}/index.html"
    assert faults_at(page, [f"{address}/account", f"{address}/nothing"]) == {}
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{address}/account")
    page.click("header button")
    assert page.url == f"{address}/signed-out"
    assert faults_at(page, [page.url]) == {}
    page.goto(f"{address}/account")
    assert page.url.startswith(f"{address}/sign-in")


def test_without_scripts_too(address: str, open_page: Open) -> None:
    page = open_page(f"{address}/account", java_script_enabled=False)
    page.click('button[value="l.lead"]')
    assert page.url == f"{address}/account"
    page.click("main button")
    assert page.url == f"{address}/signed-out"
