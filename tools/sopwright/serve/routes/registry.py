"""All pages of the server. A new subject is one file and one line here."""

from collections.abc import Sequence

from sopwright.serve.routes import (
    account,
    auditing,
    confirming,
    development,
    health,
    home,
    inbox,
    openid,
    reading,
    remarks,
    searching,
    team,
)
from sopwright.serve.routes.page import Page
from sopwright.serve.settings import Settings

PAGES: Sequence[Page] = (
    *health.PAGES,
    *home.PAGES,
    *account.PAGES,
    *reading.PAGES,
    *confirming.PAGES,
    *remarks.PAGES,
    *team.PAGES,
    *inbox.PAGES,
    *searching.PAGES,
    *auditing.PAGES,
)
"""Those of every server."""
SIGN_IN = {"development": development.PAGES, "openid": openid.PAGES, "proxy": ()}
"""Those of each way to sign in."""


def pages(settings: Settings) -> Sequence[Page]:
    """The pages of a server with these settings."""
    return (*PAGES, *SIGN_IN[settings.sign_in])
