"""The redline: what a reviewer sees of a change, on the page, on paper and in the terminal."""

import io
import re
import shutil
from collections.abc import Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from sopwright.approval.change import ChangeReport, change_between
from sopwright.approval.side import Side
from sopwright.edition.reader import catalogue
from sopwright.load.handbook import load
from sopwright.redline.blocks import Differ
from sopwright.redline.html import html
from sopwright.redline.inline import DELETED, INSERTED, Setting
from sopwright.redline.make import redline
from sopwright.redline.pdf import pdf
from sopwright.redline.records import Redline
from sopwright.redline.say import Teller
from sopwright.redline.terminal import terminal
from sopwright.source.markdown import parse
from sopwright.source.nodes import Nodes, plain, rewrite
from sopwright.source.text import Source
from tests.editions import ANSWERING, replaced
from tests.redlines import copied
from tests.repositories import PROJECT
from tests.test_change import EDITS, HANDBOOK, edited, side

YAML, EN, BG = (ANSWERING + name for name in ("procedure.yml", "en.md", "bg.md"))
DAY = date(2026, 11, 22)
SIX = ("en", "bg", "zh-Hant", "ms", "lt", "ru")

CHANGES = [
    replaced(YAML, "  resolve: {by", "  look-up: {by: agent, within: 2 min, then: resolve}\n  resolve: {by"),
    replaced(YAML, "no: SVC-002#warm", "no: answer"),
    replaced(YAML, "answer: {by: agent", "answer: {by: team-lead"),
    replaced(YAML, "owner: team-lead", "owner: manager"),
    replaced(EN, "### Resolve it", "### Look it up {#look-up}\n\nUse <b> & your eyes.\n\n### Resolve it"),
    replaced(EN, "Hold the caller {limit:hold} at most.", "Do not hold the caller longer than {limit:hold}."),
    replaced("registers/limits.yml", "value: 60 s", "value: 90 s"),
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small handbook with what its words need; pages are made with the project's own templates and fonts."""
    return copied(tmp_path_factory.mktemp("base"))


@pytest.fixture(scope="module")
def pair(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Side, Side]:
    changes = [dict(each) for each in CHANGES]
    changes[4]["new"] = changes[4]["new"].replace("<b>", "`<b>`")
    return side(base), edited(base, tmp_path_factory.mktemp("new"), *changes)


@pytest.fixture(scope="module")
def shown(pair: tuple[Side, Side]) -> Redline:
    return redline(*pair, "en", DAY)


class Words(HTMLParser):
    """The words of a page, with those that came and went apart."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside: list[str] = []
        self.found: dict[str, list[str]] = {"ins": [], "del": [], "all": []}
        self.tags: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in ("ins", "del", "style"):
            self.inside.append(tag)
        if ("class", "unseen") in attrs:
            self.inside.append("unseen")
        elif tag == "span" and self.inside:
            self.inside.append("span")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and (tag == self.inside[-1] or (tag == "span" and self.inside[-1] == "unseen")):
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if "style" in self.inside or "unseen" in self.inside:
            return
        self.found["all"].append(data)
        for tag in ("ins", "del"):
            if tag in self.inside:
                self.found[tag].append(data)

    def text(self, tag: str) -> str:
        return " ".join(" ".join(self.found[tag]).split())


def test_steps_and_branches_are_told_as_such(shown: Redline) -> None:
    steps = {step.id: step for section in shown.sections for step in section.steps}
    assert [steps[key].state for key in ("answer", "known", "look-up", "resolve")] == ["same", "same", "added", "same"]
    assert steps["look-up"].changes == ("Step added after step 2: Look it up",)
    assert steps["look-up"].number == "3"
    assert steps["answer"].changes == ("Carried out by: Agent → Team lead",)
    assert steps["known"].changes == ("Answer “No” now leads to: Answer the call (before: SVC-002#warm)",)
    assert shown.change == "material"
    assert [signer.post for signer in shown.signers]
    assert shown.again == ("Agent",)
    assert [(fact.name, fact.old, fact.new) for fact in shown.facts] == [("Owner", "Team lead", "Manager")]


def test_a_target_that_only_has_another_number_is_no_change(shown: Redline) -> None:
    steps = {step.id: step for section in shown.sections for step in section.steps}
    answers = {plain(answer): target for answer, target in steps["known"].ways}
    assert plain(answers["Yes"]) == "Go on with step 4: Resolve it"
    assert {node.kind for node in answers["Yes"]} == {"text"}


def test_the_page_shows_words_that_came_and_went(shown: Redline) -> None:
    page = html(PROJECT, shown)
    words = Words(page)
    assert "60 seconds" in words.text("del")
    assert "90 seconds" in words.text("ins")
    assert "Look it up" in words.text("ins")
    assert "Every caller is answered." not in words.text("ins") + words.text("del")
    assert "Every caller is answered." in words.text("all")
    assert "<b>" in words.text("ins")
    assert "b" not in words.tags


def test_the_page_stands_alone(shown: Redline) -> None:
    page = html(PROJECT, shown)
    words = Words(page)
    assert words.tags & {"script", "link", "iframe", "object", "form", "a"} == set()
    assert re.findall(r'(?:src|href)="(?!data:image/)', page) == []
    assert "url(" not in page
    assert "default-src 'none'" in page
    assert page.count("<ins>") == page.count("</ins>")
    assert 'class="unseen">[inserted: ' in page
    assert 'class="unseen">[deleted: ' in page
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg"') == 2
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_all_that_is_shown_is_escaped(base: Path, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>"
    edits = [
        replaced("registers/posts.yml", "{en: Manager,", f"{{en: '{evil}',"),
        replaced(YAML, "owner: team-lead", "owner: manager"),
        replaced("registers/directory.yml", "{en: Market,", f"{{en: '{evil}',"),
        replaced(EN, "{extension:market}", "{department:market}"),
    ]
    shown = redline(side(base), edited(base, tmp_path / "new", *edits), "en", DAY)
    page = html(PROJECT, shown)
    assert evil not in page
    assert page.count("&lt;script&gt;") >= 3


def test_templates_of_a_change_reach_nothing(tmp_path: Path, shown: Redline) -> None:
    root = tmp_path / "root"
    for part in ("redline", "fonts"):
        shutil.copytree(PROJECT / "templates" / part, root / "templates" / part, dirs_exist_ok=True)
    place = root / "templates/redline/page.html"
    place.write_text("{{ ''.__class__.__mro__[1].__subclasses__() }}")
    with pytest.raises(Exception, match="unsafe"):
        html(root, shown)


def test_a_first_issue_is_readable(pair: tuple[Side, Side]) -> None:
    first = redline(None, pair[1], "en", DAY)
    page = html(PROJECT, first)
    assert first.first
    assert first.change == "material"
    assert "This is the first issue, so all of it is new." in page
    assert "<ins>" not in page
    assert {step.state for section in first.sections for step in section.steps} == {"same"}
    assert ("Owner", "", "Manager") in [(fact.name, fact.old, fact.new) for fact in first.facts]


def test_nothing_changed_is_said(pair: tuple[Side, Side]) -> None:
    same = redline(pair[0], pair[0], "en", DAY)
    assert same.is_empty
    assert "Nothing has changed." in html(PROJECT, same)
    assert "Nothing has changed." in terminal(same).plain


def test_a_change_that_is_called_editorial_is_shown_for_what_it_is(base: Path, tmp_path: Path) -> None:
    line = "  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue, bg: Първо издание}}"
    second = "  - {number: 2, date: 2026-03-01, class: CLASS, summary: {en: Changed, bg: Променено}}"
    revised = [replaced(YAML, line, f"{line}\n{second.replace('CLASS', 'editorial')}")]
    longer = replaced(YAML, "within: 5 min", "within: 6 min")
    lowered = redline(side(base), edited(base, tmp_path / "a", *revised, longer), "en", DAY)
    assert (lowered.change, lowered.notice) == ("material", "lowered")
    raised = [replaced(YAML, line, f"{line}\n{second.replace('CLASS', 'material')}")]
    up = redline(side(base), edited(base, tmp_path / "b", *raised), "en", DAY)
    assert (up.change, up.notice, [reason for reason in up.reasons if reason.material]) == ("material", "raised", [])
    fine = redline(side(base), edited(base, tmp_path / "c", *revised), "en", DAY)
    assert (fine.change, fine.notice, fine.again) == ("editorial", "", ())
    unapproved = redline(side(base), edited(base, tmp_path / "d", *revised), "en", DAY, unapproved=True)
    assert (unapproved.change, unapproved.notice) == ("material", "unapproved")


def test_what_a_change_means_for_translations(base: Path, tmp_path: Path) -> None:
    def states(name: str, *edits: Mapping[str, Any]) -> list[tuple[str, str]]:
        shown = redline(side(base), edited(base, tmp_path / name, *edits), "en", DAY)
        return [(each.language, each.state) for each in shown.translations]

    words = replaced(EN, "Every caller is answered.", "Each caller is answered.")
    assert states("a", words) == [("Български", "behind")]
    assert states("b", words, replaced(BG, "# Отговаряне", "# Отговаряне!")) == [("Български", "changed")]
    assert states("c", replaced(YAML, "within: 5 min", "within: 6 min")) == [("Български", "again")]
    assert states("d") == [("Български", "untouched")]
    gone = [{"file": BG, "delete": True}]
    assert states("e", *gone) == [("Български", "missing")]


def test_a_translation_is_shown_in_its_own_words(base: Path, tmp_path: Path) -> None:
    new = edited(base, tmp_path / "new", replaced(BG, "# Отговаряне", "# Отговаряне!"), CHANGES[2])
    shown = redline(side(base), new, "bg", DAY)
    page = html(PROJECT, shown)
    assert shown.language == "bg"
    assert '<html lang="bg">' in page
    assert "Изпълнява се от: Агент → Ръководител" in page
    assert "Съществена" in page
    assert "!" in Words(page).text("ins")
    fallback = redline(side(base), new, "en", DAY)
    assert fallback.change == shown.change


def test_a_removed_picture_is_shown(base: Path, tmp_path: Path) -> None:
    new = edited(base, tmp_path / "new", replaced(EN, "![A ready seat](seat.png)\n\n", ""))
    page = html(PROJECT, redline(side(base), new, "en", DAY))
    assert re.search(r"<del>[^≠]*<img src=\"data:image/png;base64,", page)


def test_a_replaced_picture_is_shown_twice(base: Path, tmp_path: Path) -> None:
    new = edited(base, tmp_path / "new", {"file": ANSWERING + "seat.png", "copy": "registers/logo.png"})
    shown = redline(side(base), new, "en", DAY)
    page = html(PROJECT, shown)
    pictures = re.findall(r"<(ins|del)>.{0,200}?<img src=\"(data:[^\"]+)\"", page, re.DOTALL)
    assert [tag for tag, _ in pictures] == ["del", "ins"]
    assert pictures[0][1] != pictures[1][1]


def test_the_terminal_needs_no_colour(shown: Redline) -> None:
    text = terminal(shown).plain
    assert "{+Look it up+}" in text
    assert re.search(r"\[-[^]]*60 seconds", text)
    assert re.search(r"\{\+[^}]*90 seconds", text)
    assert "! Step added after step 2: Look it up" in text
    assert shown.digest in text


def test_paper_holds_the_same_words(shown: Redline) -> None:
    data = pdf(PROJECT, shown)
    reader = PdfReader(io.BytesIO(data))
    text = re.sub(r"\s+", "", "".join(page.extract_text() for page in reader.pages))
    for words in ("Answering", "Look it up", "90 seconds", "60 seconds", "Step added after step 2", shown.digest):
        assert words.replace(" ", "") in text, words
    assert "/StructTreeRoot" in reader.root_object
    assert pdf(PROJECT, shown) == data


@pytest.fixture(scope="module")
def differences(base: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Side, Side, ChangeReport]]:
    """What each edit of the tests of change changes, there and back."""
    old, found = side(base), []
    for _, edits, _, _ in EDITS:
        new = edited(base, tmp_path_factory.mktemp("edited"), *edits)
        found += [(one, other, change_between(one, other, "en")) for one, other in ((old, new), (new, old))]
    return found


@pytest.mark.parametrize("language", SIX)
def test_every_difference_has_words_in_every_language(
    differences: list[tuple[Side, Side, ChangeReport]], language: str
) -> None:
    assert HANDBOOK is not None
    words = catalogue(HANDBOOK, language)
    for one, other, report in differences:
        for reason in Teller(words, one, other).reasons(report.changes):
            assert reason.what
            assert "{" not in reason.what


def test_every_kind_of_difference_that_the_code_names_has_words(base: Path) -> None:
    handbook, _ = load(base)
    assert handbook is not None
    words: Mapping[str, Any] = handbook.words["en"]["redline"]
    code = "".join(place.read_text() for place in (PROJECT / "tools/sopwright/approval/compare").glob("*.py"))
    code += (PROJECT / "tools/sopwright/approval/change.py").read_text()
    kinds = set(re.findall(r'(?:Difference|_worded)\("([a-z-]+)"', code))
    sets = set(re.findall(r'added_and_removed\("([a-z-]+)"', code))
    assert len(kinds) > 20
    assert {
        kind for kind in kinds if kind not in words["sentences"] and kind.rpartition("-")[0] not in words["things"]
    } == set()
    assert sets - words["things"].keys() == set()


PARAGRAPHS = st.lists(
    st.lists(
        st.sampled_from("the *caller* waits [here](#a) {limit:hold} `code` not 5 min".split()), min_size=1, max_size=6
    ),
    max_size=4,
)


def parsed(paragraphs: list[list[str]], prefix: str) -> Nodes:
    nodes, _ = parse(Source("x.md", "\n\n".join(prefix + " ".join(words) for words in paragraphs)))
    assert nodes is not None
    return nodes


def without(kind: str, nodes: Nodes) -> Nodes:
    """What is left when one kind of change is taken away and the marks of the other are dropped."""
    return rewrite(nodes, lambda node: () if node.kind == kind else rewrite_inside(kind, node))


def rewrite_inside(kind: str, node: Any) -> Nodes | None:
    return without(kind, node.children) if node.kind in (DELETED, INSERTED) else None


@given(PARAGRAPHS, PARAGRAPHS, st.sampled_from(["", "- ", "> "]))
def test_a_redline_holds_both_texts(old: list[list[str]], new: list[list[str]], prefix: str) -> None:
    before, after = parsed(old, prefix), parsed(new, prefix)
    found = Differ(Setting("en"), Setting("en")).blocks(before, after)
    assert "".join(plain(without(DELETED, found)).split()) == "".join(plain(after).split())
    assert "".join(plain(without(INSERTED, found)).split()) == "".join(plain(before).split())
