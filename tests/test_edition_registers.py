"""What an edition shows of registers, posts, steps and references."""

import pickle

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Edition, Link
from sopwright.model.handbook import Handbook
from sopwright.source.nodes import plain
from tests.conftest import TODAY
from tests.editions import (
    ANSWERING,
    RECORDING,
    TRANSFER,
    Make,
    even_spaces,
    of_kind,
    replaced,
    section_of,
    step_of,
    without_bulgarian,
)

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
    made = edition(replaced(ANSWERING + "procedure.yml", "\nlaws: [gdpr]\n", "\n"))
    assert [law.key for law in made.documents["SVC-001"].laws] == ["gdpr"]
    assert [law.key for law in step_of(made, "resolve").laws] == ["gdpr"]


def test_a_row_that_only_a_hidden_document_uses_is_not_there(edition: Make) -> None:
    hidden = replaced(ANSWERING + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
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
    hidden = replaced(ANSWERING + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
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
    assert step_of(made, "warm", "SVC-002").wait == "10 seconds"
    assert [section.id for section in view.sections] == ["purpose", "scope", "steps", "notes"]
    assert all(section.parts == () for section in view.sections)


def test_what_follows_a_step(handbook: Handbook) -> None:
    made = project(handbook, "agents", "en", TODAY)
    (onward,) = step_of(made, "answer").branches
    assert (onward.label, onward.target.step, onward.target.number) == ("", "known", 2)
    yes, no, unsure = step_of(made, "known").branches
    assert (yes.label, yes.target.step, yes.target.number, yes.target.title) == ("Yes", "resolve", 3, "Resolve it")
    assert (no.label, no.target.link) == ("No", Link("SVC-002", "Transfer", "warm"))
    assert (unsure.label, unsure.target.number) == ("Not sure", 1)
    (end,) = step_of(made, "resolve").branches
    assert end.target.is_end
    assert not any(branch.target.is_end for branch in (onward, yes, no, unsure))


def test_what_follows_is_hidden_where_it_may_not_be_read(edition: Make) -> None:
    hidden = replaced(TRANSFER + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
    target = step_of(edition(hidden), "known").branches[1].target
    assert (target.hidden, target.link, target.step, target.title, target.is_end) == (True, None, "", "", False)
    assert step_of(edition(hidden, audience="leads"), "known").branches[1].target.link is not None


def test_a_documents_answers_come_before_the_registers(edition: Make) -> None:
    own = replaced(
        ANSWERING + "procedure.yml", "\nanswers:\n", '\nanswers:\n  "yes": {en: Of course, bg: Разбира се}\n'
    )
    assert step_of(edition(own, language="bg"), "known").branches[0].label == "Разбира се"


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
    made = edition(*without_bulgarian(TRANSFER), audience="leads", language="bg")
    assert made.documents["SVC-002"].edit_url.endswith("/transfer/en.md")


def test_without_an_address_nothing_is_changed(edition: Make) -> None:
    none = replaced("registers/organisation.yml", "edit_url: https://git.example.test/edit/{path}\n", "")
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
        replaced(RECORDING + "en.md", "All recordings.", listed),
        replaced(RECORDING + "bg.md", "Всички записи.", listed),
    ]
    view = edition(*edits, audience="public", language=language).documents["POL-001"]
    items = [even_spaces(item.plain()) for item in of_kind(section_of(view, "scope"), "item")]
    assert items == [case[column] for case in REFERENCES]


def test_a_system_is_linked_to_its_address(handbook: Handbook) -> None:
    scope = section_of(project(handbook, "agents", "en", TODAY).documents["SVC-001"], "scope")
    assert of_kind(scope, "link")[0]["address"] == "https://crm.example.test/"


def _table(edition: Edition, document: str = "POL-001") -> list[list[str]]:
    (table,) = of_kind(section_of(edition.documents[document], "scope"), "table")
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
    assert _table(edition(replaced(RECORDING + "en.md", "All recordings.", f"{{table:{reference}}}"))) == rows


def test_a_team_without_a_target_of_its_own_sees_the_common_ones(edition: Make) -> None:
    change = replaced(RECORDING + "en.md", "All recordings.", "{table:measures/all}")
    assert [row[0] for row in _table(edition(change))] == ["Measure", "Pick-up"]


@pytest.mark.parametrize("reference", ["day/team-lead", "calendar/meeting", "calendar/report", "day/manager"])
def test_a_table_without_rows_is_nothing(edition: Make, reference: str) -> None:
    made = edition(replaced(RECORDING + "en.md", "All recordings.", f"{{table:{reference}}}"), audience="public")
    assert section_of(made.documents["POL-001"], "scope") == ()


def test_a_table_is_in_the_readers_language(edition: Make) -> None:
    assert _table(edition(language="bg"), "SVC-002") == [["Тема", "Отдел", "Вътрешен номер"], ["Цени", "Пазар", "4455"]]


# What an edition is made of


def test_an_edition_keeps_no_way_back_to_the_handbook(handbook: Handbook) -> None:
    made = project(handbook, "public", "en", TODAY)
    hidden = ("SVC-00", "Answering", "answering", "Transfer", "4455", "crm", "Briefing", "Pick-up", "Team lead")
    assert [words for words in hidden if words in repr(made)] == []
    assert [words for words in hidden if words.encode() in pickle.dumps(made)] == []
