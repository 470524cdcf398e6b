"""What an edition tells each post to do."""

from collections.abc import Iterable, Mapping

from sopwright.edition.reader import Reader
from sopwright.edition.records import DocumentView, Duty, EventView, Link, PostDuties
from sopwright.model.references import day_of
from sopwright.source.nodes import plain


def post_duties(reader: Reader, documents: Mapping[str, DocumentView]) -> tuple[PostDuties, ...]:
    """The posts that appear in the edition's documents, in the register's order, with their duties."""
    found: list[PostDuties] = []
    for key in reader.handbook.registers.posts.rows:
        owns = _links(view for view in documents.values() if view.owner.key == key)
        know = _links(v for v in documents.values() if any(post.key == key for post in v.acknowledge))
        steps = tuple(_steps(key, documents))
        events = _events(reader, key)
        if owns or know or steps or events:
            found.append(PostDuties(reader.post(key), owns, know, steps, events))
    return tuple(found)


def _links(views: Iterable[DocumentView]) -> tuple[Link, ...]:
    return tuple(Link(view.id, view.title) for view in views)


def _steps(post: str, documents: Mapping[str, DocumentView]) -> Iterable[Duty]:
    for view in documents.values():
        for step in view.steps:
            if step.by.key == post:
                yield Duty(Link(view.id, plain(step.title), step.id), view.title, step.within)


def _events(reader: Reader, post: str) -> tuple[EventView, ...]:
    events = day_of(reader.handbook.registers, post)
    seen = (reader.event(key, event) for key, event in events.items())
    return tuple(event for event in seen if event is not None)
