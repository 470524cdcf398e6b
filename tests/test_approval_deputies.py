"""Who stands in for whom: deputies, superiors, and the records that name them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from sopwright.approval.deputies import with_deputies
from sopwright.approval.roster import Roster
from tests.decisions import (
    NOW,
    ROSTER,
    START,
    SUBJECT,
    Folder,
    codes,
    digest,
)

OTHER = digest("other content")
DAY = START.date()


def delegate(person: str = "mia", **delegation: Any) -> Folder:
    """A record that names a deputy."""
    named = {"principal": "mia", "deputy": "kim", "post": "manager", "from": "2026-05-01", "until": "2026-05-31"}
    return Folder("deputies").add(
        person, decision="delegate", delegation=named | delegation, at=START - timedelta(hours=1)
    )


def with_deputy(folder: Folder | None = None) -> Roster:
    return with_deputies(ROSTER, (folder or delegate()).records, NOW)[0]


def test_a_deputy_stands_in() -> None:
    folder = Folder().add("kim", "second-line", onBehalfOf="mia")
    assert codes(folder.result()) == ["not-deputy"]
    result = folder.result(roster=with_deputy())
    assert (codes(result), len(result.steps[0].records)) == ([], 1)


def test_a_deputy_is_waited_for_too() -> None:
    assert Folder().result(roster=with_deputy(delegate(until="2026-06-30"))).waiting_for == ("mia", "max", "mo", "kim")


def test_deputy_and_principal_both_count_as_used() -> None:
    roster = with_deputy()
    start = Folder().add("kim", "second-line", onBehalfOf="mia").add("law", "legal")
    assert codes(start.add("kim", "consulted", "consult").result(roster=roster)) == ["same-person"]
    pairs = replace(SUBJECT, book="pairs")
    twice = Folder().add("kim", "both", onBehalfOf="mia").add("mia", "both")
    assert codes(twice.result(pairs, roster)) == ["same-person"]
    assert codes(
        Folder()
        .add("kim", "second-line", onBehalfOf="mia")
        .result(replace(SUBJECT, contributors=frozenset({"mia"})), roster)
    ) == ["author"]


@pytest.mark.parametrize(
    ("person", "delegation", "code"),
    [
        ("kim", {}, "wrong-person"),
        ("law", {}, "wrong-person"),
        ("mia", {"principal": "kim", "deputy": "ann"}, "wrong-post"),
        ("mia", {"deputy": "mia"}, "unknown-person"),
        ("mia", {"deputy": "nobody"}, "unknown-person"),
        ("mia", {"until": "2026-04-30"}, "wrong-time"),
    ],
)
def test_a_deputy_that_is_wrongly_named(person: str, delegation: dict[str, str], code: str) -> None:
    roster, refused = with_deputies(ROSTER, delegate(person, **delegation).records, NOW)
    assert ([one.code for one in refused], roster.deputies) == ([code], ())


def test_a_superior_names_a_deputy() -> None:
    assert len(with_deputy(delegate("director")).deputies) == 1


def test_records_of_deputies_hold_nothing_else_and_stand_in_a_chain() -> None:
    folder = delegate()
    folder.add("mia", "second-line", at=START)
    folder.add("max", decision="delegate", prev=OTHER, at=START)
    refused = with_deputies(ROSTER, folder.records, NOW)[1]
    assert [one.code for one in refused] == ["wrong-decision", "broken-chain"]
    bare = Folder("deputies").add("mia", decision="delegate")
    assert [one.code for one in with_deputies(ROSTER, bare.records, NOW)[1]] == ["wrong-decision"]


def test_a_deputy_of_a_deputy_is_none() -> None:
    named = {"principal": "kim", "deputy": "ann", "post": "manager", "from": "2026-05-01", "until": "2026-05-31"}
    folder = delegate().add("kim", decision="delegate", at=START - timedelta(minutes=1), delegation=named)
    roster, refused = with_deputies(ROSTER, folder.records, NOW)
    assert [one.code for one in refused] == ["wrong-post"]
    assert codes(Folder().add("ann", "second-line", onBehalfOf="kim").result(roster=roster)) == ["deputy-of-deputy"]
    assert codes(Folder().add("ann", "second-line", onBehalfOf="mia").result(roster=roster)) == ["not-deputy"]


def test_a_deputys_time_ends_and_a_newer_record_ends_it() -> None:
    folder = Folder().add("kim", "second-line", onBehalfOf="mia")
    ended = delegate(until="2026-05-03")
    assert codes(folder.result(roster=with_deputy(ended))) == ["not-deputy"]
    short = {"principal": "mia", "deputy": "kim", "post": "manager", "from": "2026-05-01", "until": "2026-05-02"}
    newer = delegate().add("mia", decision="delegate", delegation=short, at=START)
    assert codes(folder.result(roster=with_deputy(newer))) == ["not-deputy"]
    after = delegate().add("mia", decision="delegate", delegation=short, at=START + timedelta(hours=1))
    assert codes(folder.result(roster=with_deputy(after))) == []


def test_a_circle_of_posts_ends() -> None:
    posts = {**ROSTER.posts, "director": ROSTER.posts["manager"].model_copy(update={"superior": "manager"})}
    assert not replace(ROSTER, posts=posts).is_above("ann", "manager", DAY)
    assert not ROSTER.is_above("ann", "unknown", DAY)
