"""Sign-ins that have begun: each answer of the provider belongs to one of them, to one browser, and counts once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Engine, delete, insert

from sopwright.records.sessions import SIGN_INS
from sopwright.serve.sessions import written
from sopwright.serve.tokens import digest, new_token, same

LASTING: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class SignIn:
    """What is needed to judge the answer, and where the reader wants to go."""

    nonce: str
    verifier: str
    """Of PKCE (RFC 7636)."""
    then: str


@dataclass(frozen=True)
class SignIns:
    """The sign-ins that wait for an answer."""

    engine: Engine
    now: Callable[[], datetime]

    def begin(self, browser: str, then: str) -> tuple[str, SignIn]:
        """Begin a sign-in in a browser.

        Returns:
            The state that the provider sends back, and the sign-in.
        """
        state, begun = new_token(), SignIn(new_token(), new_token(), then)
        row = {
            "state": digest(state),
            "browser": digest(browser),
            "nonce": begun.nonce,
            "verifier": begun.verifier,
            "then": then,
            "ends": written(self.now() + LASTING),
        }
        with self.engine.begin() as connection:
            connection.execute(delete(SIGN_INS).where(SIGN_INS.c.ends <= written(self.now())))
            connection.execute(insert(SIGN_INS).values(row))
        return state, begun

    def take(self, state: str, browser: str) -> SignIn | None:
        """The sign-in of an answer; nothing for a state that is unknown, used, too old, or of another browser."""
        with self.engine.begin() as connection:
            taken = delete(SIGN_INS).where(SIGN_INS.c.state == digest(state)).returning(*SIGN_INS.c)
            row = connection.execute(taken).one_or_none()
        if row is None or row.ends <= written(self.now()) or not same(row.browser, digest(browser)):
            return None
        return SignIn(row.nonce, row.verifier, row.then)
