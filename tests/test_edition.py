"""What an edition holds: what its readers may see, in their language, on its day, and nothing else."""

import pickle
from collections.abc import Callable, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import DocumentView, Edition, Link, StepView
from sopwright.model.handbook import Handbook
from sopwright.source.nodes import Node, Nodes, plain, walk
from tests.conftest import TODAY
from tests.repositories import read

ANSWERING = "handbook/service/answering/"
TRANSFER = "handbook/service/transfer/"
RECORDING = "policies/recording/"
LONG_AGO = "from: 2024-01-01"

Edit = Mapping[str, Any]
Make = Callable[..., Edition]


def _edit(file: str, old: str, new: str) -> Edit:
    return {"file": file, "old": old, "new": new}


@pytest.fixture
def edition(tmp_path: Path) -> Make:
    """The edition of the small handbook after some edits."""
    folders = (tmp_path / str(number) for number in count())

    def make(*edits: Edit, audience: str = "agents", language: str = "en", day: date = TODAY) -> Edition:
        return project(read(next(folders), edits), audience, language, day)

    return make


def _of_kind(nodes: Nodes, kind: str) -> list[Node]:
    return [node for node in walk(nodes) if node.kind == kind]


def _section(view: DocumentView, section: str) -> Nodes:
    return next(s.body for s in view.sections if s.id == section)


def _step(edition: Edition, step: str, document: str = "SVC-001") -> StepView:
    return next(s for s in edition.documents[document].steps if s.id == step)


def _words(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("\n", " ")


# Documents


@pytest.mark.parametrize(
    ("audience", "numbers"),
    [
        ("public", ["POL-001"]),
        ("agents", ["POL-001", "SVC-001", "SVC-002"]),
        ("leads", ["POL-001", "SVC-001", "SVC-002"]),
    ],
)
def test_an_audience_gets_the_documents_that_it_may_read(handbook: Handbook, audience: str, numbers: list[str]) -> None:
    edition = project(handbook, audience, "en", TODAY)
    assert list(edition.documents) == numbers
    assert {view.id for book in edition.books for view in book.documents} == set(numbers)


@pytest.mark.parametrize(("audience", "language"), [("nobody", "en"), ("", "en"), ("agents", "xx"), ("agents", "")])
def test_an_unknown_audience_or_language_has_no_edition(handbook: Handbook, audience: str, language: str) -> None:
    with pytest.raises(KeyError):
        project(handbook, audience, language, TODAY)


def test_an_audience_without_roles_gets_nothing(edition: Make) -> None:
    made = edition(_edit("registers/audiences.yml", "roles: [visitor]", "roles: []"), audience="public")
    assert made.documents == {}
    assert (made.books, made.posts, made.laws, made.measures) == ((), (), (), ())


def test_a_book_without_a_visible_document_is_not_named(handbook: Handbook) -> None:
    assert [book.title for book in project(handbook, "public", "en", TODAY).books] == ["Policies"]
    assert [book.title for book in project(handbook, "agents", "bg", TODAY).books] == ["Обслужване", "Политики"]


def test_an_edition_is_in_its_language(handbook: Handbook) -> None:
    made = project(handbook, "agents", "bg", TODAY)
    view = made.documents["SVC-001"]
    assert (made.site_name, made.audience_name, made.language) == ("Наръчник", "Агенти", "bg")
    assert (view.title, view.language, view.fallback) == ("Отговаряне", "bg", False)
    assert view.owner.name == "Ръководител"
    assert view.revision.summary == "Първо издание"
    assert plain(view.steps[0].title) == "Вдигнете"


def test_what_an_edition_knows_of_the_whole(handbook: Handbook) -> None:
    made = project(handbook, "agents", "en", TODAY)
    assert made.as_of == TODAY
    assert [made.language_name(key) for key in ("en", "bg", "xx")] == ["English", "Български", "xx"]
    assert made.organisation.legal_name == "Example Ltd"
    assert made.organisation.logo.startswith(b"<svg")
    assert made.link(made.documents["SVC-002"]) == Link("SVC-002", "Transfer")


# Links


TO_HIDDEN = "[](SVC-001), [the call](SVC-001#known), [](SVC-001#known), [**all** of it](SVC-001)."


def test_a_link_out_of_the_audience_becomes_neutral_words(edition: Make) -> None:
    view = edition(_edit(RECORDING + "en.md", "All recordings.", TO_HIDDEN), audience="public").documents["POL-001"]
    scope = _section(view, "scope")
    assert plain(scope) == "another document, the call, another document, all of it."
    assert _of_kind(scope, "link") == []
    assert "SVC-001" not in repr(scope)
    assert "Answering" not in repr(view)


def test_a_link_out_of_the_audience_is_neutral_in_its_language(edition: Make) -> None:
    made = edition(_edit(RECORDING + "bg.md", "Всички записи.", TO_HIDDEN), audience="public", language="bg")
    assert plain(_section(made.documents["POL-001"], "scope")).startswith("друг документ, the call, друг документ")


def test_a_link_inside_the_audience_gets_a_title(edition: Make) -> None:
    here = "[](#announce), [](#purpose), [so](#rules), [](POL-001#announce), [out](https://example.org/a?b=c)."
    change = _edit(RECORDING + "en.md", "All recordings.", f"{TO_HIDDEN} {here}")
    scope = _section(edition(change).documents["POL-001"], "scope")
    links = [(plain(n.children), n["document"], n["anchor"], n["address"]) for n in _of_kind(scope, "link")]
    assert links == [
        ("SVC-001 Answering", "SVC-001", "", ""),
        ("the call", "SVC-001", "known", ""),
        ("SVC-001 Answering: Can you resolve it?", "SVC-001", "known", ""),
        ("all of it", "SVC-001", "", ""),
        ("Announce it", "", "announce", ""),
        ("Purpose", "", "purpose", ""),
        ("so", "", "rules", ""),
        ("Announce it", "POL-001", "announce", ""),
        ("out", "", "", "https://example.org/a?b=c"),
    ]


def test_a_heading_may_link_to_itself(edition: Make) -> None:
    change = _edit(RECORDING + "en.md", "### Announce it {#announce}", "### Say [](#announce) {#announce}")
    (part,) = edition(change).documents["POL-001"].sections[2].parts
    assert plain(part.title).strip().startswith("Say")


def test_headings_may_link_to_each_other(edition: Make) -> None:
    made = edition(
        _edit(RECORDING + "en.md", "### Announce it {#announce}", "### Before [](SVC-002#warm) {#announce}"),
        _edit(TRANSFER + "en.md", "### Hand over {#warm}", "### After [](POL-001#announce) {#warm}"),
    )
    assert "Transfer: After" in plain(made.documents["POL-001"].sections[2].parts[0].title)
    assert "Recording: Before" in plain(_step(made, "warm", "SVC-002").title)


def test_a_heading_that_names_a_hidden_document_is_neutral_where_it_is_cited(edition: Make) -> None:
    made = edition(
        _edit(RECORDING + "en.md", "### Announce it {#announce}", "### Before [](SVC-001) {#announce}"),
        _edit(RECORDING + "en.md", "All recordings.", "See [](#announce)."),
        audience="public",
    )
    assert plain(_section(made.documents["POL-001"], "scope")) == "See Before another document."


def test_related_documents_are_those_that_may_be_read(edition: Make) -> None:
    hidden = _edit(TRANSFER + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
    assert edition(hidden).documents["SVC-001"].related == (Link("POL-001", "Recording"),)
    seen = edition(audience="leads", language="bg").documents["SVC-001"].related
    assert seen == (Link("SVC-002", "Прехвърляне"), Link("POL-001", "Записване"))


# Blocks for some readers


def test_a_block_for_others_is_gone(handbook: Handbook) -> None:
    body = _step(project(handbook, "agents", "en", TODAY), "resolve").body
    assert plain(body) == "Hold the caller 60 seconds at most."
    assert _of_kind(body, "only-for") == []


def test_a_block_for_these_readers_is_kept_and_says_for_whom(handbook: Handbook) -> None:
    (block,) = _of_kind(_step(project(handbook, "leads", "en", TODAY), "resolve").body, "only-for")
    assert (block.text, plain(block.children)) == ("For: Leads", "Listen to one call a week.")
    (block,) = _of_kind(_step(project(handbook, "leads", "bg", TODAY), "resolve").body, "only-for")
    assert block.text == "За: Ръководители"


@pytest.mark.parametrize(
    ("roles", "kept"),
    [
        ("team-lead", []),  # only one of the audience's two roles
        ("team-lead manager", ["team-lead manager"]),
        ("agent, leads", ["agent leads"]),
        ("everyone", ["everyone"]),
        ("unheard-of", []),
    ],
)
def test_a_block_needs_every_role_of_the_audience(edition: Make, roles: str, kept: list[str]) -> None:
    made = edition(_edit(ANSWERING + "en.md", "::: for leads", f"::: for {roles}"), audience="leads")
    assert [block["roles"] for block in _of_kind(_step(made, "resolve").body, "only-for")] == kept


def test_blocks_inside_blocks(edition: Make) -> None:
    inner = ":::: for everyone\n- Open.\n\n  ::: for leads\n  Closed.\n  :::\n::::\n"
    change = _edit(ANSWERING + "en.md", "All calls.", f"All calls.\n\n{inner}")
    assert "Closed." not in plain(_section(edition(change).documents["SVC-001"], "scope"))
    assert "Open." in plain(_section(edition(change).documents["SVC-001"], "scope"))
    assert "Closed." in plain(_section(edition(change, audience="leads").documents["SVC-001"], "scope"))


def test_what_only_a_hidden_block_shows_is_not_handed_out(edition: Make) -> None:
    picture = "![A ready seat](seat.png)"
    change = _edit(ANSWERING + "en.md", picture, f"::: for leads\n{picture}\n:::")
    assert edition(change).documents["SVC-001"].pictures == {}
    assert list(edition(change, audience="leads").documents["SVC-001"].pictures) == ["seat.png"]


# Languages


def _without_bulgarian(folder: str, metadata: str = "procedure.yml") -> list[Edit]:
    return [
        _edit(folder + metadata, "required: [en, bg]", "required: [en]"),
        {"file": folder + "bg.md", "delete": True},
    ]


def test_a_missing_language_falls_back_to_the_source(edition: Make) -> None:
    made = edition(*_without_bulgarian(TRANSFER), language="bg")
    view = made.documents["SVC-002"]
    assert (view.title, view.language, view.fallback, view.languages) == ("Transfer", "en", True, ("en",))
    assert plain(_step(made, "warm", "SVC-002").body) == "Stay on the line."
    assert view.owner.name == "Ръководител"  # what is not the text's is in the reader's language
    assert plain(_of_kind(_section(made.documents["SVC-001"], "scope"), "link")[-1].children) == "SVC-002 Transfer"


def test_values_in_a_text_are_in_the_texts_language(edition: Make) -> None:
    fallback = edition(*_without_bulgarian(ANSWERING), language="bg", audience="leads")
    assert plain(_step(fallback, "answer").body) == "Pick up within 2 rings, from 08:00 on."
    assert _of_kind(_step(fallback, "resolve").body, "only-for")[0].text == "For: Leads"
    assert _step(fallback, "answer").within == "2 позвънявания"


def test_languages_are_in_the_registers_order(edition: Make) -> None:
    assert edition().documents["SVC-001"].languages == ("en", "bg")


def test_a_document_without_words_for_a_reader_is_not_there(edition: Make) -> None:
    edits = [{"file": TRANSFER + "en.md", "delete": True}]
    english = edition(*edits)
    assert "SVC-002" not in english.documents
    assert english.documents["SVC-001"].related == (Link("POL-001", "Recording"),)
    assert _step(english, "known").branches[1].target.hidden
    assert edition(language="bg").documents["SVC-002"].title == "Прехвърляне"


def test_a_label_that_is_missing_is_the_source_languages(edition: Make) -> None:
    change = _edit("registers/posts.yml", "{en: Team lead, bg: Ръководител}", "{en: Team lead}")
    assert edition(change, language="bg").documents["SVC-001"].owner.name == "Team lead"


@pytest.mark.parametrize(("language", "shown"), [("en", "seat.png"), ("bg", "seat.bg.png")])
def test_a_picture_has_a_variant_for_a_language(edition: Make, language: str, shown: str) -> None:
    made = edition({"file": ANSWERING + "seat.bg.png", "copy": ANSWERING + "seat.png"}, language=language)
    view = made.documents["SVC-001"]
    assert list(view.pictures) == [shown]
    (picture,) = _of_kind(_section(view, "scope"), "picture")
    assert picture["file"] == shown


# Days


@pytest.mark.parametrize(
    ("day", "overdue", "due_soon"),
    [
        (date(2026, 12, 15), False, False),
        (date(2026, 12, 16), False, True),  # thirty days before
        (date(2027, 1, 15), False, True),
        (date(2027, 1, 16), True, False),
    ],
)
def test_reviews(handbook: Handbook, day: date, overdue: bool, due_soon: bool) -> None:
    view = project(handbook, "agents", "en", day).documents["SVC-001"]
    assert view.due == date(2027, 1, 15)
    assert (view.overdue, view.due_soon) == (overdue, due_soon)


@pytest.mark.parametrize(("day", "there"), [(date(2026, 1, 31), False), (date(2026, 2, 1), True)])
def test_a_document_is_there_from_the_day_it_takes_effect(handbook: Handbook, day: date, there: bool) -> None:
    assert ("SVC-001" in project(handbook, "agents", "en", day).documents) == there


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_only_effective_documents_are_there(edition: Make, status: str) -> None:
    made = edition(_edit(TRANSFER + "procedure.yml", "status: effective", f"status: {status}"))
    assert "SVC-002" not in made.documents
    assert plain(_section(made.documents["SVC-001"], "scope")).count("another document") == 1


def test_a_document_without_a_date_of_effect_is_not_there(edition: Make) -> None:
    made = edition(_edit(TRANSFER + "procedure.yml", "effective: 2026-02-01\n", ""))
    assert "SVC-002" not in made.documents


def test_a_document_that_was_not_issued_yet_is_not_there(edition: Make) -> None:
    change = _edit(TRANSFER + "procedure.yml", "{number: 1, date: 2026-01-15", "{number: 1, date: 2026-06-02")
    assert "SVC-002" not in edition(change).documents


def test_revisions_are_those_up_to_the_day_newest_first(edition: Make) -> None:
    more = "".join(
        f"\n  - {{number: {n}, date: {day}, class: editorial, summary: {{en: Change {n}, bg: Промяна {n}}}}}"
        for n, day in [(2, "2026-05-01"), (3, "2026-06-02")]
    )
    first = "summary: {en: First issue, bg: Първо издание}}"
    view = edition(_edit(TRANSFER + "procedure.yml", first, first + more)).documents["SVC-002"]
    assert [(r.number, r.summary) for r in view.revisions] == [(2, "Change 2"), (1, "First issue")]
    assert view.revision.number == 2


PEOPLE = "registers/people.yml"


@pytest.mark.parametrize(
    ("holding", "day", "holders"),
    [
        (LONG_AGO, TODAY, ("Ann Agent",)),
        ("from: 2026-06-01", TODAY, ("Ann Agent",)),
        ("from: 2026-06-02", TODAY, ()),
        ("from: 2024-01-01, until: 2026-06-01", TODAY, ("Ann Agent",)),
        ("from: 2024-01-01, until: 2026-05-31", TODAY, ()),
    ],
)
def test_holders_are_those_of_the_day(edition: Make, holding: str, day: date, holders: tuple[str, ...]) -> None:
    made = edition(_edit(PEOPLE, f"{{post: agent, team: all, {LONG_AGO}}}", f"{{post: agent, {holding}}}"), day=day)
    assert made.documents["SVC-001"].executors[0].holders == holders


@pytest.mark.parametrize(("left", "holders"), [("2026-06-01", ("Ann Agent",)), ("2026-05-31", ())])
def test_who_has_left_holds_nothing(edition: Make, left: str, holders: tuple[str, ...]) -> None:
    made = edition(_edit(PEOPLE, "{name: Ann Agent,", f"{{left: {left}, name: Ann Agent,"))
    assert made.documents["SVC-001"].executors[0].holders == holders


# People


def test_names_are_for_audiences_that_see_names(handbook: Handbook, edition: Make) -> None:
    assert project(handbook, "leads", "en", TODAY).documents["POL-001"].owner.holders == ("Max Manager", "Nia Manager")
    assert project(handbook, "public", "en", TODAY).documents["POL-001"].owner.holders == ()
    posts = edition(_edit("registers/audiences.yml", "roles: [agent], people: names", "roles: [agent], people: posts"))
    assert not [name for name in ("Ann Agent", "Lee Lead", "Kim Lead", "Max Manager") if name in repr(posts)]


# Registers


def test_a_public_edition_knows_only_the_rows_of_its_documents(handbook: Handbook) -> None:
    made = project(handbook, "public", "en", TODAY)
    assert [(law.short, uses.links) for law, uses in made.laws] == [("GDPR", (Link("POL-001", "Recording"),))]
    assert made.measures == ()
    assert [duties.post.key for duties in made.posts] == ["manager"]


def test_rows_are_there_with_the_documents_that_use_them(handbook: Handbook) -> None:
    made = project(handbook, "agents", "bg", TODAY)
    ((law, uses),) = made.laws
    assert (law.name, law.citation) == ("Общ регламент относно защитата на данните", "Regulation (EU) 2016/679")
    assert [link.document for link in uses.links] == ["POL-001", "SVC-001"]
    assert [(measure.key, [link.document for link in uses.links]) for measure, uses in made.measures] == [
        ("pick-up", ["SVC-001"]),
        ("abandonment", ["SVC-001"]),
    ]


def test_a_law_of_a_single_step_is_the_documents_law(edition: Make) -> None:
    made = edition(_edit(ANSWERING + "procedure.yml", "\nlaws: [gdpr]\n", "\n"))
    assert [law.key for law in made.documents["SVC-001"].laws] == ["gdpr"]
    assert [law.key for law in _step(made, "resolve").laws] == ["gdpr"]


def test_a_row_that_only_a_hidden_document_uses_is_not_there(edition: Make) -> None:
    hidden = _edit(ANSWERING + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
    assert edition(hidden).measures == ()
    assert [measure.key for measure, _ in edition(hidden, audience="leads").measures] == ["pick-up", "abandonment"]


def test_measures_have_targets_in_words(handbook: Handbook) -> None:
    view = project(handbook, "agents", "en", TODAY).documents["SVC-001"]
    targets = [(m.name, m.formula, [(t.team, t.words) for t in m.targets]) for m in view.measures]
    assert targets == [
        ("Pick-up", "Rings counted", [("All teams", "at most 2 rings")]),
        ("Abandonment", "Abandoned / offered", [("Household", "below 5%")]),
    ]


# Posts


def test_a_post_has_its_duties(handbook: Handbook) -> None:
    made = project(handbook, "agents", "en", TODAY)
    duties = {duties.post.key: duties for duties in made.posts}
    agent, lead = duties["agent"], duties["team-lead"]
    assert [(duty.link.document, duty.link.title, duty.link.anchor, duty.within) for duty in agent.steps] == [
        ("SVC-001", "Answer the call", "answer", "2 rings"),
        ("SVC-001", "Can you resolve it?", "known", ""),
        ("SVC-001", "Resolve it", "resolve", "5 minutes"),
        ("SVC-002", "Hand over", "warm", ""),
    ]
    assert agent.must_know == (Link("SVC-001", "Answering"),)
    assert [link.document for link in lead.owns] == ["SVC-001", "SVC-002"]
    assert [(e.name, e.days, e.hours, e.least) for e in lead.events] == [
        ("Watch", "Monday", "08:00–12:00", "at least 2 hours"),
        ("Briefing", "Monday and Tuesday", "08:15–08:30", ""),
    ]
    assert made.has_post("agent")
    assert not made.has_post("unheard-of")


def test_an_event_is_there_only_with_its_document(edition: Make) -> None:
    hidden = _edit(ANSWERING + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
    assert [event.key for duties in edition(hidden).posts for event in duties.events] == []
    named = {event.key for duties in edition(hidden, audience="leads").posts for event in duties.events}
    assert named == {"watch", "briefing"}


# Steps


def test_steps_have_numbers_titles_and_amounts(handbook: Handbook) -> None:
    made = project(handbook, "agents", "en", TODAY)
    view = made.documents["SVC-001"]
    assert [(s.number, s.id, plain(s.title), s.by.name, s.within, s.decision) for s in view.steps] == [
        (1, "answer", "Answer the call", "Agent", "2 rings", False),
        (2, "known", "Can you resolve it?", "Agent", "", True),
        (3, "resolve", "Resolve it", "Agent", "5 minutes", False),
    ]
    assert _step(made, "warm", "SVC-002").wait == "10 seconds"
    assert [section.id for section in view.sections] == ["purpose", "scope", "steps", "notes"]
    assert all(section.parts == () for section in view.sections)


def test_what_follows_a_step(handbook: Handbook) -> None:
    made = project(handbook, "agents", "en", TODAY)
    (onward,) = _step(made, "answer").branches
    assert (onward.label, onward.target.step, onward.target.number) == ("", "known", 2)
    yes, no, unsure = _step(made, "known").branches
    assert (yes.label, yes.target.step, yes.target.number, yes.target.title) == ("Yes", "resolve", 3, "Resolve it")
    assert (no.label, no.target.link) == ("No", Link("SVC-002", "Transfer", "warm"))
    assert (unsure.label, unsure.target.number) == ("Not sure", 1)
    (end,) = _step(made, "resolve").branches
    assert end.target.is_end
    assert not any(branch.target.is_end for branch in (onward, yes, no, unsure))


def test_what_follows_is_hidden_where_it_may_not_be_read(edition: Make) -> None:
    hidden = _edit(TRANSFER + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
    target = _step(edition(hidden), "known").branches[1].target
    assert (target.hidden, target.link, target.step, target.title, target.is_end) == (True, None, "", "", False)
    assert _step(edition(hidden, audience="leads"), "known").branches[1].target.link is not None


def test_a_documents_answers_come_before_the_registers(edition: Make) -> None:
    own = _edit(ANSWERING + "procedure.yml", "\nanswers:\n", '\nanswers:\n  "yes": {en: Of course, bg: Разбира се}\n')
    assert _step(edition(own, language="bg"), "known").branches[0].label == "Разбира се"


def test_a_policy_has_clauses(handbook: Handbook) -> None:
    view = project(handbook, "public", "en", TODAY).documents["POL-001"]
    rules = view.sections[2]
    assert [(part.id, plain(part.title)) for part in rules.parts] == [("announce", "Announce it")]
    assert plain(rules.parts[0].body) == "Say it before the conversation, under GDPR."
    assert view.steps == ()


# The rest of a document


def test_who_must_know_and_how_often(handbook: Handbook) -> None:
    view = project(handbook, "agents", "en", TODAY).documents["SVC-001"]
    assert ([post.name for post in view.acknowledge], view.refresh) == (["Agent"], "12 months")
    other = project(handbook, "agents", "en", TODAY).documents["SVC-002"]
    assert (other.acknowledge, other.refresh) == ((), "")


@pytest.mark.parametrize(
    ("audience", "language", "address"),
    [
        ("leads", "en", "https://git.example.test/edit/handbook/service/answering/en.md"),
        ("leads", "bg", "https://git.example.test/edit/handbook/service/answering/bg.md"),
        ("agents", "en", ""),
    ],
)
def test_the_text_is_changed_where_the_audience_may(
    handbook: Handbook, audience: str, language: str, address: str
) -> None:
    assert project(handbook, audience, language, TODAY).documents["SVC-001"].edit_url == address


def test_a_fallback_is_changed_in_its_own_language(edition: Make) -> None:
    made = edition(*_without_bulgarian(TRANSFER), audience="leads", language="bg")
    assert made.documents["SVC-002"].edit_url.endswith("/transfer/en.md")


def test_without_an_address_nothing_is_changed(edition: Make) -> None:
    none = _edit("registers/organisation.yml", "edit_url: https://git.example.test/edit/{path}\n", "")
    assert edition(none, audience="leads").documents["SVC-001"].edit_url == ""


# References


REFERENCES = [
    ("{measure:abandonment}", "5%", "5%"),
    ("{measure:abandonment/household}", "5%", "5%"),
    ("{measure:pick-up/household}", "2 rings", "2 позвънявания"),
    ("{measure-name:pick-up}", "Pick-up", "Вдигане"),
    ("{limit:hold}", "60 seconds", "60 секунди"),
    ("{extension:market}", "4455", "4455"),
    ("{department:market}", "Market", "Пазар"),
    ("{post:team-lead}", "Team lead", "Ръководител"),
    ("{law:gdpr}", "GDPR", "ОРЗД"),
    ("{system:crm}", "Customer records", "Клиентска система"),
    ("{event:briefing}", "Monday and Tuesday, 08:15–08:30", "понеделник и вторник, 8:15–8:30"),
    ("{org:name}", "Example", "Example"),
    ("{org:address}", "1 Example Street, Exampletown", "1 Example Street, Exampletown"),
    ("{time:08:30}", "08:30", "8:30"),
    ("{date:2026-11-02}", "2 November 2026", "2 ноември 2026 г."),
    ("{quantity:1 ring}", "1 ring", "1 позвъняване"),
    ("{quantity:21 rings}", "21 rings", "21 позвънявания"),
    ("{quantity:1.5 h}", "1.5 hours", "1,5 часа"),
    ("{quantity:5 working-days}", "5 working days", "5 работни дни"),
    ("{percent:12.5}", "12.5%", "12,5%"),
    ("{limit:hold|a minute}", "a minute", "a minute"),
    ("{system:crm|the records}", "the records", "the records"),
]
"""A reference, what it shows in English, and what in Bulgarian; no-break spaces are compared as spaces."""


@pytest.mark.parametrize(("language", "column"), [("en", 1), ("bg", 2)])
def test_references_are_written_as_the_language_writes_them(edition: Make, language: str, column: int) -> None:
    listed = "\n".join(f"- {reference}" for reference, _, _ in REFERENCES)
    edits = [
        _edit(RECORDING + "en.md", "All recordings.", listed),
        _edit(RECORDING + "bg.md", "Всички записи.", listed),
    ]
    view = edition(*edits, audience="public", language=language).documents["POL-001"]
    items = [_words(item.plain()) for item in _of_kind(_section(view, "scope"), "item")]
    assert items == [case[column] for case in REFERENCES]


def test_a_system_is_linked_to_its_address(handbook: Handbook) -> None:
    scope = _section(project(handbook, "agents", "en", TODAY).documents["SVC-001"], "scope")
    assert _of_kind(scope, "link")[0]["address"] == "https://crm.example.test/"


def _table(edition: Edition, document: str = "POL-001") -> list[list[str]]:
    (table,) = _of_kind(_section(edition.documents[document], "scope"), "table")
    return [[plain(cell.children) for cell in row.children] for row in table.children]


@pytest.mark.parametrize(
    ("reference", "rows"),
    [
        ("directory", [["Question about", "Department", "Extension"], ["Prices", "Market", "4455"]]),
        (
            "laws",
            [
                ["Short name", "Law", "Where it holds", "Citation"],
                ["GDPR", "General Data Protection Regulation", "European Union", "Regulation (EU) 2016/679"],
            ],
        ),
        (
            "measures",
            [
                ["Measure", "What it is", "How it is counted", "Target"],
                ["Pick-up", "Rings before an agent answers", "Rings counted", "All teams: at most 2 rings"],
                ["Abandonment", "Callers who hang up", "Abandoned / offered", "Household: below 5%"],
            ],
        ),
        (
            "measures/household",
            [
                ["Measure", "What it is", "How it is counted", "Target"],
                ["Pick-up", "Rings before an agent answers", "Rings counted", "All teams: at most 2 rings"],
                ["Abandonment", "Callers who hang up", "Abandoned / offered", "Household: below 5%"],
            ],
        ),
        (
            "day/team-lead",
            [
                ["Time", "Days", "What", "Of it"],
                ["08:00–12:00", "Monday", "Watch", "at least 2 hours"],
                ["08:15–08:30", "Monday and Tuesday", "Briefing", ""],
            ],
        ),
        (
            "calendar/meeting",
            [
                ["What", "Days", "Time", "Who"],
                ["Briefing", "Monday and Tuesday", "08:15–08:30", "Team lead and Agent"],
            ],
        ),
    ],
)
def test_tables_of_registers(edition: Make, reference: str, rows: list[list[str]]) -> None:
    assert _table(edition(_edit(RECORDING + "en.md", "All recordings.", f"{{table:{reference}}}"))) == rows


def test_a_team_without_a_target_of_its_own_sees_the_common_ones(edition: Make) -> None:
    change = _edit(RECORDING + "en.md", "All recordings.", "{table:measures/all}")
    assert [row[0] for row in _table(edition(change))] == ["Measure", "Pick-up"]


@pytest.mark.parametrize("reference", ["day/team-lead", "calendar/meeting", "calendar/report", "day/manager"])
def test_a_table_without_rows_is_nothing(edition: Make, reference: str) -> None:
    made = edition(_edit(RECORDING + "en.md", "All recordings.", f"{{table:{reference}}}"), audience="public")
    assert _section(made.documents["POL-001"], "scope") == ()


def test_a_table_is_in_the_readers_language(edition: Make) -> None:
    assert _table(edition(language="bg"), "SVC-002") == [["Тема", "Отдел", "Вътрешен номер"], ["Цени", "Пазар", "4455"]]


# What an edition is made of


def test_an_edition_keeps_no_way_back_to_the_handbook(handbook: Handbook) -> None:
    made = project(handbook, "public", "en", TODAY)
    hidden = ("SVC-00", "Answering", "answering", "Transfer", "4455", "crm", "Briefing", "Pick-up", "Team lead")
    assert [words for words in hidden if words in repr(made)] == []
    assert [words for words in hidden if words.encode() in pickle.dumps(made)] == []
