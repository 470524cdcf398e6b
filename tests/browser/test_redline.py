"""The page of a redline: accessible in light and dark, on a desk and on a phone, and without any request."""

from datetime import date
from pathlib import Path

import pytest

from sopwright.approval.side import Side
from sopwright.redline.html import html
from sopwright.redline.make import redline
from tests.browser.conftest import PHONE, SCHEMES, Open
from tests.browser.test_accessibility import grave_faults
from tests.repositories import PROJECT
from tests.test_change import HANDBOOK, edited, side
from tests.test_redline import CHANGES, base

__all__ = ["base"]


@pytest.fixture(scope="module")
def page_file(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    new = edited(base, tmp_path_factory.mktemp("new"), *[each for each in CHANGES if "<b>" not in each["new"]][:4])
    place = tmp_path_factory.mktemp("page") / "redline.html"
    place.write_text(html(PROJECT, redline(side(base), new, "en", date(2026, 11, 22))), encoding="utf-8")
    return place


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_redline_is_accessible(scheme: str, page_file: Path, open_page: Open) -> None:
    page = open_page(page_file.as_uri(), color_scheme=scheme)
    assert grave_faults(page) == []


def test_a_redline_fits_a_phone(page_file: Path, open_page: Open) -> None:
    page = open_page(page_file.as_uri(), viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("language", ["zh-Hant", "ru"])
def test_a_first_issue_in_other_scripts(language: str, tmp_path: Path, open_page: Open) -> None:
    assert HANDBOOK is not None
    document = next(iter(HANDBOOK.documents.values()))
    place = tmp_path / "first.html"
    place.write_text(
        html(PROJECT, redline(None, Side(HANDBOOK, document), language, date(2026, 11, 22))), encoding="utf-8"
    )
    page = open_page(place.as_uri())
    assert page.locator("html").get_attribute("lang") == language
    assert grave_faults(page) == []
