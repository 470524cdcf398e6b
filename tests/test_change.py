"""The change class: what differs between two contents, and which differences change a meaning."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.approval.change import ChangeReport, Side, change_between, changes_of_first_issue
from sopwright.approval.compare.align import align, share
from sopwright.approval.compare.words import Kind, hunks, pieces, sentences, tokens, words
from sopwright.approval.side import side_of
from sopwright.load.handbook import load
from sopwright.model.text import arrange
from sopwright.source.markdown import parse
from sopwright.source.text import Source
from tests.editions import ANSWERING, replaced
from tests.repositories import PROJECT, apply, copy

HANDBOOK, _ = load(PROJECT)
assert HANDBOOK is not None

YAML = ANSWERING + "procedure.yml"
EN = ANSWERING + "en.md"
BG = ANSWERING + "bg.md"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy(tmp_path_factory.mktemp("base"))
    shutil.copytree(PROJECT / "templates" / "binding", root / "templates" / "binding", dirs_exist_ok=True)
    return root


def side(root: Path, document: str = "SVC-001") -> Side:
    handbook, faults = load(root)
    assert handbook is not None, faults
    found = side_of(handbook, document)
    assert found is not None, faults
    return found


def edited(base: Path, target: Path, *edits: Mapping[str, Any]) -> Side:
    shutil.copytree(base, target, dirs_exist_ok=True)
    for edit in edits:
        apply(target, edit)
    return side(target)


def kinds(report: ChangeReport) -> set[str]:
    return {change.kind for change in report.changes}


WHO, NEXT = "answer: {by: agent, within", "resolve: {by: agent, within: 5 min, laws: [gdpr], then: end}"

EDITS: list[tuple[str, list[Mapping[str, Any]], str, str]] = [
    ("step added", [replaced(YAML, f"  {NEXT}", f"  wait: {{by: agent, then: end}}\n  {NEXT}")], "m", "step-added"),
    ("step removed", [replaced(YAML, f"  {NEXT}\n", "")], "m", "step-removed"),
    ("way on", [replaced(YAML, "no: SVC-002#warm", "no: answer")], "m", "branch-changed"),
    ("answer added", [replaced(YAML, "unsure: answer}", "unsure: answer, later: answer}")], "m", "branch-added"),
    ("next", [replaced(YAML, "measure:pick-up, then: known", "measure:pick-up, then: resolve")], "m", "next-changed"),
    ("who", [replaced(YAML, WHO, "answer: {by: team-lead, within")], "m", "step-post-changed"),
    ("within", [replaced(YAML, "within: 5 min", "within: 6 min")], "m", "within-changed"),
    ("within gone", [replaced(YAML, "within: 5 min, ", "")], "m", "within-removed"),
    ("wait", [replaced(YAML, "within: 5 min", "within: 5 min, wait: 2 min")], "m", "wait-added"),
    ("step's law", [replaced(YAML, "laws: [gdpr], then", "then")], "m", "step-law-removed"),
    ("law", [replaced(YAML, "laws: [gdpr]\nrelated", "related")], "m", "law-removed"),
    ("readers", [replaced(YAML, "visibility: [everyone]", "visibility: [leads]")], "m", "readers-added"),
    ("owner", [replaced(YAML, "owner: team-lead", "owner: manager")], "m", "owner-changed"),
    ("executors", [replaced(YAML, "executors: [agent]", "executors: [agent, team-lead]")], "m", "executor-added"),
    ("training", [replaced(YAML, "acknowledge: [agent]", "acknowledge: [team-lead]")], "m", "training-added"),
    ("refresh", [replaced(YAML, "refresh: 12 months", "refresh: 24 months")], "m", "refresh-changed"),
    ("measures", [replaced(YAML, "measures: [pick-up, abandonment]", "measures: [pick-up]")], "m", "measure-removed"),
    ("review", [replaced(YAML, "every: 12 months", "every: 18 months")], "m", "interval-changed"),
    ("related", [replaced(YAML, "related: [SVC-002, POL-001]", "related: [SVC-002]")], "m", "related-removed"),
    ("answer's label", [replaced(YAML, "unsure: {en: Not sure", "unsure: {en: Sure")], "m", "answer-changed"),
    ("effective alone", [replaced(YAML, "effective: 2026-02-01", "effective: 2027-02-01")], "m", "effective-changed"),
    ("author", [replaced(YAML, "authors: [l.lead]", "authors: [k.lead]")], "e", "author-added"),
    ("looked through", [replaced(YAML, "last: 2026-01-15", "last: 2026-01-16")], "e", "reviewed-changed"),
    ("limit's value", [replaced("registers/limits.yml", "value: 60 s", "value: 90 s")], "m", "value-changed"),
    ("target", [replaced("registers/measures.yml", "at_most: 2 rings", "at_most: 3 rings")], "m", "target-changed"),
    ("extension", [replaced("registers/directory.yml", '"4455"', '"4456"')], "m", "value-changed"),
    ("citation", [replaced("registers/laws.yml", "2016/679", "2016/680")], "m", "value-changed"),
    ("law's name", [replaced("registers/laws.yml", "en: General Data", "en: The General Data")], "e", "label-changed"),
    ("reference", [replaced(EN, "{time:08:00}", "{time:09:00}")], "m", "reference-changed"),
    ("reference replaced", [replaced(EN, "{limit:hold} at most", "a little")], "m", "reference-removed"),
    ("link", [replaced(EN, "[transfer](SVC-002#warm)", "[transfer](SVC-002#help)")], "m", "link-changed"),
    ("link gone", [replaced(EN, "; see also [](SVC-002)", "")], "m", "link-removed"),
    ("picture", [{"file": ANSWERING + "seat.png", "copy": "registers/logo.png"}], "m", "picture-file-changed"),
    ("for others", [replaced(EN, "::: for leads", "::: for team-lead")], "m", "only-for-changed"),
    ("remark", [replaced(EN, "Every caller is", "::: note\nA.\n:::\n\nEvery caller is")], "m", "remark-added"),
    ("negation", [replaced(EN, "If not, [transfer]", "If so, [transfer]")], "m", "negation-removed"),
    ("duty", [replaced(EN, "All calls.", "Only calls.")], "m", "obligation-added"),
    ("number", [replaced(EN, "Listen to one call", "Listen to 2 call")], "m", "number-changed"),
    ("sentence", [replaced(EN, "All calls.", "All calls. Tell the caller your name.")], "m", "text-added"),
    ("section", [{"file": EN, "append": "\n## Records {#records}\n\nNone.\n"}], "m", "section-added"),
    ("spelling", [replaced(EN, "Every caller is answered.", "Every callers is answered.")], "e", "reworded"),
    ("one word", [replaced(EN, "Listen to one call a week.", "Listen to one talk a week.")], "e", "reworded"),
    ("title", [replaced(EN, "### Resolve it", "### Resolve this")], "e", "reworded"),
    ("capital", [replaced(EN, "Records are kept", "records are kept")], "e", "reworded"),
    ("layout", [replaced(EN, "Every caller is answered.", "Every *caller* is answered.")], "e", "layout-changed"),
    ("summary", [replaced(YAML, "summary: {en: First issue", "summary: {en: First one")], "e", "summary-changed"),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "klass", "kind"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_each_change_has_its_class_and_its_opposite(
    base: Path, tmp_path: Path, edits: list[Mapping[str, Any]], klass: str, kind: str
) -> None:
    shutil.copyfile(PROJECT / "handbook/service/answering-a-call/seat-ready.png", base / "registers" / "logo.png")
    old, new = side(base), edited(base, tmp_path / "new", *edits)
    there, back = change_between(old, new, "en"), change_between(new, old, "en")
    assert kind in kinds(there), [str(change) for change in there.changes]
    assert there.klass == back.klass == {"m": "material", "e": "editorial"}[klass], list(map(str, there.changes))
    assert sorted(c.kind for c in back.changes) == sorted(c.opposite for c in there.changes)
    assert bool(there.reasons) == (klass == "m")


SENTENCES = [
    ("en", "Hold the caller for a moment.", "Hold the customer for a moment.", "e"),
    ("en", "Recieve the call and greet the caller.", "Receive the call and greet the caller.", "e"),
    ("en", "Do not hang up; call your lead.", "Hang up; do not call your lead.", "m"),
    ("en", "You must not smoke here.", "Here you must not smoke.", "m"),
    ("en", "The agent calls the customer.", "The customer calls the agent.", "m"),
    ("en", "You should ask the caller.", "You must ask the caller.", "m"),
    ("en", "Send the letter to the customer.", "Send the letter to the customer and to his new employer.", "m"),
    ("en", "Wait 3 days, then 5 days.", "Wait 5 days, then 3 days.", "m"),
    ("en", "Warn the caller once before you end the call.", "Warn the caller twice before you end the call.", "m"),
    ("bg", "Предупредете клиента два пъти преди края.", "Предупредете клиента три пъти преди края.", "m"),
    ("zh-Hant", "請警告來電者兩次，然後結束通話。", "請警告來電者三次，然後結束通話。", "m"),
    ("zh-Hant", "請十分注意來電者的語氣與用語。", "請特別注意來電者的語氣與用語。", "e"),
    ("ms", "Beri amaran dua kali sebelum panggilan tamat.", "Beri amaran tiga kali sebelum panggilan tamat.", "m"),
    ("lt", "Įspėkite du kartus prieš baigdami pokalbį.", "Įspėkite tris kartus prieš baigdami pokalbį.", "m"),
    ("ru", "Предупредите дважды до конца разговора.", "Предупредите трижды до конца разговора.", "m"),
    ("bg", "Не прекъсвайте обаждащия се.", "Прекъсвайте обаждащия се.", "m"),
    ("bg", "Трябва да изчакате отговора на клиента.", "Можете да изчакате отговора на клиента.", "m"),
    ("bg", "Запишете отговора на клиента в системата.", "Запишете отговорът на клиента в системата.", "e"),
    ("bg", "Благодарете на клиента за търпението.", "Благодарете на обаждащия се за търпението.", "e"),
    ("zh-Hant", "請向來電者問好並說出您的姓名。", "請向來電者問候並說出您的姓名。", "e"),
    ("zh-Hant", "可以掛斷電話。", "不可以掛斷電話。", "m"),
    ("zh-Hant", "必須記錄來電原因。", "記錄來電原因。", "m"),
    ("zh-Hant", "等候 5 秒後再撥。", "等候 6 秒後再撥。", "m"),
    ("zh-Hant", "請向主管報告。", "請向主管報告。並且告知客戶公司的地址。", "m"),
    ("ms", "Jangan tamatkan panggilan itu.", "Tamatkan panggilan itu.", "m"),
    ("ms", "Anda mesti bertanya kepada pelanggan.", "Anda boleh bertanya kepada pelanggan.", "m"),
    ("ms", "Ucapkan terima kasih kepada pemanggil itu.", "Ucapkan terima kasih kepada pelanggan itu.", "e"),
    ("lt", "Nepertraukite skambinančiojo.", "Pertraukite skambinantįjį.", "m"),
    ("lt", "Privalote palaukti kliento atsakymo.", "Galite palaukti kliento atsakymo.", "m"),
    ("lt", "Padėkokite klientui už kantrybę ir laiką.", "Padėkokite klientui už kantrybe ir laiką.", "e"),
    ("ru", "Не кладите трубку первым.", "Кладите трубку первым.", "m"),
    ("ru", "Вы должны дождаться ответа клиента.", "Вы можете дождаться ответа клиента.", "m"),
    ("ru", "Поблагодарите клиента за звонок и терпение.", "Поблагодарите клиента за обращение и терпение.", "e"),
    ("ru", "Подождите 10 секунд.", "Подождите 20 секунд.", "m"),
]


def worded(language: str, markdown: str) -> Side:
    """The small handbook's first document with other words, and with the project's words that bind."""
    assert HANDBOOK is not None
    document = next(iter(HANDBOOK.documents.values()))
    source = Source(f"{language}.md", f"# T\n\n## Purpose {{#purpose}}\n\n{markdown}\n")
    nodes, faults = parse(source)
    assert nodes is not None
    assert not faults
    return Side(HANDBOOK, replace(document, texts={language: arrange(language, source, nodes)}))


@pytest.mark.parametrize(("language", "old", "new", "klass"), SENTENCES)
def test_each_language_tells_words_from_meaning(language: str, old: str, new: str, klass: str) -> None:
    there = change_between(worded(language, old), worded(language, new), language)
    back = change_between(worded(language, new), worded(language, old), language)
    assert there.klass == back.klass == {"m": "material", "e": "editorial"}[klass], list(map(str, there.changes))
    assert sorted(c.kind for c in back.changes) == sorted(c.opposite for c in there.changes)


def test_the_same_content_has_no_change(base: Path) -> None:
    assert change_between(side(base), side(base), "en") == ChangeReport(())
    assert change_between(side(base), side(base), "bg").klass == "editorial"


def test_a_first_issue_is_material(base: Path) -> None:
    assert change_between(None, side(base), "en") == changes_of_first_issue()
    assert changes_of_first_issue().klass == "material"


def test_a_new_revision_may_take_effect_on_another_day(base: Path, tmp_path: Path) -> None:
    line = "  - {number: 1, date: 2026-01-15, class: material, summary: {en: First issue, bg: Първо издание}}"
    second = "  - {number: 2, date: 2026-03-01, class: editorial, summary: {en: Spelling, bg: Правопис}}"
    edits = [
        replaced(YAML, line, f"{line}\n{second}"),
        replaced(YAML, "effective: 2026-02-01", "effective: 2026-03-02"),
    ]
    report = change_between(side(base), edited(base, tmp_path / "new", *edits), "en")
    assert kinds(report) == {"revision-added", "effective-changed"}
    assert report.klass == "editorial"


def test_a_translation_is_compared_by_its_own_words_alone(base: Path, tmp_path: Path) -> None:
    edits = [replaced(YAML, "within: 5 min", "within: 6 min"), replaced(BG, "# Отговаряне", "# Отговаряне.")]
    new = edited(base, tmp_path / "new", *edits)
    assert kinds(change_between(side(base), new, "bg")) == {"reworded"}
    assert kinds(change_between(side(base), new, "en")) == {"within-changed"}


def test_a_text_that_only_some_may_read_is_not_the_same_for_all(base: Path, tmp_path: Path) -> None:
    sentence = "Hold the caller {limit:hold} at most."
    edit = replaced(EN, f"{sentence}\n\n::: for leads\n", f"::: for leads\n{sentence} ")
    new = edited(base, tmp_path / "new", edit)
    assert "setting-changed" in kinds(change_between(side(base), new, "en"))


def test_what_nobody_named_is_still_a_change(base: Path, tmp_path: Path) -> None:
    new = edited(base, tmp_path / "new", replaced("registers/organisation.yml", "id: ", "id: other-"))
    report = change_between(side(base), new, "en")
    assert kinds(report) == {"content-changed"}
    assert report.klass == "material"


WORDS = st.lists(
    st.sampled_from("the caller must not wait for 5 minutes Call back . , ; 不 得 等".split()), max_size=12
)


@given(WORDS, WORDS)
def test_seen_from_the_other_side_all_is_turned_round(old: list[str], new: list[str]) -> None:
    one, other = worded("en", f"X {' '.join(old)}"), worded("en", f"X {' '.join(new)}")
    there, back = change_between(one, other, "en"), change_between(other, one, "en")
    assert there.klass == back.klass
    assert sorted(c.kind for c in back.changes) == sorted(c.opposite for c in there.changes)
    assert bool(there.changes) == (one.document.texts["en"].source != other.document.texts["en"].source)


@given(st.text(max_size=40), st.text(max_size=40))
def test_pieces_hold_both_texts(old: str, new: str) -> None:
    one, other = tokens(old), tokens(new)
    assert "".join(one) == old
    found = pieces(one, other)
    before = "".join("".join(one[a:b]) for kind, a, b in found if kind is not Kind.INSERTED)
    assert before == old
    kept = [(other if kind is Kind.INSERTED else one)[a:b] for kind, a, b in found if kind is not Kind.DELETED]
    after = "".join("".join(part) for part in kept)
    assert after == new


@given(st.lists(st.sampled_from("abc")), st.lists(st.sampled_from("abc")))
def test_alignment_keeps_all_members_in_their_order(old: list[str], new: list[str]) -> None:
    pairs = align(old, new, lambda a, b: float(a == b))
    assert [a for a, _ in pairs if a is not None] == old
    assert [b for _, b in pairs if b is not None] == new
    assert all(a == b for a, b in pairs if a is not None and b is not None)
    assert len(pairs) == len(align(new, old, lambda a, b: float(a == b)))


def test_small_things_around_words() -> None:
    assert words("Don’t STOP, 08:30!") == ["don't", "stop", "08:30"]
    assert tokens("請等 5 秒。") == ["請", "等", " ", "5", " ", "秒", "。"]
    assert list(sentences("Stop. Go! 請等。再來。")) == ["Stop.", "Go!", "請等。", "再來。"]
    assert hunks(["a", "b"], ["a", "c"])[0].new == ("c",)
    assert share([], []) == 1.0
