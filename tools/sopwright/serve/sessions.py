"""Sessions: kept on the server, ended here, with nothing in the browser but a secret."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Engine, Row, delete, insert, select

from sopwright.records.database import reading
from sopwright.records.sessions import SESSIONS
from sopwright.serve.person import Identity
from sopwright.serve.tokens import digest, new_token

Now = Callable[[], datetime]
BELIEVED = timedelta(seconds=2)
"""How long a session that was found is believed without asking the database again, so that pages come fast.

In this process an ended session ends at once; other processes notice within this time.
"""
_MOST = 10_000


def written(moment: datetime) -> str:
    """A time as it is stored, in UTC; its order is that of the text."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


@dataclass
class Sessions:
    """Who is signed in."""

    engine: Engine
    now: Now
    lasting: timedelta
    _found: dict[str, tuple[datetime, str, Identity]] = field(default_factory=dict)
    """By digest: when it was found, until when it lasts, and who it is."""

    def begin(self, identity: Identity, instead_of: str = "") -> str:
        """Begin a session and end the one before it in the same browser, so that no secret outlives a sign-in.

        Returns:
            The secret for the browser.
        """
        token, now = new_token(), self.now()
        row = {
            "digest": digest(token),
            "person": identity.id,
            "name": identity.name,
            "roles": None if identity.roles is None else json.dumps(identity.roles),
            "began": written(now),
            "ends": written(now + self.lasting),
        }
        with self.engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest(instead_of)))
            connection.execute(delete(SESSIONS).where(SESSIONS.c.ends <= written(now)))
            connection.execute(insert(SESSIONS).values(row))
        self._found.pop(digest(instead_of), None)
        return token

    def known(self, token: str) -> Identity | None:
        """Who has this secret, if that was found a moment ago; never asks the database."""
        found = self._found.get(digest(token))
        now = self.now()
        if found is None or now - found[0] >= BELIEVED or found[1] <= written(now):
            return None
        return found[2]

    def find(self, token: str) -> Identity | None:
        """Who has this secret; nothing when the session has ended or never was."""
        now, key = self.now(), digest(token)
        with reading(self.engine) as connection:
            row = connection.execute(select(SESSIONS).where(SESSIONS.c.digest == key)).one_or_none()
        if row is None or row.ends <= written(now):
            self._found.pop(key, None)
            return None
        if len(self._found) >= _MOST:
            self._found.clear()
        self._found[key] = (now, row.ends, _identity(row))
        return self._found[key][2]

    def end(self, token: str) -> None:
        """End one session."""
        self._found.pop(digest(token), None)
        with self.engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest(token)))

    def end_all(self, person: str) -> None:
        """End all sessions of a person, wherever they are."""
        self._found = {key: found for key, found in self._found.items() if found[2].id != person}
        with self.engine.begin() as connection:
            connection.execute(delete(SESSIONS).where(SESSIONS.c.person == person))


def _identity(row: Row[tuple[str, ...]]) -> Identity:
    return Identity(row.person, row.name, None if row.roles is None else tuple(json.loads(row.roles)))
