"""The differences of two documents' metadata, their steps aside."""

from collections.abc import Iterator

from sopwright.approval.compare import labels
from sopwright.approval.compare.difference import Difference, added_and_removed
from sopwright.approval.side import Side
from sopwright.model.metadata import Metadata


def facts(old: Side, new: Side) -> Iterator[Difference]:
    """What differs, in the order in which readers see it."""
    yield from _identity(old.document.metadata, new.document.metadata)
    yield from _responsible(old, new)
    yield from _dates(old.document.metadata, new.document.metadata)
    yield from _sets(old, new)
    yield from _training(old, new)


def _identity(old: Metadata, new: Metadata) -> Iterator[Difference]:
    """Facts that say which document it is, and under which rules."""
    pairs = {
        "number": (old.id, new.id),
        "kind": (old.kind, new.kind),
        "book": (old.book, new.book),
        "template": (old.template, new.template),
        "source": (old.languages.source, new.languages.source),
        "approval": (old.approval, new.approval),
    }
    for name, (before, after) in pairs.items():
        if before != after:
            yield Difference(f"{name}-changed", {"old": before, "new": after})
    if (old.status == "retired") != (new.status == "retired"):
        yield Difference("document-withdrawn" if new.status == "retired" else "document-reinstated")


def _responsible(old: Side, new: Side) -> Iterator[Difference]:
    before, after = old.document.metadata, new.document.metadata
    if before.owner != after.owner:
        posts = labels.row(old, "posts", before.owner), labels.row(new, "posts", after.owner)
        yield Difference("owner-changed", {"old": posts[0], "new": posts[1]})
    people = labels.people(old, new)
    for found in added_and_removed("author", "person", before.authors, after.authors, people):
        yield found.editorial()


def _dates(old: Metadata, new: Metadata) -> Iterator[Difference]:
    numbers = {revision.number: revision for revision in old.revisions}
    revised = new.revision.number not in numbers
    if old.effective != new.effective:
        found = Difference("effective-changed", {"old": old.effective or "", "new": new.effective or ""})
        yield found.editorial() if revised and old.effective and new.effective else found
    if old.review.every != new.review.every:
        yield Difference("interval-changed", {"old": old.review.every, "new": new.review.every})
    if old.review.last != new.review.last:
        yield Difference("reviewed-changed", {"old": old.review.last, "new": new.review.last}).editorial()
    yield from _revisions(old, new)


def _revisions(old: Metadata, new: Metadata) -> Iterator[Difference]:
    """A newer revision is expected; to rewrite what was said of an older one is not."""
    before = {revision.number: revision for revision in old.revisions}
    after = {revision.number: revision for revision in new.revisions}
    for number in sorted(before.keys() | after.keys()):
        if number not in after:
            newer = number > new.revision.number
            found = Difference("revision-removed", {"number": number})
            yield found.editorial() if newer else found
        elif number not in before:
            found = Difference("revision-added", {"number": number})
            yield found.editorial() if number > old.revision.number else found
        elif (before[number].date, before[number].change) != (after[number].date, after[number].change):
            yield Difference("revision-changed", {"number": number})
        elif before[number].summary != after[number].summary:
            yield Difference("summary-changed", {"number": number}).editorial()


def _sets(old: Side, new: Side) -> Iterator[Difference]:
    before, after = old.document.metadata, new.document.metadata
    posts, laws = labels.rows("posts", old, new), labels.rows("laws", old, new, name="short")
    measures = labels.rows("measures", old, new)
    yield from added_and_removed("readers", "readers", before.visibility, after.visibility, labels.readers(old, new))
    yield from added_and_removed("executor", "post", before.executors, after.executors, posts)
    yield from added_and_removed("law", "law", before.laws, after.laws, laws)
    yield from added_and_removed("measure", "measure", before.measures, after.measures, measures)
    yield from added_and_removed("related", "document", before.related, after.related, {})
    yield from added_and_removed("superseded", "document", before.supersedes, after.supersedes, {})
    names = labels.languages(old, new)
    required = added_and_removed("language", "language", before.languages.required, after.languages.required, names)
    for found in required:
        yield found.editorial() if found.kind == "language-added" else found
    if not {*before.visibility} ^ {*after.visibility}:
        yield from _order(before, after)


def _order(old: Metadata, new: Metadata) -> Iterator[Difference]:
    """Lists whose members stayed and only stand in another order."""
    for name in ("visibility", "executors", "laws", "measures", "related", "supersedes", "authors"):
        before, after = getattr(old, name), getattr(new, name)
        if before != after and sorted(set(before)) == sorted(set(after)):
            yield Difference("order-changed", {"field": name}).editorial()


def _training(old: Side, new: Side) -> Iterator[Difference]:
    before, after = old.document.metadata.training, new.document.metadata.training
    know = (before.acknowledge if before else ()), (after.acknowledge if after else ())
    yield from added_and_removed("training", "post", *know, labels.rows("posts", old, new))
    refresh = (before.refresh if before else None), (after.refresh if after else None)
    if refresh[0] != refresh[1]:
        yield Difference("refresh-changed", {"old": refresh[0] or "", "new": refresh[1] or ""})
