"""Who stands in for whom: the records that name deputies."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sopwright.approval.judged import IN_ORDER, SIGNED, Judged, Place, first, follows
from sopwright.approval.result import Refused
from sopwright.approval.roster import Deputy, Roster
from sopwright.model.approvals import DEPUTIES


def with_deputies(roster: Roster, records: Iterable[Judged], now: datetime) -> tuple[Roster, tuple[Refused, ...]]:
    """The roster with the deputies that valid records name.

    Args:
        roster: The roster without deputies.
        records: The records below ``approvals/deputies``, in order.
        now: The time.

    Returns:
        The roster, and the records that do not count.
    """
    named: list[Deputy] = []
    refused: list[Refused] = []
    before: Judged | None = None
    unbroken = True
    for judged in records:
        unbroken = unbroken and follows(judged, before)
        place = Place(DEPUTIES, before, named[-1].named if named else None, unbroken, now)
        outcome = first(SIGNED + IN_ORDER, roster, judged, place) or _outcome(roster, judged)
        if isinstance(outcome, Refused):
            refused.append(outcome)
        else:
            named.append(outcome)
        before = judged
    return replace(roster, deputies=tuple(named)), tuple(refused)


def _outcome(roster: Roster, judged: Judged) -> Refused | Deputy:
    """The deputy that a record names, or why it does not count."""
    delegation = judged.predicate.delegation
    if judged.predicate.decision != "delegate" or delegation is None:
        return judged.refused("wrong-decision", "here lie only records that name a deputy")
    principal, deputy, post = delegation.principal, delegation.deputy, delegation.post
    if not roster.holds(principal, post, judged.day):
        why = f"`{principal}` does not hold the post `{post}` on {judged.day}; only a holder has a deputy"
        return judged.refused("wrong-post", why)
    if deputy not in roster.people or deputy == principal:
        return judged.refused("unknown-person", f"`{deputy}` cannot be the deputy: not somebody else in the register")
    if judged.person != principal and not roster.is_above(judged.person, post, judged.day):
        why = f"`{judged.person}` is neither `{principal}` nor above the post `{post}`"
        return judged.refused("wrong-person", why)
    if delegation.until < delegation.since:
        return judged.refused("wrong-time", f"it ends on {delegation.until}, before it begins on {delegation.since}")
    return Deputy(delegation, judged.time)
