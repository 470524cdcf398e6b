"""What an edition holds: what its readers may see, in their language, on its day, and nothing else."""

from datetime import date

import pytest

from sopwright.edition.project import project
from sopwright.edition.records import Link
from sopwright.model.handbook import Handbook
from sopwright.source.nodes import plain
from tests.conftest import TODAY
from tests.editions import (
    ANSWERING,
    LONG_AGO,
    RECORDING,
    TRANSFER,
    Make,
    of_kind,
    replaced,
    section_of,
    step_of,
    without_bulgarian,
)

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
    made = edition(replaced("registers/audiences.yml", "roles: [visitor]", "roles: []"), audience="public")
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
    view = edition(replaced(RECORDING + "en.md", "All recordings.", TO_HIDDEN), audience="public").documents["POL-001"]
    scope = section_of(view, "scope")
    assert plain(scope) == "another document, the call, another document, all of it."
    assert of_kind(scope, "link") == []
    assert "SVC-001" not in repr(scope)
    assert "Answering" not in repr(view)


def test_a_link_out_of_the_audience_is_neutral_in_its_language(edition: Make) -> None:
    made = edition(replaced(RECORDING + "bg.md", "Всички записи.", TO_HIDDEN), audience="public", language="bg")
    assert plain(section_of(made.documents["POL-001"], "scope")).startswith("друг документ, the call, друг документ")


def test_a_link_inside_the_audience_gets_a_title(edition: Make) -> None:
    here = "[](#announce), [](#purpose), [so](#rules), [](POL-001#announce), [out](https://example.org/a?b=c)."
    change = replaced(RECORDING + "en.md", "All recordings.", f"{TO_HIDDEN} {here}")
    scope = section_of(edition(change).documents["POL-001"], "scope")
    links = [(plain(n.children), n["document"], n["anchor"], n["address"]) for n in of_kind(scope, "link")]
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
    change = replaced(RECORDING + "en.md", "### Announce it {#announce}", "### Say [](#announce) {#announce}")
    (part,) = edition(change).documents["POL-001"].sections[2].parts
    assert plain(part.title).strip().startswith("Say")


def test_headings_may_link_to_each_other(edition: Make) -> None:
    made = edition(
        replaced(RECORDING + "en.md", "### Announce it {#announce}", "### Before [](SVC-002#warm) {#announce}"),
        replaced(TRANSFER + "en.md", "### Hand over {#warm}", "### After [](POL-001#announce) {#warm}"),
    )
    assert "Transfer: After" in plain(made.documents["POL-001"].sections[2].parts[0].title)
    assert "Recording: Before" in plain(step_of(made, "warm", "SVC-002").title)


def test_a_heading_that_names_a_hidden_document_is_neutral_where_it_is_cited(edition: Make) -> None:
    made = edition(
        replaced(RECORDING + "en.md", "### Announce it {#announce}", "### Before [](SVC-001) {#announce}"),
        replaced(RECORDING + "en.md", "All recordings.", "See [](#announce)."),
        audience="public",
    )
    assert plain(section_of(made.documents["POL-001"], "scope")) == "See Before another document."


def test_related_documents_are_those_that_may_be_read(edition: Make) -> None:
    hidden = replaced(TRANSFER + "procedure.yml", "visibility: [everyone]", "visibility: [leads]")
    assert edition(hidden).documents["SVC-001"].related == (Link("POL-001", "Recording"),)
    seen = edition(audience="leads", language="bg").documents["SVC-001"].related
    assert seen == (Link("SVC-002", "Прехвърляне"), Link("POL-001", "Записване"))


# Blocks for some readers


def test_a_block_for_others_is_gone(handbook: Handbook) -> None:
    body = step_of(project(handbook, "agents", "en", TODAY), "resolve").body
    assert plain(body) == "Hold the caller 60 seconds at most."
    assert of_kind(body, "only-for") == []


def test_a_block_for_these_readers_is_kept_and_says_for_whom(handbook: Handbook) -> None:
    (block,) = of_kind(step_of(project(handbook, "leads", "en", TODAY), "resolve").body, "only-for")
    assert (block.text, plain(block.children)) == ("For: Leads", "Listen to one call a week.")
    (block,) = of_kind(step_of(project(handbook, "leads", "bg", TODAY), "resolve").body, "only-for")
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
    made = edition(replaced(ANSWERING + "en.md", "::: for leads", f"::: for {roles}"), audience="leads")
    assert [block["roles"] for block in of_kind(step_of(made, "resolve").body, "only-for")] == kept


def test_blocks_inside_blocks(edition: Make) -> None:
    inner = ":::: for everyone\n- Open.\n\n  ::: for leads\n  Closed.\n  :::\n::::\n"
    change = replaced(ANSWERING + "en.md", "All calls.", f"All calls.\n\n{inner}")
    assert "Closed." not in plain(section_of(edition(change).documents["SVC-001"], "scope"))
    assert "Open." in plain(section_of(edition(change).documents["SVC-001"], "scope"))
    assert "Closed." in plain(section_of(edition(change, audience="leads").documents["SVC-001"], "scope"))


def test_what_only_a_hidden_block_shows_is_not_handed_out(edition: Make) -> None:
    picture = "![A ready seat](seat.png)"
    change = replaced(ANSWERING + "en.md", picture, f"::: for leads\n{picture}\n:::")
    assert edition(change).documents["SVC-001"].pictures == {}
    assert list(edition(change, audience="leads").documents["SVC-001"].pictures) == ["seat.png"]


# Languages


def test_a_missing_language_falls_back_to_the_source(edition: Make) -> None:
    made = edition(*without_bulgarian(TRANSFER), language="bg")
    view = made.documents["SVC-002"]
    assert (view.title, view.language, view.fallback, view.languages) == ("Transfer", "en", True, ("en",))
    assert plain(step_of(made, "warm", "SVC-002").body) == "Stay on the line."
    assert view.owner.name == "Ръководител"  # what is not the text's is in the reader's language
    assert plain(of_kind(section_of(made.documents["SVC-001"], "scope"), "link")[-1].children) == "SVC-002 Transfer"


def test_values_in_a_text_are_in_the_texts_language(edition: Make) -> None:
    fallback = edition(*without_bulgarian(ANSWERING), language="bg", audience="leads")
    assert plain(step_of(fallback, "answer").body) == "Pick up within 2 rings, from 08:00 on."
    assert of_kind(step_of(fallback, "resolve").body, "only-for")[0].text == "For: Leads"
    assert step_of(fallback, "answer").within == "2 позвънявания"


def test_languages_are_in_the_registers_order(edition: Make) -> None:
    assert edition().documents["SVC-001"].languages == ("en", "bg")


def test_a_document_without_words_for_a_reader_is_not_there(edition: Make) -> None:
    edits = [{"file": TRANSFER + "en.md", "delete": True}]
    english = edition(*edits)
    assert "SVC-002" not in english.documents
    assert english.documents["SVC-001"].related == (Link("POL-001", "Recording"),)
    assert step_of(english, "known").branches[1].target.hidden
    assert edition(language="bg").documents["SVC-002"].title == "Прехвърляне"


def test_a_label_that_is_missing_is_the_source_languages(edition: Make) -> None:
    change = replaced("registers/posts.yml", "{en: Team lead, bg: Ръководител}", "{en: Team lead}")
    assert edition(change, language="bg").documents["SVC-001"].owner.name == "Team lead"


@pytest.mark.parametrize(("language", "shown"), [("en", "seat.png"), ("bg", "seat.bg.png")])
def test_a_picture_has_a_variant_for_a_language(edition: Make, language: str, shown: str) -> None:
    made = edition({"file": ANSWERING + "seat.bg.png", "copy": ANSWERING + "seat.png"}, language=language)
    view = made.documents["SVC-001"]
    assert list(view.pictures) == [shown]
    (picture,) = of_kind(section_of(view, "scope"), "picture")
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
    made = edition(replaced(TRANSFER + "procedure.yml", "status: effective", f"status: {status}"))
    assert "SVC-002" not in made.documents
    assert plain(section_of(made.documents["SVC-001"], "scope")).count("another document") == 1


def test_a_document_without_a_date_of_effect_is_not_there(edition: Make) -> None:
    made = edition(replaced(TRANSFER + "procedure.yml", "effective: 2026-02-01\n", ""))
    assert "SVC-002" not in made.documents


def test_a_document_that_was_not_issued_yet_is_not_there(edition: Make) -> None:
    change = replaced(TRANSFER + "procedure.yml", "{number: 1, date: 2026-01-15", "{number: 1, date: 2026-06-02")
    assert "SVC-002" not in edition(change).documents


def test_revisions_are_those_up_to_the_day_newest_first(edition: Make) -> None:
    more = "".join(
        f"\n  - {{number: {n}, date: {day}, class: editorial, summary: {{en: Change {n}, bg: Промяна {n}}}}}"
        for n, day in [(2, "2026-05-01"), (3, "2026-06-02")]
    )
    first = "summary: {en: First issue, bg: Първо издание}}"
    view = edition(replaced(TRANSFER + "procedure.yml", first, first + more)).documents["SVC-002"]
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
    made = edition(replaced(PEOPLE, f"{{post: agent, team: all, {LONG_AGO}}}", f"{{post: agent, {holding}}}"), day=day)
    assert made.documents["SVC-001"].executors[0].holders == holders


@pytest.mark.parametrize(("left", "holders"), [("2026-06-01", ("Ann Agent",)), ("2026-05-31", ())])
def test_who_has_left_holds_nothing(edition: Make, left: str, holders: tuple[str, ...]) -> None:
    made = edition(replaced(PEOPLE, "{name: Ann Agent,", f"{{left: {left}, name: Ann Agent,"))
    assert made.documents["SVC-001"].executors[0].holders == holders


# People


def test_names_are_for_audiences_that_see_names(handbook: Handbook, edition: Make) -> None:
    assert project(handbook, "leads", "en", TODAY).documents["POL-001"].owner.holders == ("Max Manager", "Nia Manager")
    assert project(handbook, "public", "en", TODAY).documents["POL-001"].owner.holders == ()
    posts = edition(
        replaced("registers/audiences.yml", "roles: [agent], people: names", "roles: [agent], people: posts")
    )
    assert not [name for name in ("Ann Agent", "Lee Lead", "Kim Lead", "Max Manager") if name in repr(posts)]
