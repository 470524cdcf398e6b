"""Chromium, the built site, and pages that remember what went wrong on them."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.pages import ROOT, Site, build_site
from tests.browser.static import StaticHandler

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DESKTOP = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
SCHEMES = ("light", "dark")

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's path; without one the tests are skipped, but not in continuous integration."""
    found = next((path for path in map(shutil.which, NAMES) if path), None)
    if found is not None:
        return found
    reason = f"no Chromium on PATH (looked for {', '.join(NAMES)}); install one to run the browser tests"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The handbook, built once and served to anybody."""
    del chromium  # nothing is built when there is no browser
    repository = tmp_path_factory.mktemp("repository")
    build_site(repository)
    handler = partial(StaticHandler, directory=str(repository / "build" / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield Site(repository, f"http://127.0.0.1:{server.server_port}")
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def chrome(chromium: str) -> Iterator[Browser]:
    """The browser, shared by all tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chrome: Browser) -> Iterator[Open]:
    """Opens an address as a reader with these settings would see it; everything is closed after the test."""
    contexts = []

    def opened(address: str, **settings: Any) -> Page:
        context = chrome.new_context(**{"viewport": DESKTOP, "locale": "en-GB", "reduced_motion": "reduce", **settings})
        contexts.append(context)
        page = context.new_page()
        page.goto(address)
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def screenshots() -> Path:
    """Where pictures of pages are put; git ignores it."""
    folder = ROOT / "build" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
