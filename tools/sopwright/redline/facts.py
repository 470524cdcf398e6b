"""The facts of a document that were changed, as a table."""

from collections.abc import Callable, Iterator

from sopwright.approval.side import Side
from sopwright.edition.records import DocumentView, PostView
from sopwright.edition.words import Catalogue
from sopwright.model.form import label
from sopwright.redline.records import Fact
from sopwright.redline.say import sentence

Facts = dict[str, str]


def facts(old: tuple[Side, DocumentView] | None, new: tuple[Side, DocumentView], words: Catalogue) -> tuple[Fact, ...]:
    """The facts that differ; all of them where there was no document before.

    Args:
        old: What stood before: the document and how it is seen; nothing for a first issue.
        new: What stands now.
        words: The words of the reader's language.
    """
    before = _all(*old, words) if old is not None else {}
    after = _all(*new, words)
    names = [name for name in after if before.get(name, "") != after[name]]
    return tuple(Fact(sentence(words(name)), before.get(name, ""), after[name]) for name in names)


def _all(side: Side, view: DocumentView, words: Catalogue) -> Facts:
    """All facts of one side: the key of each one's name, and its value in words."""
    return dict(_pairs(side, view, words))


def _pairs(side: Side, view: DocumentView, words: Catalogue) -> Iterator[tuple[str, str]]:
    metadata = side.document.metadata
    said: Callable[[tuple[str, ...]], str] = words.listed
    revision = metadata.revision
    yield "document.revision", words.number(revision.number)
    yield "table.summary", label(revision.summary, words.language, side.source)
    yield "document.owner", view.owner.name
    yield "document.effective", words.date(view.effective) if view.effective else ""
    yield "redline.things.interval", words.quantity(metadata.review.every)
    yield "document.review", words.date(view.due)
    yield "redline.things.readers", said(_readers(side, words))
    yield "document.executors", said(_posts(view.executors))
    know = said(_posts(view.acknowledge))
    again = words("document.again", interval=view.refresh) if view.refresh else ""
    yield "document.know", f"{know}, {again}" if know and again else know
    yield (
        "document.measures",
        "; ".join(
            f"{measure.name} ({', '.join(f'{target.team}: {target.words}' for target in measure.targets)})"
            for measure in view.measures
        ),
    )
    yield "document.laws", "; ".join(f"{law.name} ({law.citation})" for law in view.laws)
    yield "document.related", ", ".join(metadata.related)
    yield "redline.things.superseded", ", ".join(metadata.supersedes)
    people = side.registers.people
    yield "redline.things.author", said(tuple(people[key].name if key in people else key for key in metadata.authors))


def _posts(posts: tuple[PostView, ...]) -> tuple[str, ...]:
    return tuple(post.name for post in posts)


def _readers(side: Side, words: Catalogue) -> tuple[str, ...]:
    roles = side.registers.roles
    named = {key: row.name for key, row in roles.roles.items()} | {key: row.name for key, row in roles.groups.items()}
    own = {"everyone": words("redline.everyone"), "public": words("redline.public")}
    return tuple(
        own.get(key) or (label(named[key], words.language) if key in named else key)
        for key in side.document.metadata.visibility
    )
