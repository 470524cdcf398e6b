"""The tables of those who are signed in, and of sign-ins that have begun. Tokens are kept as digests only."""

from sqlalchemy import Index, Table

from sopwright.records.tables import METADATA, text

SESSIONS = Table(
    "sessions",
    METADATA,
    text("digest", key=True),
    text("person"),
    text("name"),
    text("roles", empty=True),
    text("began"),
    text("ends"),
    Index("sessions_of_person", "person"),
    Index("sessions_end", "ends"),
    sqlite_strict=True,
)
"""Who is signed in, and until when; ``roles`` is a JSON list where groups of the sign-in decide, else empty."""

SIGN_INS = Table(
    "sign_ins",
    METADATA,
    text("state", key=True),
    text("browser"),
    text("nonce"),
    text("verifier"),
    text("then"),
    text("ends"),
    Index("sign_ins_end", "ends"),
    sqlite_strict=True,
)
"""Sign-ins that wait for the answer of the OpenID provider; each answer is taken once."""
