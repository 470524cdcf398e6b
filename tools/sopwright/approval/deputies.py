"""Who stands in for whom: the records that name deputies."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sopwright.approval.judged import IN_ORDER, SIGNED, Judged, Place, first, follows
from sopwright.approval.result import Refused
from sopwright.approval.roster import Deputy, Roster
from sopwright.model.approvals import DEPUTIES, Delegation


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
        refusal = first(SIGNED + IN_ORDER, roster, judged, place) or _refusal(roster, judged)
        if refusal is not None:
            refused.append(refusal)
        elif judged.predicate.delegation is not None:
            named.append(Deputy(judged.predicate.delegation, judged.time))
        before = judged
    return replace(roster, deputies=tuple(named)), tuple(refused)


def _refusal(roster: Roster, judged: Judged) -> Refused | None:
    """Why the naming of a deputy does not count."""
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
    return _period(judged, delegation)


def _period(judged: Judged, delegation: Delegation) -> Refused | None:
    if delegation.since <= delegation.until:
        return None
    return judged.refused("wrong-time", f"it ends on {delegation.until}, before it begins on {delegation.since}")
