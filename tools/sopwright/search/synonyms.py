"""Words that mean the same to those who search: what people call a thing finds what the handbook calls it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Synonyms:
    """Groups of phrases by language; in each group every phrase stands for every other."""

    groups: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)

    def of(self, language: str) -> tuple[tuple[str, ...], ...]:
        """The groups of a language."""
        return self.groups.get(language, ())


NONE = Synonyms()


def merged(sources: Iterable[Synonyms]) -> Synonyms:
    """The groups of several sources together."""
    groups: dict[str, tuple[tuple[str, ...], ...]] = {}
    for source in sources:
        for language, found in source.groups.items():
            groups[language] = groups.get(language, ()) + found
    return Synonyms(groups)
