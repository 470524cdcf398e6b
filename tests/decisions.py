"""Decisions without signatures, for the rules that judge them: a company of ten, a chain of four steps."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sopwright.approval.evaluate import evaluate
from sopwright.approval.judged import Judged
from sopwright.approval.result import Refused, Result
from sopwright.approval.roster import Roster
from sopwright.approval.signing import Verdict
from sopwright.approval.subject import Subject
from sopwright.model.approval import ApprovalRules
from sopwright.model.approvals import PREDICATE, STATEMENT, Record, Statement
from sopwright.model.registers import Person, Post

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
START = datetime(2026, 5, 4, 9, tzinfo=UTC)
ANY = "0" * 64


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


CONTENT = digest("content")
SUBJECT = Subject(
    "SVC-001",
    "en",
    CONTENT,
    revised=date(2026, 5, 1),
    book="service",
    executors=("agent",),
    owner="lead",
    contributors=frozenset({"author"}),
)

RULES = ApprovalRules.model_validate(
    {
        "chains": {
            "four": {
                "name": {"en": "Four"},
                "steps": (
                    {"id": "second-line", "post": "manager"},
                    {"id": "legal", "post": "lawyer"},
                    {"id": "consulted", "post": "lead", "consult": True},
                    {"id": "release", "post": "director"},
                ),
            },
            "one": {"name": {"en": "One"}, "steps": ({"id": "carry", "post": "quality"},)},
            "two": {"name": {"en": "Two"}, "steps": ({"id": "both", "post": "manager", "people": 2},)},
            "speaking": {"name": {"en": "T"}, "steps": ({"id": "review", "post": "reviewer", "speaks": True},)},
            "strong": {
                "name": {"en": "S"},
                "steps": ({"id": "device", "post": "director", "assurance": "hardware"},),
            },
        },
        "rules": (
            {"chain": "four", "when": {"change": "material", "books": ("service",)}},
            {"chain": "one", "when": {"change": "editorial", "books": ("service",)}},
            {"chain": "two", "when": {"books": ("pairs",)}},
            {"chain": "strong", "when": {"books": ("strong",)}},
            {"chain": "speaking", "when": {"subject": "translation"}},
        ),
        "emergency": {"posts": ("manager", "director"), "people": 2, "hours": 72},
    }
)

HOLDERS = {
    "director": "director",
    "mia": "manager",
    "max": "manager",
    "mo": "manager",
    "law": "lawyer",
    "lee": "lead",
    "kim": "lead",
    "qi": "quality",
    "ann": "agent",
    "rita": "reviewer",
    "author": "manager",
}
ABOVE = {"manager": "director", "lawyer": "director", "lead": "manager", "quality": "director", "agent": "lead"}


def someone(name: str, *posts: str, **fields: Any) -> Person:
    held = tuple({"post": post, "from": date(2026, 1, 1)} for post in posts)
    return Person.model_validate({"name": f"Name of {name}", "email": "x@example.test", "posts": held, **fields})


def post(superior: str | None = None) -> Post:
    return Post.model_validate({"name": {"en": "P"}, "roles": ("r",), "superior": superior, "duties": {"en": "D"}})


ROSTER = Roster(
    "company",
    {
        name: someone(name, held, languages=("en", "bg") if held == "reviewer" else ("en",))
        for name, held in HOLDERS.items()
    },
    {held: post(ABOVE.get(held)) for held in dict.fromkeys(HOLDERS.values())},
)


@dataclass
class Folder:
    """The records of one subject, each following the one before."""

    name: str = "SVC-001#en"
    records: list[Judged] = field(default_factory=list)

    def add(
        self,
        person: str,
        step: str = "",
        decision: str = "approve",
        verdict: Verdict | None = None,
        **fields: Any,
    ) -> "Folder":
        """Add a decision; ``fields`` are the predicate's, or subject, content, behind, baseline (from), at (time)."""
        content, behind = fields.pop("content", CONTENT), fields.pop("behind", ())
        fields["from"] = fields.pop("baseline", fields.get("from"))
        time = fields.pop("at", START + timedelta(hours=len(self.records)))
        predicate = {
            "decision": decision,
            "step": step or decision,
            "person": person,
            "printedName": f"Name of {person}",
            "meaning": "I decide",
            "time": time.isoformat(),
            "revision": 1,
            "changeClass": "material",
            "prev": self.records[-1].record.digest if self.records else None,
            "rules": ANY,
            "roster": ANY,
            "handbook": "company",
        }
        if decision == "consult":
            predicate["consulted"] = {"posts": ["agent"], "people": 3, "remarks": ANY}
        subject = [(fields.pop("subject", self.name), content), *behind]
        predicate |= fields
        data = json.dumps(
            {
                "_type": STATEMENT,
                "subject": [{"name": name, "digest": {"sha256": of}} for name, of in subject],
                "predicateType": PREDICATE,
                "predicate": {key: value for key, value in predicate.items() if value is not None},
            }
        ).encode()
        number = len(self.records) + 1
        path = f"approvals/{self.name.replace('#', '/')}/{number:04}-{predicate['step']}.json"
        record = Record(path, number, data, b"", hashlib.sha256(data).hexdigest(), Statement.model_validate_json(data))
        self.records.append(Judged(record, verdict or Verdict(True, signer=person)))
        return self

    def chain(self, *, until: int = 4, **fields: Any) -> "Folder":
        """The four steps, in order, by the right people."""
        steps = (
            ("mia", "second-line", "approve"),
            ("law", "legal", "approve"),
            ("lee", "consulted", "consult"),
            ("director", "release", "approve"),
        )
        for person, step, decision in steps[:until]:
            self.add(person, step, decision, **fields)
        return self

    def result(self, subject: Subject = SUBJECT, roster: Roster = ROSTER, rules: ApprovalRules = RULES) -> Result:
        return evaluate(rules, roster, self.records, subject, NOW)


def codes(result: Result) -> list[str]:
    """The codes of all refusals."""
    return [one.code for one in all_refused(result)]


def all_refused(result: Result) -> Sequence[Refused]:
    return [*result.refused, *(one for step in result.steps for one in step.refused)]


def editorial(subject: Subject = SUBJECT, **changes: Any) -> Subject:
    return replace(subject, change="editorial", **changes)


def people(roster: Roster, **others: Person) -> Roster:
    """The roster with other people in it."""
    rows: Mapping[str, Person] = {**roster.people, **others}
    return replace(roster, people=rows)
