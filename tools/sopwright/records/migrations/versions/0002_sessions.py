"""Sessions, and sign-ins that have begun."""

from alembic import op
from sqlalchemy import Column, Text

revision = "0002"
down_revision = "0001"


def _text(*names: str) -> list[Column[str]]:
    return [Column(name, Text, nullable=False) for name in names]


def upgrade() -> None:
    """Make the two tables."""
    op.create_table(
        "sessions",
        Column("digest", Text, primary_key=True),
        *_text("person", "name"),
        Column("roles", Text, nullable=True),
        *_text("began", "ends"),
        sqlite_strict=True,
    )
    op.create_index("sessions_of_person", "sessions", ["person"])
    op.create_index("sessions_end", "sessions", ["ends"])
    op.create_table(
        "sign_ins",
        Column("state", Text, primary_key=True),
        *_text("browser", "nonce", "verifier", "then", "ends"),
        sqlite_strict=True,
    )
    op.create_index("sign_ins_end", "sign_ins", ["ends"])
