"""The words that are signed: an in-toto Statement about one content, as readable JSON."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sopwright.approval.digest import digest_of_roster, digest_of_rules
from sopwright.model.approvals import PREDICATE, STATEMENT, Kind, Statement
from sopwright.model.handbook import Registers

MEANINGS: dict[Kind, str] = {
    "approve": "I have read exactly this content and approve it.",
    "refuse": "I have read exactly this content and refuse it, for the reason given.",
    "consult": "Those who carry it out were asked about exactly this content before it takes effect.",
    "withdraw": "This content is not to be in force until I, or my superior, decide anew.",
    "review-unchanged": "I have looked exactly this content through again; it stays as it is.",
    "emergency": "Exactly this content is to be in force at once, for as long as the emergency rule allows.",
    "delegate": "The deputy named here decides in place of the principal, in this post and for this time.",
}
"""What a signature means, in words (21 CFR 11.50)."""


def compose(
    registers: Registers,
    subjects: Sequence[tuple[str, str]],
    decision: Kind,
    person: str,
    time: datetime,
    **fields: Any,
) -> Statement:
    """A statement that a person decides something.

    Args:
        registers: Their rules, roster and handbook are named in it.
        subjects: The name and digest of the content; for a translation, then those of its source.
        decision: The decision.
        person: Who decides.
        time: When.
        fields: What else the predicate says, by the names it has in JSON; what is nothing is left out.

    Returns:
        The statement.

    Raises:
        pydantic.ValidationError: A field does not fit.
    """
    predicate = {
        "decision": decision,
        "step": fields.pop("step", None) or decision,
        "person": person,
        "onBehalfOf": fields.pop("onBehalfOf", None),
        "printedName": registers.people[person].name,
        "meaning": MEANINGS[decision],
        "time": time.astimezone(UTC).replace(microsecond=0).isoformat(),
        **fields,
        "rules": digest_of_rules(registers),
        "roster": digest_of_roster(registers),
        "handbook": registers.organisation.id,
    }
    statement = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": digest}} for name, digest in subjects],
        "predicateType": PREDICATE,
        "predicate": {name: value for name, value in predicate.items() if value is not None},
    }
    return Statement.model_validate_json(json.dumps(statement))


def written(statement: Statement) -> bytes:
    """The bytes of a statement's file, which are what is signed."""
    value = statement.model_dump(mode="json", by_alias=True, exclude_none=True)
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
