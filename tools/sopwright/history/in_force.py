"""What is in force: each document in the newest content that was approved, and who approved it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sopwright.approval.digest import digest as digest_of
from sopwright.approval.result import Result
from sopwright.approval.side import Side
from sopwright.approval.standing import Standing
from sopwright.history.contents import Contents
from sopwright.history.git import HistoryError
from sopwright.history.repository import HEAD
from sopwright.model.approvals import Record
from sopwright.model.handbook import Document, Handbook
from sopwright.model.issue import Approval, Issue, Signed
from sopwright.model.issue import Standing as State

Standings = Mapping[tuple[str, str], Standing]
"""Where each document stands in each language."""


@dataclass(frozen=True)
class LeftOut:
    """A document that is not published, and why, in plain words."""

    document: str
    why: str


@dataclass(frozen=True)
class InForce:
    """A handbook that holds what is in force."""

    handbook: Handbook
    left_out: tuple[LeftOut, ...] = ()


def in_force(
    handbook: Handbook, standings: Standings, contents: Contents | None, now: datetime, until: str = HEAD
) -> InForce:
    """Put each document into the content that is in force.

    A document in review, or whose newest content nobody approved, stands in its last approved content with the values
    of that time; one that was never approved is left out. Where signatures are advisory, what is effective stands as
    it is.

    Args:
        handbook: The handbook as it stands.
        standings: Where its documents stand.
        contents: Where earlier contents are found; nothing outside a repository.
        now: The time by which emergencies end and dates are reached.
        until: The newest commit whose contents count.
    """
    issuer = _Issuer(handbook, standings, contents, now, until)
    found = [issuer.issued(document) for document in handbook.documents.values()]
    documents = {one.id: one for one in found if isinstance(one, Document)}
    return InForce(replace(handbook, documents=documents), tuple(one for one in found if isinstance(one, LeftOut)))


def as_it_stands(handbook: Handbook, standings: Standings, now: datetime) -> Handbook:
    """The handbook with all that it holds, approved or not, for a preview; what is approved says so."""
    issuer = _Issuer(handbook, standings, None, now)
    documents = {
        number: replace(document, issue=issuer.issue(document)) for number, document in handbook.documents.items()
    }
    return replace(handbook, documents=documents)


def issue_as_it_stands(handbook: Handbook, document: Document, standings: Standings, now: datetime) -> Issue:
    """What is known of the approval of a document as it stands."""
    return _Issuer(handbook, standings, None, now).issue(document)


@dataclass(frozen=True)
class _Issuer:
    handbook: Handbook
    standings: Standings
    contents: Contents | None
    now: datetime
    until: str = HEAD

    def issued(self, document: Document) -> Document | LeftOut:
        """A document as it is in force."""
        standing = self.standings.get((document.id, document.metadata.languages.source))
        if document.metadata.status == "retired":
            return document
        if standing is None:
            return LeftOut(document.id, "it has no text in its source language")
        if not self._stands(document, standing):
            return self._earlier(document, standing.approved, standing.last, revising=True)
        if self._is_to_come(document) and standing.subject.previous:
            return self._earlier(document, standing.subject.previous, None, revising=False)
        return self.current(document)

    def current(self, document: Document) -> Document:
        """A document as it stands, with what is known of its approval."""
        return replace(document, issue=self.issue(document))

    def issue(self, document: Document) -> Issue:
        """What is known of the approval of a document as it stands."""
        approvals = {
            language: self._approval(standing.result, self._state(standing))
            for language in document.texts
            if (standing := self.standings.get((document.id, language))) is not None
        }
        source = self.standings.get((document.id, document.metadata.languages.source))
        reviews = source.result.reviews if source else ()
        return Issue(approvals, reviewed=self._newest(reviews))

    def _stands(self, document: Document, standing: Standing) -> bool:
        """Whether a document is published as it stands."""
        advisory = self.handbook.registers.approval.signatures == "advisory"
        permitted = standing.result.approved or self._emergency(standing.result) is not None or advisory
        return document.metadata.status == "effective" and permitted

    def _is_to_come(self, document: Document) -> bool:
        effective = document.metadata.effective
        return effective is not None and effective > self._day(self.now)

    def _earlier(self, document: Document, digest: str, result: Result | None, *, revising: bool) -> Document | LeftOut:
        """A document in an earlier content."""
        if not digest:
            return LeftOut(document.id, "it was never approved")
        try:
            side = self._content(document, digest)
        except HistoryError as error:
            return LeftOut(document.id, f"its approved content cannot be read: {error}")
        if side is None:
            return LeftOut(document.id, f"its approved content {digest[:8]} is not in the history")
        published = side.document.metadata.model_copy(update={"status": "effective"})
        reviewed = self._newest(result.reviews if result else ())
        issue = Issue(self._approvals(side, digest, result), revising, document.metadata.visibility, reviewed)
        registers = None if side.document is document else side.registers
        return replace(side.document, metadata=published, registers=registers, issue=issue)

    def _content(self, document: Document, digest: str) -> Side | None:
        language = document.metadata.languages.source
        if digest == self.standings[document.id, language].subject.digest:
            return Side(self.handbook, document)  # only its status says that it is being revised
        return self.contents.with_digest(document, language, digest, self.until) if self.contents else None

    def _approvals(self, side: Side, digest: str, result: Result | None) -> Mapping[str, Approval]:
        """The approvals of an earlier content: of its source, and of the translations of just this source."""
        approvals = {side.source: self._approval(result, "approved", digest)}
        if result is None:
            signed = tuple(self._by_records(self.standings[side.document.id, side.source], digest))
            approvals[side.source] = Approval(digest, "approved", signed)
        for language in side.document.texts:
            if language != side.source:
                own = digest_of(side.handbook, side.document, language)
                standing = self.standings.get((side.document.id, language))
                last = standing.last if standing else None
                fits = last is not None and last.digest == own and digest in _sources(last)
                approvals[language] = self._approval(last if fits else None, "approved" if fits else "unreviewed", own)
        return approvals

    def _approval(self, result: Result | None, state: State, digest: str = "") -> Approval:
        if result is None:
            return Approval(digest, state)
        signed = tuple(self._signed(step.step, step.post, record) for step in result.steps for record in step.records)
        return Approval(result.digest, state, signed, self._emergency(result))

    def _by_records(self, standing: Standing, digest: str) -> Iterator[Signed]:
        """Who signed a content that a newer approved one is about to replace."""
        chains = self.handbook.registers.approval.chains.values()
        posts = {step.id: step.post for chain in chains for step in chain.steps}
        for judged in standing.records:
            forward = judged.predicate.decision in ("approve", "consult")
            if judged.verdict.valid and forward and judged.digest == digest and judged.predicate.step in posts:
                yield self._signed(judged.predicate.step, posts[judged.predicate.step], judged.record)

    def _signed(self, step: str, post: str, record: Record) -> Signed:
        decision = record.predicate
        return Signed(step, post, decision.printed_name, self._day(decision.time), decision.decision == "consult")

    def _state(self, standing: Standing) -> State:
        if standing.result.approved:
            return "approved"
        if self._emergency(standing.result) is not None:
            return "emergency"
        required = self.handbook.registers.approval.signatures == "required"
        return "unreviewed" if required and standing.subject.is_translation else "unsigned"

    def _emergency(self, result: Result) -> datetime | None:
        """When an emergency's approval ends; nothing where the chain is complete, or the time is over."""
        until = result.emergency_until
        return until if until is not None and self.now < until and not result.approved else None

    def _newest(self, records: Iterable[Record]) -> date | None:
        return max((self._day(record.predicate.time) for record in records), default=None)

    def _day(self, moment: datetime) -> date:
        """The company's calendar day."""
        return moment.astimezone(ZoneInfo(self.handbook.registers.organisation.time_zone)).date()


def _sources(result: Result) -> set[str]:
    """The digests of the source's contents that a translation's approval binds."""
    records = (record for step in result.steps for record in step.records)
    return {subject.digest.sha256 for record in records for subject in record.statement.subject[1:]}
