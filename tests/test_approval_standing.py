"""Where a document stands: what its content is counted from, its change class, and what was approved last."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sopwright.approval.result import State
from sopwright.approval.signing import Verdict
from sopwright.approval.standing import (
    FIRST_ISSUE,
    NOT_IN_HISTORY,
    RAISED,
    Judges,
    Standing,
    end_of,
    judges_of,
    stand,
    standing,
    standing_of,
)
from sopwright.approval.subject import Subject
from sopwright.model.approval import Change
from sopwright.model.approvals import Approvals
from sopwright.model.handbook import Document, Handbook
from tests.decisions import CONTENT, NOW, ROSTER, RULES, SUBJECT, Folder, codes, digest

NOT_VALID = Verdict(False, "wrong-signature", "changed")
OLD, OLDER = digest("old"), digest("older")


@dataclass
class Known:
    """A history that knows some changes, and who wrote."""

    changes: Mapping[tuple[str, str], Change] = field(default_factory=dict)
    writers: frozenset[str] = frozenset()
    asked: list[tuple[str, str]] = field(default_factory=list)

    def change(self, _document: Document, _language: str, old: str, new: str) -> tuple[Change, tuple[str, ...]] | None:
        self.asked.append((old, new))
        return (self.changes[old, new], ("why",)) if (old, new) in self.changes else None

    def contributors(self, _document: Document, _language: str, _since: str) -> frozenset[str]:
        return self.writers


@pytest.fixture
def document(handbook: Handbook) -> Document:
    return handbook.documents["SVC-001"]


def revised(document: Document, number: int, change: str) -> Document:
    revision = document.metadata.revision.model_copy(update={"number": number, "change": change})
    return replace(document, metadata=document.metadata.model_copy(update={"revisions": (revision,)}))


def judge(document: Document, folder: Folder, subject: Subject = SUBJECT, **more: Any) -> Standing:
    return stand(document, subject, tuple(folder.records), Judges(RULES, ROSTER, NOW, **more))


def names(folder: Folder, *places: int) -> frozenset[str]:
    return frozenset(folder.records[place].record.name for place in places)


def test_nothing_signed_is_a_first_issue(document: Document) -> None:
    found = judge(document, Folder())
    assert (found.subject.previous, found.subject.change, found.subject.reasons) == ("", "material", (FIRST_ISSUE,))
    assert (found.result.state, found.approved, found.last) == (State.PENDING, "", None)


def test_a_first_issue_that_is_approved(document: Document) -> None:
    found = judge(document, Folder().chain())
    assert (found.approved, found.result.approved, found.last) == (CONTENT, True, found.result)


def test_the_next_content_is_counted_from_the_last_approved_one(document: Document) -> None:
    folder = Folder().chain(content=OLD)
    found = judge(document, folder)
    assert (found.subject.previous, found.result.state, found.approved) == (OLD, State.PENDING, OLD)
    assert judge(document, folder.chain(baseline=OLD)).approved == CONTENT


def test_signatures_counted_from_something_else_do_not_count(document: Document) -> None:
    found = judge(document, Folder().chain(content=OLD).chain())
    assert codes(found.result) == ["other-baseline"] * 4
    assert found.approved == OLD


def test_an_old_content_comes_back_only_by_new_signatures(document: Document) -> None:
    folder = Folder().chain().chain(content=OLD, baseline=CONTENT)
    back = judge(document, folder)
    assert (back.result.approved, back.approved, back.subject.previous) == (False, OLD, OLD)
    assert judge(document, folder.chain(baseline=OLD)).approved == CONTENT


def test_a_round_that_skips_the_last_one_does_not_count(document: Document) -> None:
    folder = Folder().chain(content=OLDER).chain(content=OLD, baseline=OLDER).chain(content=digest("x"), baseline=OLDER)
    assert judge(document, folder).approved == OLD


def test_after_a_withdrawal_the_one_before_holds(document: Document) -> None:
    folder = Folder().chain(content=OLDER).chain(content=OLD, baseline=OLDER)
    folder.add("director", "release", "withdraw", content=OLD)
    assert judge(document, folder).approved == OLDER
    assert judge(document, folder).subject.previous == OLDER
    for baseline in (OLD, OLDER):
        again = Folder(folder.name, list(folder.records)).chain(baseline=baseline)
        assert judge(document, again).approved == CONTENT
    assert judge(document, folder, replace(SUBJECT, digest=OLD)).subject.previous == OLDER


def test_all_withdrawn_leaves_nothing(document: Document) -> None:
    folder = Folder().chain(content=OLD).add("director", "release", "withdraw", content=OLD)
    found = judge(document, folder)
    assert (found.approved, found.subject.previous) == ("", "")


def test_without_a_history_valid_records_tell_the_class(document: Document) -> None:
    later = revised(document, 2, "editorial")
    subject = replace(SUBJECT, revision=2)
    start = Folder().chain(content=OLD)
    assert judge(later, start, subject).subject.change == "material"
    claimed = Folder(start.name, list(start.records)).add(
        "qi", "carry", revision=2, changeClass="editorial", baseline=OLD
    )
    assert judge(later, claimed, subject).approved == CONTENT
    unsigned = Folder(start.name, list(start.records)).add(
        "qi", "carry", revision=2, changeClass="editorial", baseline=OLD, verdict=NOT_VALID
    )
    assert judge(later, unsigned, subject).subject.change == "material"


def test_where_records_differ_the_class_that_is_approved_counts(document: Document) -> None:
    later, subject = revised(document, 2, "editorial"), replace(SUBJECT, revision=2)
    folder = Folder().chain(content=OLD).add("mia", "second-line", revision=2, baseline=OLD)
    folder.add("qi", "carry", revision=2, changeClass="editorial", baseline=OLD)
    found = judge(later, folder, subject)
    assert (found.subject.change, found.approved) == ("editorial", CONTENT)
    folder = Folder().chain(content=OLD).add("ann", "carry", revision=2, changeClass="editorial", baseline=OLD)
    folder.add("mia", "second-line", revision=2, baseline=OLD)
    assert judge(later, folder, subject).subject.change == "material"


def test_a_history_computes_the_class(document: Document) -> None:
    later, subject = revised(document, 2, "editorial"), replace(SUBJECT, revision=2)
    folder = Folder().chain(content=OLD).add("qi", "carry", revision=2, changeClass="editorial", baseline=OLD)
    small = judge(later, folder, subject, history=Known({(OLD, CONTENT): "editorial"}))
    assert (small.approved, small.subject.reasons) == (CONTENT, ("why",))
    big = judge(later, folder, subject, history=Known({(OLD, CONTENT): "material"}))
    assert (big.approved, big.subject.change) == (OLD, "material")
    unknown = judge(later, folder, subject, history=Known())
    assert (unknown.subject.change, unknown.subject.reasons) == ("material", (NOT_IN_HISTORY,))


def test_nothing_is_computed_where_all_sign_it_as_material(document: Document) -> None:
    history = Known()
    folder = Folder().chain(content=OLD).chain(baseline=OLD)
    assert judge(revised(document, 1, "editorial"), folder, history=history).approved == CONTENT
    assert history.asked == []


def test_authors_raise_the_class(document: Document) -> None:
    folder = Folder().chain(content=OLD)
    history = Known({(OLD, CONTENT): "editorial"})
    raised = judge(revised(document, 2, "material"), folder, replace(SUBJECT, revision=2), history=history)
    assert (raised.subject.change, raised.subject.reasons) == ("material", (RAISED,))
    same = judge(revised(document, 1, "material"), folder, history=history)
    assert same.subject.change == "editorial"


def test_who_changed_it_does_not_approve(document: Document) -> None:
    found = judge(document, Folder().chain(until=1), history=Known(writers=frozenset({"mia"})))
    assert codes(found.result) == ["author"]
    assert found.subject.contributors == {"author", "mia"}


def test_a_new_record_of_an_earlier_content_is_judged_anew(document: Document) -> None:
    """A material change cannot come in behind an editorial one that nobody ever compared."""
    later, subject = revised(document, 3, "editorial"), replace(SUBJECT, revision=3)
    folder = Folder().chain(content=OLDER)
    folder.add("qi", "carry", content=OLD, revision=2, changeClass="editorial", baseline=OLDER)
    folder.add("qi", "carry", revision=3, changeClass="editorial", baseline=OLD)
    history = Known({(OLDER, OLD): "material", (OLD, CONTENT): "editorial", (OLDER, CONTENT): "material"})
    assert judge(later, folder, subject, history=history).approved == CONTENT
    fresh = names(folder, 4, 5)
    assert judge(later, folder, subject, history=history, fresh=fresh).approved == OLDER
    honest = Known({(OLDER, OLD): "editorial", (OLD, CONTENT): "editorial"})
    assert judge(later, folder, subject, history=honest, fresh=fresh).approved == CONTENT
    assert judge(later, folder, subject, fresh=fresh).approved == OLDER


def test_a_new_first_issue_is_material(document: Document) -> None:
    folder = Folder().add("qi", "carry", content=OLD, changeClass="editorial")
    assert judge(document, folder, fresh=names(folder, 0)).approved == ""
    assert judge(document, folder).approved == OLD
    whole = Folder().chain(content=OLD)
    assert judge(document, whole, fresh=names(whole, 0)).approved == OLD


def test_an_earlier_content_had_other_laws_and_authors(document: Document) -> None:
    folder = Folder().chain(content=OLD)
    now = replace(SUBJECT, book="pairs", contributors=frozenset({"mia"}), executors=("agent", "lead"))
    assert judge(document, folder, now).approved == OLD


def test_a_translation_is_counted_by_its_source_too(document: Document) -> None:
    translation = Subject("SVC-001", "bg", CONTENT, source=OLD, source_language="en", revised=date(2026, 5, 1))
    folder = Folder("SVC-001#bg").add("rita", "review", behind=[("SVC-001#en", OLDER)])
    stale = judge(document, folder, translation)
    assert (stale.result.state, stale.subject.previous, stale.approved) == (State.PENDING, CONTENT, CONTENT)
    folder.add("rita", "review", behind=[("SVC-001#en", OLD)], baseline=CONTENT)
    assert judge(document, folder, translation).result.approved


def test_every_language_of_every_document_is_judged(handbook: Handbook) -> None:
    found = standing(handbook, {}, NOW)
    assert set(found) == {
        (number, language) for number in ("POL-001", "SVC-001", "SVC-002") for language in ("en", "bg")
    }
    bulgarian, english = found["SVC-001", "bg"].subject, found["SVC-001", "en"].subject
    assert (bulgarian.source, bulgarian.source_language) == (english.digest, "en")
    assert (english.source, english.contributors) == ("", frozenset({"l.lead"}))


def test_a_translation_without_its_source(handbook: Handbook) -> None:
    document = handbook.documents["SVC-001"]
    alone = replace(document, texts={"bg": document.texts["bg"]})
    found = standing_of(handbook, alone, "bg", {}, judges_of(handbook, {}, NOW))
    assert (found.subject.source, found.subject.is_translation) == ("", True)


def test_a_signature_that_nobody_looked_at_does_not_count(handbook: Handbook) -> None:
    records = tuple(judged.record for judged in Folder().add("m.manager", "second-line", handbook="example").records)
    signed = replace(handbook, approvals=Approvals({("SVC-001", "en"): records}, records))
    found = standing(signed, {}, NOW)["SVC-001", "en"]
    assert codes(found.result) == ["unverified"]
    assert [one.code for one in judges_of(signed, {}, NOW).refused] == ["unverified"]


def test_a_day_is_over_where_it_ends_last() -> None:
    end = end_of(date(2026, 5, 1))
    assert end > datetime(2026, 5, 2, 11, 59, tzinfo=UTC)
    assert end < datetime(2026, 5, 2, 12, 1, tzinfo=UTC) + timedelta(0)
