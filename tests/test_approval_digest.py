"""The digest of a content: what changes it, what does not, and that no two contents share one."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sopwright.approval.digest import (
    canonical,
    content,
    digest,
    digest_of,
    digest_of_delegation,
    digest_of_roster,
    digest_of_rules,
)
from sopwright.approval.plain import plain
from sopwright.model.approvals import Delegation
from sopwright.model.form import Words
from sopwright.model.handbook import Document, Handbook
from sopwright.source.text import Source
from tests.repositories import read

GOLDEN = Path(__file__).parent / "golden" / "content.json"

METADATA = "handbook/service/answering/procedure.yml"
ENGLISH = "handbook/service/answering/en.md"
BULGARIAN = "handbook/service/answering/bg.md"

Edit = Mapping[str, Any]


@pytest.fixture
def digests(tmp_path: Path) -> Any:
    """The digests of a document of the small handbook in both languages, after some edits."""
    folders = (tmp_path / str(number) for number in count())

    def make(*edits: Edit, document: str = "SVC-001") -> dict[str, str]:
        handbook = read(next(folders), edits)
        found = handbook.documents[document]
        return {language: digest(handbook, found, language) for language in found.texts}

    return make


def _with_words(document: Document, language: str, words: str) -> Document:
    text = document.texts[language]
    return replace(document, texts={**document.texts, language: replace(text, source=Source("x.md", words))})


@given(data=st.data(), language=st.sampled_from(["en", "bg"]))
def test_any_changed_character_changes_it(handbook: Handbook, data: st.DataObject, language: str) -> None:
    document = handbook.documents["SVC-001"]
    words = document.texts[language].source.text
    start = data.draw(st.integers(0, len(words)))
    end = data.draw(st.integers(start, min(len(words), start + 3)))
    changed = words[:start] + data.draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=3)) + words[end:]
    same = unicodedata.normalize("NFC", changed) == unicodedata.normalize("NFC", words)
    after = digest(handbook, _with_words(document, language, changed), language)
    assert (after == digest(handbook, document, language)) is same


@given(data=st.data())
def test_any_changed_byte_of_a_picture_changes_it(handbook: Handbook, data: st.DataObject) -> None:
    document = handbook.documents["SVC-001"]
    picture = document.pictures["seat.png"]
    place = data.draw(st.integers(0, len(picture.data) - 1))
    other = bytes([picture.data[place] ^ data.draw(st.integers(1, 255))])
    changed = picture.data[:place] + other + picture.data[place + 1 :]
    pictures = {"seat.png": replace(picture, file=changed, digest=hashlib.sha256(changed).hexdigest())}
    assert digest(handbook, replace(document, pictures=pictures), "en") != digest(handbook, document, "en")


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_how_an_editor_saves_the_same_words_does_not_count(digests: Any, form: Any, ends: str) -> None:
    saved = []
    for path in (METADATA, ENGLISH, BULGARIAN, "registers/laws.yml", "registers/measures.yml"):
        words = Path(__file__).parent.joinpath("handbook", path).read_text(encoding="utf-8")
        encoded = unicodedata.normalize(form, words).replace("\n", ends).encode()
        saved.append({"file": path, "hex": encoded.hex()})
    assert digests(*saved) == digests()


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_the_way_into_force_does_not_count(digests: Any, status: str) -> None:
    assert digests({"file": METADATA, "old": "status: effective", "new": f"status: {status}"}) == digests()


METADATA_EDITS = {
    "id": ("id: SVC-001", "id: SVC-009"),
    "template": ("procedure/1", "procedure/2"),
    "owner": ("owner: team-lead", "owner: manager"),
    "authors": ("authors: [l.lead]", "authors: [l.lead, k.lead]"),
    "approval": ("approval: standard", "approval: other"),
    "visibility": ("visibility: [everyone]", "visibility: [public]"),
    "languages": ("required: [en, bg]", "required: [en]"),
    "retired": ("status: effective", "status: retired"),
    "effective": ("effective: 2026-02-01", "effective: 2026-02-02"),
    "review": ("every: 12 months", "every: 11 months"),
    "reviewed": ("last: 2026-01-15", "last: 2026-01-16"),
    "revision": ("number: 1,", "number: 2,"),
    "revised": ("number: 1, date: 2026-01-15", "number: 1, date: 2026-01-16"),
    "class": ("class: material", "class: editorial"),
    "summary": ("First issue", "First edition"),
    "executors": ("executors: [agent]", "executors: [agent, manager]"),
    "measures": ("measures: [pick-up, abandonment]", "measures: [abandonment, pick-up]"),
    "laws": ("laws: [gdpr]\nrelated", "laws: []\nrelated"),
    "related": ("[SVC-002, POL-001]", "[SVC-002]"),
    "acknowledge": ("acknowledge: [agent]", "acknowledge: [manager]"),
    "refresh": ("refresh: 12 months", "refresh: 6 months"),
    "answer": ("en: Not sure", "en: Unsure"),
    "by": ("answer: {by: agent", "answer: {by: manager"),
    "within": ("within: 5 min", "within: 6 min"),
    "named within": ("within: measure:pick-up", "within: limit:hold"),
    "then": ("then: known", "then: resolve"),
    "branch": ("unsure: answer}}", "unsure: resolve}}"),
    "law of a step": ("laws: [gdpr], then: end", "then: end"),
    "order of answers": ("{yes: resolve, no: SVC-002#warm,", "{no: SVC-002#warm, yes: resolve,"),
    "a wait": ("within: 5 min,", "within: 5 min, wait: 1 min,"),
}


@pytest.mark.parametrize("edit", METADATA_EDITS.values(), ids=METADATA_EDITS.keys())
def test_every_field_of_the_metadata_counts(digests: Any, edit: tuple[str, str]) -> None:
    number = "SVC-009" if edit[1] == "id: SVC-009" else "SVC-001"
    changed = digests({"file": METADATA, "old": edit[0], "new": edit[1]}, document=number)
    assert changed["en"] != digests()["en"]


def test_the_order_of_steps_counts(digests: Any) -> None:
    first = "  answer: {by: agent, within: measure:pick-up, then: known}\n"
    last = "  resolve: {by: agent, within: 5 min, laws: [gdpr], then: end}\n"
    moved = [{"file": METADATA, "old": first, "new": ""}, {"file": METADATA, "append": first}]
    assert digests(*moved)["en"] != digests()["en"]
    back = [{"file": METADATA, "old": last, "new": ""}, {"file": METADATA, "append": last}]
    assert digests(*back) == digests()


def test_a_field_with_its_default_is_as_if_it_were_not_there(digests: Any) -> None:
    written = {"file": METADATA, "append": "supersedes: []\n"}
    assert digests(written) == digests()


SHOWN = {
    "measure's name": ("measures.yml", "name: {en: Pick-up,", "name: {en: Picking up,"),
    "measure's definition": ("measures.yml", "en: Rings before an agent answers", "en: Rings heard"),
    "measure's formula": ("measures.yml", "en: Rings counted", "en: Rings"),
    "measure's unit": ("measures.yml", "unit: rings", "unit: calls"),
    "measure's target": ("measures.yml", "at_most: 2 rings", "at_most: 3 rings"),
    "measure's comparison": ("measures.yml", "below: 5 %", "at_most: 5 %"),
    "team's name": ("teams.yml", "name: {en: Household,", "name: {en: Homes,"),
    "limit": ("limits.yml", "value: 60 s", "value: 61 s"),
    "limit's name": ("limits.yml", "en: Longest hold", "en: Hold"),
    "extension": ("directory.yml", '"4455"', '"4456"'),
    "department": ("directory.yml", "en: Market", "en: Markets"),
    "law's name": ("laws.yml", "en: General Data", "en: The General Data"),
    "law's short name": ("laws.yml", "en: GDPR", "en: DPR"),
    "law's jurisdiction": ("laws.yml", "en: European Union", "en: Europe"),
    "law's citation": ("laws.yml", "2016/679", "2016/680"),
    "law's subject": ("laws.yml", "en: Personal data", "en: Data"),
    "system's name": ("systems.yml", "en: Customer records", "en: Records"),
    "system's address": ("systems.yml", "https://crm.", "https://crm2."),
    "post's name": ("posts.yml", "agent: {name: {en: Agent", "agent: {name: {en: Operator"),
    "answer": ("answers.yml", 'en: "Yes"', 'en: "Yes!"'),
    "group's roles": ("roles.yml", "roles: [team-lead, manager]", "roles: [team-lead, manager, agent]"),
    "group's name": ("roles.yml", "en: Leads", "en: Leaders"),
    "handbook": ("organisation.yml", "id: example", "id: other"),
}


@pytest.mark.parametrize("edit", SHOWN.values(), ids=SHOWN.keys())
def test_every_value_shown_counts(digests: Any, edit: tuple[str, str, str]) -> None:
    file, old, new = edit
    assert digests({"file": f"registers/{file}", "old": old, "new": new})["en"] != digests()["en"]


def test_tables_count_row_by_row_and_in_their_order(digests: Any) -> None:
    calendar = {
        "file": ENGLISH,
        "append": "\n{table:calendar/meeting}\n\n{table:day/agent}\n\n{table:measures/household}\n",
    }
    before = digests(calendar)["en"]
    for file, old, new in (
        ("calendar.yml", 'to: "08:30"', 'to: "08:45"'),
        ("calendar.yml", "kind: monitoring", "kind: meeting"),
        ("measures.yml", "targets: {all: {at_most: 2 rings}}", "targets: {all: {at_most: 1 rings}}"),
    ):
        assert digests(calendar, {"file": f"registers/{file}", "old": old, "new": new})["en"] != before
    row = 'market: {name: {en: Market, bg: Пазар}, extension: "4455", topics: [{en: Prices, bg: Цени}]}\n'
    other = 'sales: {name: {en: Sales, bg: Продажби}, extension: "1"}\n'
    orders = [{"file": "registers/directory.yml", "write": text} for text in (row, row + other, other + row)]
    assert len({digests(order, document="SVC-002")["en"] for order in orders}) == 3
    organisation = {"file": "registers/organisation.yml", "old": "name: Example\n", "new": "name: Examples\n"}
    assert digests(organisation, document="POL-001") != digests(document="POL-001")


UNSEEN = {
    "who holds a post": ("registers/people.yml", "name: Ann Agent", "name: Anna Agent"),
    "a post's roles": ("registers/posts.yml", "roles: [agent]", "roles: [agent, team-lead]"),
    "another document's title": ("handbook/service/transfer/en.md", "# Transfer", "# Transfers"),
    "a row that is not used": ("registers/roles.yml", "en: Visitor", "en: Guest"),
    "the look": ("registers/organisation.yml", "site_name: {en: Handbook,", "site_name: {en: The handbook,"),
    "rules of approval": ("registers/approval.yml", "people: 1", "people: 2"),
}


@pytest.mark.parametrize("edit", UNSEEN.values(), ids=UNSEEN.keys())
def test_what_readers_of_the_document_do_not_see_does_not_count(digests: Any, edit: tuple[str, str, str]) -> None:
    file, old, new = edit
    assert digests({"file": file, "old": old, "new": new}) == digests()


def test_a_row_that_is_added_later_counts(digests: Any) -> None:
    dangling = {"file": ENGLISH, "append": "\n{limit:new} {event:new} {org:slogan} {table:nothing} {time:08:00}\n"}
    row = {"file": "registers/limits.yml", "append": "new: {name: {en: New, bg: Ново}, value: 1 h}\n"}
    assert digests(dangling, row)["en"] != digests(dangling)["en"]


def test_a_translation_counts_by_its_own_words(digests: Any) -> None:
    before = digests()
    text = digests({"file": BULGARIAN, "old": "Всички обаждания", "new": "Обаждания"})
    label = digests({"file": METADATA, "old": "bg: Не е ясно", "new": "bg: Неясно"})
    summary = digests({"file": METADATA, "old": "bg: Първо издание", "new": "bg: Издание"})
    row = digests({"file": "registers/limits.yml", "old": "bg: Най-дълго задържане", "new": "bg: Задържане"})
    for after in (text, label, summary, row):
        assert after["en"] == before["en"]
        assert after["bg"] != before["bg"]
    assert (
        digests({"file": METADATA, "old": "effective: 2026-02-01", "new": "effective: 2026-02-02"})["bg"]
        == before["bg"]
    )
    assert digests({"file": ENGLISH, "old": "All calls", "new": "Calls"})["bg"] == before["bg"]


def test_a_picture_counts_for_the_language_it_belongs_to(digests: Any) -> None:
    before = digests()
    seat = "handbook/service/answering/seat"
    variant = digests({"file": f"{seat}.bg.png", "copy": f"{seat}.png"})
    assert (variant["en"], variant["bg"] != before["bg"]) == (before["en"], True)
    source = digests({"file": f"{seat}.en.png", "copy": f"{seat}.png"})
    assert (source["en"] != before["en"], source["bg"]) == (True, before["bg"])


def test_a_missing_label_counts_as_the_one_that_is_shown_instead(digests: Any) -> None:
    without = {"file": "registers/limits.yml", "write": "hold: {name: {en: Longest hold}, value: 60 s}\n"}
    changed = {"file": "registers/limits.yml", "write": "hold: {name: {en: Hold}, value: 60 s}\n"}
    assert digests(without)["bg"] != digests(changed)["bg"]


def test_a_document_of_an_earlier_day_counts_with_the_values_of_that_day(handbook: Handbook, tmp_path: Path) -> None:
    later = read(tmp_path, [{"file": "registers/limits.yml", "old": "60 s", "new": "90 s"}])
    old = replace(later.documents["SVC-001"], registers=handbook.registers)
    assert digest(later, old, "en") == digest(handbook, handbook.documents["SVC-001"], "en")
    assert digest(later, later.documents["SVC-001"], "en") != digest(later, old, "en")


def test_no_two_contents_of_a_handbook_share_it(handbook: Handbook) -> None:
    every = [(d, language) for d in handbook.documents.values() for language in d.texts]
    assert len({digest(handbook, document, language) for document, language in every}) == len(every) == 6


@given(first=st.text(max_size=40), second=st.text(max_size=40), number=st.sampled_from(["SVC-001", "SVC-002"]))
def test_the_same_words_under_two_numbers_or_languages_are_two_contents(
    handbook: Handbook, first: str, second: str, number: str
) -> None:
    words = [unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()) for text in (first, second)]
    found = [
        (number, language, text, digest(handbook, _with_words(handbook.documents[number], language, text), language))
        for language in ("en", "bg")
        for text in words
    ]
    other = "SVC-002" if number == "SVC-001" else "SVC-001"
    found.append(
        (other, "en", words[0], digest(handbook, _with_words(handbook.documents[other], "en", words[0]), "en"))
    )
    assert len({entry[3] for entry in found}) == len({entry[:3] for entry in found})


def test_what_is_digested_can_be_read_back_whole(handbook: Handbook) -> None:
    for document in handbook.documents.values():
        for language in document.texts:
            value = content(handbook, document, language)
            assert json.loads(canonical(value)) == value
            assert hashlib.sha256(canonical(value)).hexdigest() == digest(handbook, document, language)


def test_a_language_without_a_text_has_no_content(handbook: Handbook) -> None:
    with pytest.raises(KeyError, match="lt"):
        content(handbook, handbook.documents["SVC-001"], "lt")


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_digest_stays_what_it_was(handbook: Handbook, language: str) -> None:
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))[language]
    assert content(handbook, handbook.documents["POL-001"], language) == golden["content"]
    assert digest(handbook, handbook.documents["POL-001"], language) == golden["sha256"]


def test_the_digest_of_the_rules_covers_all_of_them(tmp_path: Path, handbook: Handbook) -> None:
    before = digest_of_rules(handbook.registers)
    edits = [
        ("people: 1", "people: 2"),
        ("bg: Стандартно", "bg: Обичайно"),
        ("signatures: advisory", "signatures: required"),
    ]
    after = [
        digest_of_rules(
            read(tmp_path / new[:4], [{"file": "registers/approval.yml", "old": old, "new": new}]).registers
        )
        for old, new in edits
    ]
    assert len({before, *after}) == 4


def test_the_digest_of_the_roster_covers_people_and_posts(tmp_path: Path, handbook: Handbook) -> None:
    before = digest_of_roster(handbook.registers)
    edits = [
        ("people.yml", "name: Ann Agent", "name: Anna Agent"),
        ("people.yml", "posts: [{post: agent, team: all, from: 2024-01-01}]", "posts: []"),
        ("posts.yml", "superior: team-lead", "superior: manager"),
    ]
    after = [
        digest_of_roster(read(tmp_path / str(n), [{"file": f"registers/{f}", "old": old, "new": new}]).registers)
        for n, (f, old, new) in enumerate(edits)
    ]
    assert len({before, *after}) == 4


def test_the_digest_of_a_deputy_covers_the_whole_delegation() -> None:
    fields = {"principal": "a", "deputy": "b", "post": "p", "from": date(2026, 1, 1), "until": date(2026, 2, 1)}
    others = {"principal": "x", "deputy": "x", "post": "x", "from": date(2026, 1, 2), "until": date(2026, 2, 2)}
    made = [Delegation.model_validate(fields | {name: others[name]}) for name in fields]
    found = {digest_of_delegation("h", delegation) for delegation in (Delegation.model_validate(fields), *made)}
    assert len(found | {digest_of_delegation("x", Delegation.model_validate(fields))}) == 7


def test_fractions_and_other_things_have_no_place_in_it() -> None:
    with pytest.raises(TypeError, match=r"1\.5"):
        plain(1.5, float)
    with pytest.raises(TypeError, match="Decimal"):
        plain(Decimal(1), Decimal)


def test_language_maps_stay_whole_without_a_language() -> None:
    assert plain({"en": "Yes", "bg": "Да"}, Words) == [["en", "Yes"], ["bg", "Да"]]
    assert plain({"en": "Yes", "bg": "Да"}, Words, "bg") == "Да"
    assert digest_of([]) == hashlib.sha256(b"[]").hexdigest()
