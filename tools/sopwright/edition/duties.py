"""What an edition tells each post to do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial

from sopwright.edition.hold import Hold, at_once
from sopwright.edition.reader import Reader
from sopwright.edition.records import DocumentView, Duty, EventView, Link, PostDuties
from sopwright.model.references import day_of
from sopwright.source.nodes import plain


def post_duties(reader: Reader, documents: Mapping[str, DocumentView], hold: Hold = at_once) -> tuple[PostDuties, ...]:
    """The posts that appear in the edition's documents, in the register's order, with their duties."""
    owned, known = defaultdict[str, list[Link]](list), defaultdict[str, list[Link]](list)
    for view in documents.values():
        link = Link(view.id, view.title)
        owned[view.owner.key].append(link)
        for key in {post.key for post in view.acknowledge}:
            known[key].append(link)
    read = (reader.handbook.documents[number] for number in documents)
    busy = {step.by for document in read for step in document.metadata.steps.values()}
    found: list[PostDuties] = []
    for key in reader.handbook.registers.posts.rows:
        owns, know = tuple(owned[key]), tuple(known[key])
        steps = hold(partial(_steps, key, documents), partial(busy.__contains__, key))
        events = _events(reader, key)
        if owns or know or steps or events:
            found.append(PostDuties(reader.post(key), owns, know, steps, events))
    return tuple(found)


def _steps(post: str, documents: Mapping[str, DocumentView]) -> Iterable[Duty]:
    for view in documents.values():
        for step in view.steps:
            if step.by.key == post:
                yield Duty(Link(view.id, plain(step.title), step.id), view.title, step.within)


def _events(reader: Reader, post: str) -> tuple[EventView, ...]:
    events = day_of(reader.handbook.registers, post)
    seen = (reader.event(key, event) for key, event in events.items())
    return tuple(event for event in seen if event is not None)
