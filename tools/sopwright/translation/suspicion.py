"""What differs between a translation and its source although no language makes it differ."""

from collections import Counter
from collections.abc import Iterator

from sopwright.translation.pieces import Named
from sopwright.translation.sections import Section


def differing(source: Section, own: Section) -> tuple[str, ...]:
    """The numbers, references, links and answers of a section that are not those of its source, in words."""
    there, here = source.piece, own.piece
    pairs = ((there.numbers, here.numbers), (there.references, here.references), (there.links, here.links))
    found = [difference for pair in pairs for difference in _difference(*pair)]
    return tuple(found) + tuple(misplaced_answers(source, own))


def _difference(there: Named, here: Named) -> Iterator[str]:
    if [name for name, _ in there] == [name for name, _ in here]:
        return
    missing, extra = Counter(name for name, _ in there), Counter(name for name, _ in here)
    missing, extra = missing - extra, extra - missing
    yield from (f"`{name}` is missing" for name in missing.elements())
    yield from (f"`{name}` is too much" for name in extra.elements())


def misplaced_answers(source: Section, own: Section) -> Iterator[str]:
    """List items that begin with an answer's label where the source has another answer's."""
    if len(source.answers) < 2 or [answer for answer, _ in source.answers] != [answer for answer, _ in own.answers]:
        return
    there, here = _labelled(source), _labelled(own)
    for answer, found in zip(there, here, strict=False):
        if answer and found and answer != found:
            yield f"the item of the answer `{answer}` begins with the label of `{found}`"


def _labelled(section: Section) -> list[str]:
    """The answer whose label each list item begins with; the longest label that fits, or nothing."""
    labels = sorted(section.answers, key=lambda pair: -len(pair[1]))
    return [
        next((answer for answer, words in labels if _begins(item, words)), "")
        for node, item in section.piece.passages
        if node.kind == "item"
    ]


def _begins(item: str, words: str) -> bool:
    item, words = item.strip().casefold(), words.casefold()
    return item.startswith(words) and not item[len(words) : len(words) + 1].isalnum()
