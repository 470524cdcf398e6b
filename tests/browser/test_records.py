"""Reading on record in a browser: the whole story in two languages without a script, and every page by axe."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from rich.console import Console

from sopwright.commands.build import Wanted, build
from sopwright.commands.records import verify
from sopwright.edition.reader import catalogue
from sopwright.edition.words import Catalogue
from sopwright.outputs.site.site import SiteOutput
from sopwright.records import database
from sopwright.records.desk import Desk
from sopwright.records.library import library_of
from sopwright.serve.app import create_app
from sopwright.serve.run import bind
from sopwright.serve.settings import Settings
from tests.browser.conftest import DESKTOP, PHONE, SCHEMES, Open
from tests.browser.pages import LANGUAGES
from tests.browser.test_accessibility import grave_faults
from tests.conftest import TODAY
from tests.repositories import PROJECT, copy
from tests.serving import START, Clock, in_thread, loaded
from tests.test_quiz import PLACE, QUIZ

pytestmark = pytest.mark.slow

EDITS = (
    {"file": PLACE, "write": QUIZ},
    {"file": "registers/training.yml", "write": "auditors: [manager]\n"},
    {"file": "registers/organisation.yml", "append": "server: true\n"},
)


@contextmanager
def running(root: Path, folder: Path, now: datetime = START) -> Iterator[str]:
    """A server on a handbook; gives its address."""
    url = f"sqlite:///{folder / 'records.db'}"
    engine, clock, handbook = database.open(url), Clock(now), loaded(root)
    listening = bind("127.0.0.1:0")
    here = f"127.0.0.1:{listening.getsockname()[1]}"
    desk = Desk(engine, clock, library_of(handbook, {}))
    settings = Settings(listen=here, address=f"http://{here}", database=url)
    with listening, in_thread(create_app(settings, root, handbook, engine, clock, desk), listening):
        yield f"http://{here}"
    desk.writer.close()
    engine.dispose()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with a quiz, and the sites of agents and leads."""
    root = copy(tmp_path_factory.mktemp("story") / "root", EDITS, site=True)
    said = StringIO()
    wanted = Wanted(audiences=("agents", "leads"))
    assert build(root, TODAY, (SiteOutput(root),), wanted, 1, Console(file=said)) == 0, said.getvalue()
    return root


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the example handbook, whose pages speak six languages."""
    root = tmp_path_factory.mktemp("example")
    for name in ("handbook", "policies", "registers", "templates"):
        shutil.copytree(PROJECT / name, root / name)
    with running(root, root, datetime(2026, 11, 24, 9, tzinfo=UTC)) as address:
        yield address


def sign_in(page: Page, address: str, name: str, language: str) -> None:
    page.goto(f"{address}/sign-in?language={language}")
    page.get_by_role("button", name=name).click()


def answer(page: Page, t: Catalogue, right: str) -> None:
    for question in page.get_by_role("group").all():
        question.get_by_label(right, exact=True).check()
    page.get_by_label(t("reading.statement")).check()
    page.get_by_role("button", name=t("reading.confirm")).click()


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_story_of_a_document(built: Path, tmp_path: Path, open_page: Open, language: str) -> None:
    handbook = loaded(built)
    t = catalogue(handbook, language)
    title, settings = handbook.documents["SVC-001"].title(language), {"java_script_enabled": False}
    yes, no = {"en": ("Yes", "No"), "bg": ("Да", "Не")}[language]
    with running(built, tmp_path) as address:
        agent = open_page(address, **settings)
        sign_in(agent, address, "Ann Agent", language)
        agent.goto(f"{address}/agents/{language}/service/SVC-001.html")
        agent.get_by_role("link", name=t("document.confirm")).click()
        answer(agent, t, no)
        expect(agent.get_by_role("alert")).to_contain_text(t.count("reading.failed", 3))
        answer(agent, t, yes)
        expect(agent.get_by_role("status")).to_have_text(t("reading.thanks", title=title))
        agent.goto(f"{address}/agents/{language}/service/SVC-001.html")
        agent.get_by_role("link", name=t("feedback.title")).click()
        agent.get_by_label(t("feedback.kinds.unclear")).check()
        agent.get_by_label(t("feedback.text")).fill("Two rings of which phone?")
        agent.get_by_role("button", name=t("feedback.send")).click()
        remark = agent.url

        lead = open_page(address, **settings)
        sign_in(lead, address, "Lee Lead", language)
        lead.goto(f"{address}/reading?language={language}")
        lead.get_by_role("link", name=t("team.title")).click()
        expect(lead.get_by_role("row", name="Ann Agent")).to_contain_text(t("team.confirmed"))
        lead.goto(f"{address}/inbox?language={language}")
        lead.get_by_label(t("inbox.answer")).fill("Of the desk phone.")
        lead.get_by_label(t("inbox.status")).select_option("done")
        lead.get_by_role("button", name=t("inbox.send")).click()

        agent.goto(f"{remark}?language={language}")
        expect(agent.get_by_text("Of the desk phone.")).to_be_visible()

        auditor = open_page(address, **settings)
        sign_in(auditor, address, "Max Manager", language)
        auditor.goto(f"{address}/audit?language={language}")
        expect(auditor.get_by_role("status")).to_have_text(t("audit.holds", n=t.number(1)))
        with auditor.expect_download() as begun:
            auditor.get_by_role("link", name="CSV").click()
        assert "a.agent" in Path(begun.value.path()).read_text(encoding="utf-8-sig")
    said = StringIO()
    url = f"sqlite:///{tmp_path / 'records.db'}"
    assert verify(url, Console(file=said), built, None, None, False, Console(file=said)) == 0
    assert "The chain of 1 confirmations holds." in said.getvalue()


PEOPLE = {
    "Anna Baker": ("/reading", "/read/SVC-004", "/feedback/SVC-004", "/feedback", "/searches"),
    "Elena Stoyanova": ("/reading", "/team", "/inbox"),
    "Rachel Tan": ("/overview",),
}


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(
    example: str, open_page: Open, screenshots: Path, language: str, scheme: Any
) -> None:
    page = open_page(example, viewport=PHONE if scheme == "dark" else DESKTOP, color_scheme=scheme)
    for name, places in PEOPLE.items():
        sign_in(page, example, name, language)
        for place in places:
            page.goto(f"{example}{place}?language={language}")
            assert grave_faults(page) == []
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), place
            shot = f"serve{place.replace('/', '-')}-{language}-{scheme}.png"
            page.screenshot(path=screenshots / shot, full_page=True)
