"""What the tests of the search share: the handbook's own indexes, and queries of all kinds."""

import random
from collections.abc import Iterator
from datetime import date
from functools import cache

from sopwright.edition.project import project
from sopwright.edition.records import Edition
from sopwright.load.handbook import load
from sopwright.model.handbook import Handbook
from sopwright.outputs.site.search import PLACES
from sopwright.search.engine import Engine
from sopwright.search.index import Document, Index, Shelf, assemble, build
from sopwright.search.sources import synonyms
from sopwright.search.synonyms import Groups, Synonyms
from sopwright.search.units import Unit
from tests.repositories import PROJECT

LANGUAGES = ("en", "bg", "zh-Hant", "ms", "lt", "ru")
DAY = date(2026, 11, 22)
HOSTILE = (
    "",
    " ",
    "\x00\x01\x02",
    "' OR 1=1 --",
    '"; DROP TABLE units; --',
    "(((((",
    "[a-z]+$^.*\\",
    "%_%",
    "😀😀😀",
    "\ud800",
    "\udfff call",
    "…、。！？",
    "<script>alert(1)</script>",
    "\u202ecall\u202c",
    "a" * 10_000,
    "transfer " * 1_200,
    "轉接" * 5_000,
    "\n\t\r",
    "constructor __proto__ toString",
)
"""What nobody means as a query."""


@cache
def handbook() -> Handbook:
    """The project's own handbook."""
    found, _ = load(PROJECT)
    if found is None:
        raise ValueError("the handbook cannot be read")
    return found


@cache
def edition(language: str, audience: str = "managers") -> Edition:
    """The project's own handbook as an audience reads it."""
    return project(handbook(), audience, language, DAY)


@cache
def index(language: str, audience: str = "managers") -> Index:
    """Its index."""
    return build(edition(language, audience), PLACES, synonyms(edition(language, audience)))


@cache
def engine(language: str) -> Engine:
    """Its index, ready for queries."""
    return Engine(index(language))


def places(language: str, query: str) -> list[str]:
    """Where a query leads in the handbook: ``SVC-007#warm``, the best first."""
    return [f"{hit.document}#{hit.place.anchor}".rstrip("#") for hit in engine(language).search(query).hits]


def small(language: str, *texts: str, groups: Groups = (), called: Groups = ()) -> Engine:
    """An engine over documents of one unit each, ABC-001 and on, whose titles and bodies are split by `` | ``."""
    units, documents = [], []
    for number, text in enumerate(texts, 1):
        name = f"ABC-{number:03}"
        title, _, body = text.partition(" | ")
        fields = (("number", name), ("title", title), ("body", body))
        units.append(Unit(name, "", "document", title, 0, body, fields))
        documents.append(Document(name, title, "", f"{name}.html", language))
    shelf = Shelf("all", language, tuple(documents), tuple(units))
    return Engine(assemble(shelf, Synonyms({language: groups}, {language: called})))


def found(engine: Engine, query: str) -> list[str]:
    """The numbers of the documents that a query finds, without what they begin with."""
    return [hit.document.removeprefix("ABC-00") for hit in engine.search(query).hits]


def queries(language: str, count: int) -> Iterator[str]:
    """Words of the handbook, whole, cut, misspelt, retyped, together; the same ones each time."""
    chance = random.Random(language)  # noqa: S311  # nothing secret
    known = index(language)
    typed = dict(zip(*reversed(known.facts.layouts[0]), strict=True)) if known.facts.layouts else {}
    letters = dict(known.facts.letters)
    for number in range(count):
        word = chance.choice(known.forms)
        place = chance.randrange(len(word))
        extra = chance.choice("aeiouаеиоуšž請")
        yield (
            word[:place] + word[place + 1 :],
            word[:place] + extra + word[place:],
            word[:place] + extra + word[place + 1 :],
            word[: max(2, place)],
            f"{word} {chance.choice(known.forms)} {chance.choice(known.forms)[:4]}",
            word.upper(),
            "".join(typed.get(letter, letter) for letter in word),
            "".join(letters.get(letter, letter) for letter in word),
            word + chance.choice(("s", "ing", "ами", "ите", "oms", "kan")),
            word + chance.choice((" ", "?", " 12", " svc 7")),
        )[number % 10]
