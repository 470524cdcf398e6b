"""Words that mean the same to those who search: what people call a thing finds what the handbook calls it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Groups = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Synonyms:
    """Groups of phrases by language."""

    groups: Mapping[str, Groups] = field(default_factory=dict)
    """In each group every phrase stands for every other."""
    called: Mapping[str, Groups] = field(default_factory=dict)
    """In each group the first phrase is what texts say; the others stand for it, it for none of them."""


NONE = Synonyms()


def merged(sources: Iterable[Synonyms]) -> Synonyms:
    """The groups of several sources together."""
    found = tuple(sources)
    return Synonyms(_joined(source.groups for source in found), _joined(source.called for source in found))


def _joined(sources: Iterable[Mapping[str, Groups]]) -> Mapping[str, Groups]:
    joined: dict[str, Groups] = {}
    for source in sources:
        for language, groups in source.items():
            joined[language] = joined.get(language, ()) + groups
    return joined
