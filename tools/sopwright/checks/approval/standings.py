"""Where every document stands, by the records that a run has verified."""

from collections.abc import Mapping

from sopwright.approval.standing import Judges, Standing, end_of, judges_of
from sopwright.approval.standing import standings as standings_of
from sopwright.approval.wording import wording_standings
from sopwright.checks.check import Context


def judges(context: Context) -> Judges:
    """The rules and roster of the handbook, at the end of the day."""
    return judges_of(context.handbook, context.verdicts, end_of(context.today))


def wordings(context: Context) -> Mapping[tuple[str, str], Standing]:
    """Where every language of all prescribed words stands."""
    return wording_standings(context.handbook, context.verdicts, context.once(judges))


def standings(context: Context) -> Mapping[tuple[str, str], Standing]:
    """Where every language of every document stands."""
    return standings_of(context.handbook, context.verdicts, context.once(judges))
