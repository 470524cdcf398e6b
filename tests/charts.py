"""Charts as tests read them, from the SVG alone, and procedures of any shape to draw."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from fontTools.ttLib import TTFont

from sopwright.edition.records import Branch, DocumentView, Link, PostView, StepView, TargetView
from sopwright.source.nodes import Node
from tests.repositories import PROJECT

FONTS = PROJECT / "templates" / "fonts"
SVG = "{http://www.w3.org/2000/svg}"
WORDS: Mapping[str, str] = {
    "en": "the caller asks whether an unusually long explanation of self-service arrangements can be sent by post",
    "bg": "проверете дали неудовлетвореният клиент е съгласен със записването на телефонния разговор и с условията",
    "zh-Hant": "請 確認 來電者 是否 同意 錄音， 並 將 「客戶紀錄」 更新 後 交由 其他 部門 處理。",
    "ms": "pastikan pelanggan bersetuju dengan pertanggungjawaban berkaitan kebolehpercayaan maklumat",
    "lt": "įsitikinkite, ar nepageidaujantis skambučių klientas sutinka su įrašymu ir pasikonsultuokite",
    "ru": "проверьте, соответствует ли зарегистрированное обращение высококвалифицированного пользователя правилам",
}


class Ruler:
    """Measures text by itself, not with the code under test."""

    def __init__(self) -> None:
        self._faces = {bold: [self._read(name, bold) for name in ("NotoSans", "NotoSansTC")] for bold in (False, True)}

    def width(self, text: str, size: float, *, bold: bool) -> float:
        return sum(self._advance(ord(character), bold) for character in text) * size

    def _advance(self, code: int, bold: bool) -> float:
        return next((face[code] for face in self._faces[bold] if code in face), 1.0)

    def _read(self, name: str, bold: bool) -> dict[int, float]:
        with TTFont(FONTS / f"{name}-{'Bold' if bold else 'Regular'}.ttf", lazy=True) as font:
            tables: Any = font  # fontTools' tables are typed only in part
            advances, em = tables["hmtx"].metrics, tables["head"].unitsPerEm
            return {code: advances[glyph][0] / em for code, glyph in tables.getBestCmap().items()}


@dataclass(frozen=True)
class Area:
    """A rectangle, or what one surrounds."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area", slack: float = 0.05) -> bool:
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def holds(self, other: "Area", slack: float = 0.05) -> bool:
        return (
            self.left <= other.left + slack
            and self.top <= other.top + slack
            and self.right >= other.right - slack
            and self.bottom >= other.bottom - slack
        )

    def shrunk(self, by: float) -> "Area":
        return Area(self.left + by, self.top + by, self.right - by, self.bottom - by)

    def has(self, point: tuple[float, float]) -> bool:
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom


@dataclass(frozen=True)
class Line:
    """A line of words."""

    words: str
    area: Area
    size: float


@dataclass(frozen=True)
class Group:
    """A box of a chart."""

    kind: str
    shapes: tuple[Area, ...]
    lines: tuple[Line, ...]

    @cached_property
    def area(self) -> Area:
        areas = (*self.shapes, *(line.area for line in self.lines))
        return Area(
            min(a.left for a in areas),
            min(a.top for a in areas),
            max(a.right for a in areas),
            max(a.bottom for a in areas),
        )

    @property
    def words(self) -> str:
        return "".join("".join(line.words.split()) for line in self.lines)


class Drawing:
    """A chart's SVG, read back."""

    def __init__(self, svg: str, ruler: Ruler) -> None:
        self.root: Element = fromstring(svg)
        self._ruler = ruler

    @cached_property
    def groups(self) -> list[Group]:
        found = [g for g in self.root.iter(f"{SVG}g") if g.get("class", "").startswith("sw-chart-")]
        return [self._group(element) for element in found]

    def of_kind(self, *kinds: str) -> list[Group]:
        return [group for group in self.groups if group.kind in kinds]

    @cached_property
    def page(self) -> Area:
        left, top, width, height = map(float, self.root.get("viewBox", "").split())
        return Area(left, top, left + width, top + height)

    @property
    def is_spine(self) -> bool:
        """Whether its lines are straight."""
        return not any("C" in path.get("d", "") for path in self.root.iter(f"{SVG}path"))

    @property
    def wires(self) -> Iterator[list[tuple[float, float]]]:
        """Points along each line, close to each other."""
        for path in self.root.iter(f"{SVG}path"):
            drawn = path.get("d", "")
            numbers = drawn.replace("M", " ").replace("L", " ").replace("C", " ").split()
            points = [(float(x), float(y)) for x, y in (pair.split(",") for pair in numbers)]
            yield list(_curved(points) if "C" in drawn else _straight(points))

    def links(self) -> dict[str, str]:
        return {a.get("href", ""): a.get("aria-label", "") for a in self.root.iter(f"{SVG}a")}

    def _group(self, element: Element) -> Group:
        shapes = [_area(child) for child in element if child.tag != f"{SVG}text"]
        lines = [self._line(child) for child in element if child.tag == f"{SVG}text"]
        return Group(element.get("class", "").removeprefix("sw-chart-"), tuple(shapes), tuple(lines))

    def _line(self, element: Element) -> Line:
        words = "".join(element.itertext())
        x, y, size = (float(element.get(name, "")) for name in ("x", "y", "font-size"))
        width = self._ruler.width(words, size, bold=element.get("font-weight") == "700")
        said = element.get("textLength")
        assert said is None or abs(float(said) - width) < 0.02
        return Line(words, Area(x, y - 0.75 * size, x + width, y + 0.25 * size), size)


def _straight(points: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    for (x, y), (x2, y2) in pairwise(points):
        for part in range(31):
            yield x + (x2 - x) * part / 30, y + (y2 - y) * part / 30


def _curved(points: list[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    for start in range(0, len(points) - 3, 3):
        a, b, c, d = points[start : start + 4]
        for part in range(31):
            t, u = part / 30, 1 - part / 30
            x, y = (u**3 * a[i] + 3 * u * u * t * b[i] + 3 * u * t * t * c[i] + t**3 * d[i] for i in (0, 1))
            yield x, y


def _area(element: Element) -> Area:
    if element.tag == f"{SVG}rect":
        x, y, width, height = (float(element.get(name, "")) for name in ("x", "y", "width", "height"))
        return Area(x, y, x + width, y + height)
    pairs = [pair.split(",") for pair in element.get("points", "").split()]
    xs, ys = [float(x) for x, _ in pairs], [float(y) for _, y in pairs]
    return Area(min(xs), min(ys), max(xs), max(ys))


def random_document(pattern: DocumentView, chance: random.Random, language: str, most: int = 40) -> DocumentView:
    """A procedure of any shape: up to `most` steps, answers that lead forward, back, to the step itself or out."""
    count = chance.randint(1, most)
    posts = [PostView(f"p{n}", _phrase(chance, language, 3), "", ()) for n in range(chance.randint(1, 9))]
    titles = [_phrase(chance, language, 9) for _ in range(count)]
    near = chance.choice((1, 2, 40))

    def target(index: int) -> TargetView:
        kind = chance.random()
        if kind < 0.1:
            return TargetView()
        if kind < 0.16:
            return TargetView(link=Link("SVC-999", _phrase(chance, language, 6)))
        if kind < 0.2:
            return TargetView(hidden=True)
        place = min(max(index + chance.randint(-near, near), 0), count - 1) if kind < 0.6 else min(index + 1, count - 1)
        return TargetView(step=f"s{place}", number=place + 1, title=titles[place])

    def step(index: int) -> StepView:
        decision = chance.random() < 0.4
        answers = chance.randint(2, 5) if decision else 1
        branches = tuple(
            Branch(f"a{n}", _phrase(chance, language, 3) if decision else "", target(index)) for n in range(answers)
        )
        return StepView(
            id=f"s{index}",
            number=index + 1,
            title=(Node("text", 1, 1, text=titles[index]),),
            body=(),
            by=chance.choice(posts),
            within=chance.choice(("", "", "2 min")),
            wait=chance.choice(("", "", "", "3 h")),
            laws=(),
            branches=branches,
            decision=decision,
        )

    content = replace(pattern.content, steps=tuple(step(index) for index in range(count)))
    return replace(pattern, title=_phrase(chance, language, 5), content=content)


def _phrase(chance: random.Random, language: str, longest: int) -> str:
    words = WORDS[language].split()
    joint = "" if language == "zh-Hant" else " "
    return joint.join(chance.choice(words) for _ in range(chance.randint(1, longest)))
