"""The words of a document: the same sentences in six languages, taken and filled by chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from ruamel.yaml import YAML

from benchmarks.corpus import names
from benchmarks.corpus.plans import Plan, wider
from benchmarks.corpus.pool import LANGUAGES, LINK, Words, pool

_MARKS = ("NAME", "LENGTH", "CLOCK", "SHARE")


@cache
def patterns() -> Mapping[str, list[Words]]:
    """The contents of ``sentences.yml``: titles, sentences, heads of tables and summaries."""
    return dict(YAML(typ="safe").load(Path(__file__).with_name("sentences.yml")))


@dataclass(frozen=True)
class Part:
    """A heading and the blocks below it."""

    id: str
    blocks: tuple[Words, ...]
    """The heading first."""

    def text(self, language: str) -> str:
        """Its Markdown."""
        return "\n\n".join(block[language] for block in self.blocks)


class Writer:
    """Writes one document."""

    def __init__(self, plan: Plan, everything: Sequence[Plan], seed: int) -> None:
        self._plan = plan
        self._everything = everything
        self._chance = Random(f"{seed}:{plan.number}:words")  # noqa: S311  # nothing secret

    def title(self) -> Words:
        """A title that no other document has."""
        pattern = patterns()["titles"][self._plan.number % len(patterns()["titles"])]
        number = names.own(self._plan.number)
        return {language: pattern[language].replace("NAME", names.name(number, language)) for language in LANGUAGES}

    def parts(self, title: Words) -> list[Part]:
        """The title and all sections, in their order."""
        return [
            Part("_title", (_around("# ", title, ""),)),
            self._section("purpose", self._paragraph(3)),
            self._section("scope", self._paragraph(2)),
            *(self._rules() if self._plan.kind == "policy" else self._steps()),
            *([self._section("exceptions", self._exceptions())] if self._plan.kind == "procedure" else ()),
            self._section("records", self._paragraph(2), self._table()),
            self._section("notes", self._paragraph(3), *self._blocks()),
        ]

    def _section(self, key: str, *blocks: Words) -> Part:
        return Part(key, (_around("## ", pool().sections[key], f" {{#{key}}}"), *blocks))

    def _steps(self) -> list[Part]:
        return [self._section("steps"), *self._places()]

    def _rules(self) -> list[Part]:
        return [self._section("rules", self._paragraph(2)), *self._places()]

    def _places(self) -> list[Part]:
        places = []
        for heading in self._plan.headings:
            head = _around("### ", heading.words, f" {{#{heading.id}}}")
            more = [self._remark()] if self._chance.random() < 0.15 else []
            places.append(Part(heading.id, (head, self._paragraph(self._chance.randint(1, 3)), *more)))
        return places

    def _paragraph(self, sentences: int) -> Words:
        """Sentences of the handbook, and one about a thing that has a name."""
        chosen = [self._linked(words) for words in self._chance.sample(pool().sentences, sentences)]
        chosen.insert(self._chance.randint(0, sentences), self._filled(self._chance.choice(patterns()["sentences"])))
        return {
            language: ("" if language == "zh-Hant" else " ").join(words[language] for words in chosen)
            for language in LANGUAGES
        }

    def _filled(self, pattern: Words) -> Words:
        number = names.common(self._chance)
        length, clock, share = self._values()
        return {
            language: _fill(text, (names.name(number, language), length, clock, share))
            for language, text in pattern.items()
        }

    def _values(self) -> tuple[str, str, str]:
        unit = self._chance.choice(("min", "h", "days", "weeks"))
        clock = f"{self._chance.randint(7, 19):02}:{self._chance.choice((0, 15, 30, 45)):02}"
        share = f"{{percent:{self._chance.randint(2, 95)}}}"
        return f"{{quantity:{self._chance.randint(2, 20)} {unit}}}", f"{{time:{clock}}}", share

    def _linked(self, words: Words) -> Words:
        """The same words with links into this handbook."""
        targets = {target: self._target("#" in target) for target in LINK.findall(words["en"])}
        if not targets:
            return words
        return {language: LINK.sub(lambda m: f"]({targets[m[1]]})", text) for language, text in words.items()}

    def _target(self, place: bool) -> str:
        other = wider(self._plan, self._everything, self._chance)
        return f"{other.id}#{self._chance.choice(other.headings).id}" if place else other.id

    def _exceptions(self) -> Words:
        items = [self._linked(words) for words in self._chance.sample(pool().items, 3)]
        return {language: "\n".join(f"- {words[language]}" for words in items) for language in LANGUAGES}

    def _table(self) -> Words:
        """A table of products, or one of the registers'."""
        if self._chance.random() < 0.25:
            kind = self._chance.choice(("table:directory", "table:measures/household", "table:laws"))
            return dict.fromkeys(LANGUAGES, f"{{{kind}}}")
        rows = [(names.common(self._chance), *self._values()) for _ in range(self._chance.randint(3, 7))]
        return {language: _table(language, rows) for language in LANGUAGES}

    def _remark(self) -> Words:
        kind = self._chance.choice(("note", "tip", "warning", "example"))
        return _around(f"::: {kind}\n", self._paragraph(1), "\n:::")

    def _blocks(self) -> list[Words]:
        """What only some of the readers may read."""
        narrower = self._plan.readers.narrower
        if not narrower or self._chance.random() < 0.5:
            return []
        return [_around(f"::: for {narrower}\n", self._paragraph(2), "\n:::")]


def _around(before: str, words: Words, after: str) -> Words:
    return {language: f"{before}{text}{after}" for language, text in words.items()}


def _fill(text: str, values: Sequence[str]) -> str:
    for mark, value in zip(_MARKS, values, strict=True):
        text = text.replace(mark, value)
    return text


def _table(language: str, rows: Sequence[tuple[int, str, str, str]]) -> str:
    head = [cell[language] for cell in patterns()["heads"]]
    lines = [head, ["---"] * len(head), *([names.name(row[0], language), *row[1:]] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
