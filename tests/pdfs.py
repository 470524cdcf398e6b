"""PDF files as tests read them: what a page shows and where, how it is tagged, and every word that a file holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, NullObject, StreamObject


@dataclass(frozen=True)
class Piece:
    """A run of letters that a page shows; lengths in points, from the page's lower left corner."""

    mark: int | None
    """Its number in the page's tags; nothing for running lines and ornaments."""
    x: float
    y: float
    width: float
    size: float


@dataclass(frozen=True)
class Tagged:
    """A heading or a picture of the file's structure."""

    kind: str
    """``H2``, ``Figure``."""
    page: int
    """Counted from 0."""
    words: str
    """What a picture is said to show."""
    area: tuple[float, float, float, float] = (0, 0, 0, 0)
    """Where a picture lies: left, bottom, right, top in points."""


@dataclass
class Pdf:
    """A PDF file."""

    data: bytes
    reader: PdfReader = field(init=False)

    def __post_init__(self) -> None:
        self.reader = PdfReader(BytesIO(self.data))

    @property
    def root(self) -> Any:
        """The file's catalogue."""
        return self.reader.trailer["/Root"]

    @property
    def pages(self) -> list[PageObject]:
        return list(self.reader.pages)

    def text(self, number: int) -> str:
        """The words of a page, counted from 1, in lines."""
        return self.pages[number - 1].extract_text()

    @cached_property
    def texts(self) -> list[str]:
        """The words of each page, every space one space."""
        return [" ".join(page.extract_text().split()) for page in self.pages]

    @cached_property
    def tags(self) -> Mapping[tuple[int, int], str]:
        """The tags around each marked piece, from the outside in, by the page's place and the mark."""
        pages = {page.indirect_reference.idnum: n for n, page in enumerate(self.pages) if page.indirect_reference}
        return dict(_marks(self.root["/StructTreeRoot"], pages, -1, ""))

    def tag(self, page: int, piece: Piece) -> str:
        """The tags of a piece of a page, counted from 0."""
        return "" if piece.mark is None else self.tags[page, piece.mark]

    @cached_property
    def structure(self) -> list[Tagged]:
        """The headings and pictures in reading order."""
        pages = {page.indirect_reference.idnum: n for n, page in enumerate(self.pages) if page.indirect_reference}
        return list(_tagged(self.root["/StructTreeRoot"], pages, -1))

    @cached_property
    def bookmarks(self) -> list[str]:
        """The titles of all bookmarks."""
        return list(_titles(self.reader.outline))

    def everything(self) -> Iterator[bytes]:
        """All that the file holds: streams as they are once unpacked, texts of all objects, words without spaces."""
        yield self.data
        size: Any = self.reader.trailer["/Size"]
        for number in range(1, int(size)):
            for value in _leaves(self.reader.get_object(number)):
                yield value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
        yield "".join("".join(text.split()) for text in self.texts).encode()


def pieces(page: PageObject) -> list[Piece]:
    """All letters that a page shows."""
    found: list[Piece] = []
    marks: list[int | None] = []
    state: dict[str, Any] = {"font": {}, "size": 1.0}
    resources: Any = page["/Resources"]
    fonts = {name: _widths(font.get_object()) for name, font in resources.get("/Font", {}).items()}

    def see(operator: bytes, operands: Any, cm: list[float], tm: list[float]) -> None:
        if operator in (b"BDC", b"BMC"):
            properties = operands[1] if len(operands) > 1 else {}
            number = properties.get("/MCID") if isinstance(properties, dict) else None
            marks.append(None if operands[0] == "/Artifact" or number is None else int(number))
        elif operator == b"EMC":
            marks.pop()
        elif operator == b"Tf":
            state["font"], state["size"] = fonts[operands[0]], float(operands[1])
        elif operator in (b"Tj", b"TJ"):
            parts = operands[0] if operator == b"TJ" else operands
            across = tm[0] * cm[0] + tm[1] * cm[2]
            width = _width(parts, state["font"]) * state["size"] * across
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
            found.append(Piece(marks[-1] if marks else None, x, y, width, state["size"] * abs(across)))

    page.extract_text(visitor_operand_before=see)
    return found


def _width(parts: Any, widths: Mapping[int, float]) -> float:
    """The width of shown letters in ems."""
    total = 0.0
    for part in parts:
        if isinstance(part, int | float):
            total -= float(part) / 1000
        else:
            codes = part if isinstance(part, bytes) else part.original_bytes
            total += sum(widths.get(int.from_bytes(codes[n : n + 2]), 1.0) for n in range(0, len(codes), 2))
    return total


def _widths(font: Any) -> dict[int, float]:
    """The widths of a font's glyphs in ems."""
    if "/DescendantFonts" not in font:
        return {}
    given = font["/DescendantFonts"][0].get_object().get("/W", [])
    widths: dict[int, float] = {}
    place = 0
    while place < len(given):
        first, second = int(given[place]), given[place + 1].get_object()
        if isinstance(second, list):
            widths |= {first + n: float(width) / 1000 for n, width in enumerate(second)}
            place += 2
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(given[place + 2]) / 1000)
            place += 3
    return widths


def _marks(node: Any, pages: Mapping[int, int], page: int, path: str) -> Iterator[tuple[tuple[int, int], str]]:
    node = node.get_object()
    if "/Pg" in node:
        page = pages[node.raw_get("/Pg").idnum]
    if node.get("/Type") == "/MCR":
        yield (page, int(node["/MCID"])), path
        return
    path += node.get("/S", "")
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if isinstance(child, int):
            yield (page, int(child)), path
        elif child.get_object().get("/Type") != "/OBJR":
            yield from _marks(child, pages, page, path)


def _tagged(node: Any, pages: Mapping[int, int], page: int) -> Iterator[Tagged]:
    node = node.get_object()
    if "/Pg" in node:
        page = pages[node.raw_get("/Pg").idnum]
    kind = str(node.get("/S", "")).removeprefix("/")
    if kind == "Figure":
        left, bottom, right, top = (float(value) for value in node["/A"][0]["/BBox"])
        yield Tagged(kind, page, str(node["/Alt"]), (left, bottom, right, top))
    elif kind[:1] == "H" and kind[1:].isdigit():
        yield Tagged(kind, page, "")
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        if not isinstance(child, int):
            yield from _tagged(child, pages, page)


def _titles(outline: Any) -> Iterator[str]:
    for entry in outline:
        if isinstance(entry, list):
            yield from _titles(entry)
        else:
            yield str(entry.title)


def _leaves(value: Any) -> Iterator[object]:
    """The texts, names and streams of an object; references lead to objects that are looked at by themselves."""
    if isinstance(value, StreamObject):
        yield value.get_data()
    if isinstance(value, DictionaryObject):
        for key in value:
            yield key
            yield from _leaves(value.raw_get(key))
    elif isinstance(value, ArrayObject):
        for place in range(len(value)):
            yield from _leaves(list.__getitem__(value, place))
    elif value is not None and not isinstance(value, NullObject):
        yield value
