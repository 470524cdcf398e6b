"""Confirmations that nobody can change, feedback with its answers, searches in vain."""

from alembic import op
from sqlalchemy import CheckConstraint, Column, Integer, Text, UniqueConstraint

revision = "0001"
down_revision = None

_SQLITE = """
CREATE TRIGGER acknowledgements_no_{event} BEFORE {event} ON acknowledgements
BEGIN SELECT RAISE(ABORT, 'confirmations are never changed or deleted'); END
"""
_POSTGRESQL = (
    """
    CREATE FUNCTION acknowledgements_stay() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'confirmations are never changed or deleted'; END $$
    """,
    """
    CREATE TRIGGER acknowledgements_no_change BEFORE UPDATE OR DELETE ON acknowledgements
    FOR EACH ROW EXECUTE FUNCTION acknowledgements_stay()
    """,
    """
    CREATE TRIGGER acknowledgements_no_truncate BEFORE TRUNCATE ON acknowledgements
    FOR EACH STATEMENT EXECUTE FUNCTION acknowledgements_stay()
    """,
)


def _texts(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def upgrade() -> None:
    """Make the tables, and the triggers that keep confirmations as they are."""
    op.create_table(
        "people",
        Column("ref", Text, primary_key=True),
        *_texts("person"),
        UniqueConstraint("person"),
        sqlite_strict=True,
    )
    op.create_table(
        "acknowledgements",
        Column("seq", Integer, primary_key=True, autoincrement=False),
        *_texts("id", "document", "language", "content", "material"),
        Column("revision", Integer, nullable=False),
        *_texts("person"),
        Column("cycle", Integer, nullable=False),
        *_texts("at", "statement", "build", "prev", "hash"),
        UniqueConstraint("id"),
        UniqueConstraint("hash"),
        UniqueConstraint("person", "document", "material", "language", "cycle", name="acknowledged_once"),
        CheckConstraint("seq >= 1"),
        sqlite_strict=True,
    )
    _feedback()
    op.create_table(
        "search_misses",
        *(Column(name, Text, primary_key=True) for name in ("day", "audience", "language", "words")),
        Column("times", Integer, nullable=False),
        sqlite_strict=True,
    )
    _triggers()


def _feedback() -> None:
    op.create_table(
        "feedback",
        Column("id", Text, primary_key=True),
        *_texts("code", "document", "step", "language"),
        Column("revision", Integer, nullable=False),
        *_texts("kind", "text"),
        Column("person", Text),
        *_texts("owner", "at", "due", "status"),
        UniqueConstraint("code"),
        CheckConstraint("kind in ('unclear', 'wrong', 'idea')"),
        CheckConstraint("status in ('open', 'in-work', 'done', 'declined')"),
        sqlite_strict=True,
    )
    op.create_index("feedback_of_owner", "feedback", ["owner", "status"])
    op.create_table(
        "feedback_answers",
        Column("id", Text, primary_key=True),
        *_texts("feedback", "person", "at", "status", "text"),
        sqlite_strict=True,
    )
    op.create_index("answers_of_feedback", "feedback_answers", ["feedback"])


def _triggers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for event in ("update", "delete"):
            op.execute(_SQLITE.format(event=event))
    else:
        for statement in _POSTGRESQL:
            op.execute(statement)
