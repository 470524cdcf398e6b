"""The tables. Times are text as ISO 8601 writes them in UTC, so that a chain hashes what is stored, in any database."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, MetaData, Table, Text, UniqueConstraint

METADATA = MetaData()
"""All tables of the server's database; the sessions' table is among them."""


def text(name: str, *, key: bool = False, empty: bool = False) -> Column[str]:
    """A column of text; ``key`` for a primary key, ``empty`` where nothing may stand in it."""
    return Column(name, Text, primary_key=key, nullable=empty)


def number(name: str, *, key: bool = False) -> Column[int]:
    """A column of whole numbers."""
    return Column(name, Integer, primary_key=key, nullable=False, autoincrement=False)


PEOPLE = Table(
    "people",
    METADATA,
    text("ref", key=True),
    text("person"),
    UniqueConstraint("person"),
    sqlite_strict=True,
)
"""Who stands behind a pseudonymous reference. To erase a person is to delete one row here."""

ACKNOWLEDGEMENTS = Table(
    "acknowledgements",
    METADATA,
    number("seq", key=True),
    text("id"),
    text("document"),
    text("language"),
    text("content"),
    text("material"),
    number("revision"),
    text("person"),
    number("cycle"),
    text("at"),
    text("statement"),
    text("build"),
    text("prev"),
    text("hash"),
    UniqueConstraint("id"),
    UniqueConstraint("hash"),
    UniqueConstraint("person", "document", "material", "language", "cycle", name="acknowledged_once"),
    CheckConstraint("seq >= 1"),
    sqlite_strict=True,
)
"""Confirmations, each with the hash of the one before. Triggers let nobody change or delete a row."""

FEEDBACK = Table(
    "feedback",
    METADATA,
    text("id", key=True),
    text("code"),
    text("document"),
    text("step"),
    text("language"),
    number("revision"),
    text("kind"),
    text("text"),
    text("person", empty=True),
    text("owner"),
    text("at"),
    text("due"),
    text("status"),
    UniqueConstraint("code"),
    CheckConstraint("kind in ('unclear', 'wrong', 'idea')"),
    CheckConstraint("status in ('open', 'in-work', 'done', 'declined')"),
    Index("feedback_of_owner", "owner", "status"),
    sqlite_strict=True,
)
"""What readers say about a page or a step; ``code`` is the digest of what lets the sender see the answer."""

ANSWERS = Table(
    "feedback_answers",
    METADATA,
    text("id", key=True),
    text("feedback"),
    text("person"),
    text("at"),
    text("status"),
    text("text"),
    Index("answers_of_feedback", "feedback"),
    sqlite_strict=True,
)
"""What an owner answered, in order of time."""

MISSES = Table(
    "search_misses",
    METADATA,
    text("day", key=True),
    text("audience", key=True),
    text("language", key=True),
    text("words", key=True),
    number("times"),
    sqlite_strict=True,
)
"""What was searched in vain, told by readers who agreed to it: how often a day, never by whom."""
