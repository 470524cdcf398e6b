"""Where every document stands: its content, what follows from its records, and what was approved before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol

from sopwright.approval.choose import Chosen
from sopwright.approval.deputies import with_deputies
from sopwright.approval.digest import digest as digest_of
from sopwright.approval.evaluate import evaluate, judge
from sopwright.approval.judged import Judged
from sopwright.approval.result import Refused, Result
from sopwright.approval.roster import Roster
from sopwright.approval.rounds import Line, Round, line_of, rounds_of
from sopwright.approval.signing import Verdict
from sopwright.approval.subject import Subject, subject_of
from sopwright.model.approval import ApprovalRules, Change
from sopwright.model.approvals import Record
from sopwright.model.handbook import Document, Handbook, Registers

FIRST_ISSUE = "it is the first issue"
NOT_IN_HISTORY = "the content approved before is not in the history, so nothing can be compared"
RAISED = "the revision is declared material"


def end_of(day: date) -> datetime:
    """The moment when a day is over everywhere on Earth: until then, what is signed on it is not in the future."""
    return datetime.combine(day, time.max, UTC) + timedelta(hours=12)


class History(Protocol):
    """What is known of earlier contents; the rooms above take it from Git."""

    def change(self, document: Document, language: str, old: str, new: str) -> tuple[Change, tuple[str, ...]] | None:
        """The change class between two contents of a document and the reasons, or nothing where one is not known.

        Args:
            document: The document as it stands.
            language: The language.
            old: The digest of the content before.
            new: The digest of the content after.
        """

    def contributors(self, document: Document, language: str, since: str) -> frozenset[str]:
        """The people who changed a document's words since it had a content, or ever if that is empty."""


@dataclass(frozen=True)
class Judges:
    """By whose rules everything is judged, and when."""

    rules: ApprovalRules
    roster: Roster
    """With its deputies."""
    now: datetime
    history: History | None = None
    fresh: frozenset[str] | None = None
    """The names of new records, whose claims nobody has looked at yet; nothing where that is not known."""
    refused: tuple[Refused, ...] = ()
    """The records of deputies that do not count."""

    def settled(self, records: Iterable[Judged]) -> bool:
        """Whether there are records, and all were looked at when they came in: then the history is not asked again."""
        names = [judged.record.name for judged in records]
        return self.fresh is not None and bool(names) and self.fresh.isdisjoint(names)


@dataclass(frozen=True)
class Standing:
    """Where one language of a document stands."""

    subject: Subject
    """Its content as it stands."""
    result: Result
    """Whether that is approved."""
    last: Result | None = None
    """The newest content that is approved, this one or one before it; nothing where none is."""
    records: tuple[Judged, ...] = ()
    """All its records, each with the verdict on its signature."""

    @property
    def approved(self) -> str:
        """The digest of the newest approved content; empty where none is."""
        return self.last.digest if self.last is not None else ""


def judges_of(
    handbook: Handbook,
    verdicts: Mapping[str, Verdict],
    now: datetime,
    history: History | None = None,
    by: Registers | None = None,
    fresh: frozenset[str] | None = None,
) -> Judges:
    """Prepare to judge a handbook's documents.

    Args:
        handbook: The handbook, with its records.
        verdicts: Whether each record's signature counts, by the record's name; one that is missing does not.
        now: The time.
        history: Where change classes and contributors are taken from. Without it the class is what well-signed records
            say, and material where there are none.
        by: The registers whose rules, people and posts count; the handbook's own by default.
        fresh: The names of records that are new. Where it is given, the history is asked about these, and about what
            nobody has signed yet; what all others say of the change class and of its baseline is believed.
    """
    registers = by or handbook.registers
    deputies = judged(handbook.approvals.deputies, verdicts)
    roster, refused = with_deputies(Roster.of(registers), deputies, now)
    return Judges(registers.approval, roster, now, history, fresh, refused)


def standing(
    handbook: Handbook, verdicts: Mapping[str, Verdict], now: datetime, history: History | None = None
) -> Mapping[tuple[str, str], Standing]:
    """Judge every language of every document by the handbook's own rules; see :func:`judges_of`.

    The history is asked about what nobody has signed yet.
    """
    return standings(handbook, verdicts, judges_of(handbook, verdicts, now, history, fresh=frozenset()))


def standings(
    handbook: Handbook, verdicts: Mapping[str, Verdict], judges: Judges
) -> Mapping[tuple[str, str], Standing]:
    """Judge every language of every document.

    Returns:
        Where each stands, by document and language.
    """
    return {
        (document.id, language): standing_of(handbook, document, language, verdicts, judges)
        for document in handbook.documents.values()
        for language in document.texts
    }


def standing_of(
    handbook: Handbook, document: Document, language: str, verdicts: Mapping[str, Verdict], judges: Judges
) -> Standing:
    """Judge one language of a document."""
    records = judged(handbook.approvals.of(document.id, language), verdicts)
    original = document.metadata.languages.source
    behind = digest_of(handbook, document, original) if language != original and document.source_text else ""
    content = subject_of(document, language, digest_of(handbook, document, language), behind)
    return stand(document, content, records, judges)


def judged(records: Sequence[Record], verdicts: Mapping[str, Verdict]) -> tuple[Judged, ...]:
    """Each record with its verdict."""
    unseen = Verdict(False, "unverified", "its signature was not looked at")
    return tuple(Judged(record, verdicts.get(record.name, unseen)) for record in records)


def stand(document: Document, content: Subject, records: tuple[Judged, ...], judges: Judges) -> Standing:
    """Judge a content by its records.

    Args:
        document: The document.
        content: The content as :func:`sopwright.approval.subject.subject_of` describes it.
        records: All records of the subject, on this content and on others.
        judges: By whom.
    """
    rounds = rounds_of(records)
    own = [one for one in rounds if (one.digest, one.source) == (content.digest, content.source)]
    line = _line(document, content, records, rounds, judges) if len(own) < len(rounds) else Line()
    before = line.without_last(content.digest, content.source)
    previous = _previous(before, own)
    if judges.settled(judged for one in own for judged in one.records):
        judges = replace(judges, history=None)
    subject = replace(
        content,
        previous=previous,
        contributors=content.contributors | _contributors(document, content, previous, judges),
    )
    claims = frozenset(claim for one in own if one.baseline == previous for claim in one.claims)
    tried = [
        (candidate, evaluate(judges.rules, judges.roster, records, candidate, judges.now))
        for candidate in _classed(document, subject, claims, before, judges)
    ]
    best, result = next((pair for pair in tried if pair[1].approved), tried[0])
    return Standing(best, result, result if result.approved else before.last(), records)


def _previous(before: Line, own: Sequence[Round]) -> str:
    """What the content is counted from: what its own records say where that may be, else the newest approved."""
    allowed = before.baselines()
    return next((one.baseline for one in reversed(own) if one.baseline in allowed), allowed[-1])


def _contributors(document: Document, content: Subject, since: str, judges: Judges) -> frozenset[str]:
    if judges.history is None:
        return frozenset()
    return judges.history.contributors(document, content.language, since)


def _classed(
    document: Document, subject: Subject, claims: frozenset[Change], before: Line, judges: Judges
) -> tuple[Subject, ...]:
    """The subject with its change class; with both where only records could tell, and they differ."""
    if not subject.previous:
        return (replace(subject, change="material", reasons=(FIRST_ISSUE,)),)
    revision = document.metadata.revision
    if revision.change == "material" and revision.number > before.revision(subject.previous):
        return (replace(subject, change="material", reasons=(RAISED,)),)
    if judges.history is not None and claims != {"material"}:
        return (_computed(document, subject, judges.history),)
    return tuple(replace(subject, change=claim) for claim in sorted(claims, reverse=True)) or (subject,)


def _computed(document: Document, subject: Subject, history: History) -> Subject:
    found = history.change(document, subject.language, subject.previous, subject.digest)
    change, reasons = found or ("material", (NOT_IN_HISTORY,))
    return replace(subject, change=change, reasons=reasons)


def _line(
    document: Document, content: Subject, records: Sequence[Judged], rounds: Sequence[Round], judges: Judges
) -> Line:
    """The contents that were approved one after the other."""

    def settle(one: Round) -> Result:
        if judges.fresh is not None and not judges.settled(one.records):
            return _fresh(document, content, records, one, judges)
        return _settled(content, records, one, judges)

    return line_of(rounds, settle)


def _past(content: Subject, one: Round) -> Subject:
    """An earlier content, as far as its records tell."""
    return replace(
        content,
        digest=one.digest,
        source=one.source,
        previous=one.baseline,
        revision=one.revision,
        revised=date.min,
    )


def _fresh(document: Document, content: Subject, records: Sequence[Judged], one: Round, judges: Judges) -> Result:
    """Judge an earlier content whose records are new: as strictly as the content that stands."""
    past = _past(content, one)
    if not one.baseline:
        past = replace(past, change="material")
    elif judges.history is not None:
        past = _computed(document, past, judges.history)
    return evaluate(judges.rules, judges.roster, records, past, judges.now)


def _settled(content: Subject, records: Sequence[Judged], one: Round, judges: Judges) -> Result:
    """Judge an earlier content that was judged when it came in.

    Its authors, executors and laws are not known any more. So it counts if any chain of the rules was completed.
    """
    change: Change = "editorial" if "editorial" in one.claims else "material"
    past = replace(_past(content, one), change=change, contributors=frozenset(), executors=())
    results = [
        judge(Chosen(key, chain), judges.rules.emergency, judges.roster, records, past, judges.now)
        for key, chain in judges.rules.chains.items()
    ]
    done = [result for result in results if result.completed is not None]
    approved = [result for result in done if result.approved]
    return (approved or done or results)[0]
