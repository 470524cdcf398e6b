"""Tables made from registers: the directory, a post's day, measures, laws, the calendar."""

from collections.abc import Callable, Iterable, Mapping

from sopwright.edition.reader import Reader
from sopwright.model.references import day_of
from sopwright.source.nodes import Node, Nodes

Row = tuple[str, ...]
Builder = Callable[[Reader, str], list[Row]]


def table(reader: Reader, reference: Node) -> Nodes:
    """The table that a reference such as ``{table:directory}`` stands for; nothing where it has no rows."""
    name, _, argument = reference["key"].partition("/")
    builder = _BUILDERS.get(name)
    rows = builder(reader, argument) if builder else []
    if not rows:
        return ()
    words = reader.catalogue()
    heads = tuple(words(f"table.{head}") for head in _HEADS[name])
    place = (reference.line, reference.column)
    lines = [_row(place, heads, head=True), *(_row(place, row) for row in rows)]
    return (Node("table", *place, tuple(lines), attributes={"register": name}),)


def _row(place: tuple[int, int], cells: Iterable[str], *, head: bool = False) -> Node:
    attributes = {"head": "yes"} if head else {}
    inner = (Node("cell", *place, (Node("text", *place, text=cell),), attributes=attributes) for cell in cells)
    return Node("row", *place, tuple(inner))


def _directory(reader: Reader, _argument: str) -> list[Row]:
    return [
        (reader.words(topic), reader.words(department.name), department.extension)
        for department in reader.handbook.registers.directory.rows.values()
        for topic in department.topics
    ]


def _day(reader: Reader, post: str) -> list[Row]:
    events = [reader.event(key, event) for key, event in day_of(reader.handbook.registers, post).items()]
    return [(event.hours, event.days, event.name, event.least) for event in events if event is not None]


def _calendar(reader: Reader, kind: str) -> list[Row]:
    rows: list[Row] = []
    for key, event in reader.handbook.registers.calendar.rows.items():
        seen = reader.event(key, event) if event.kind == kind else None
        if seen is not None:
            posts = reader.catalogue().listed([reader.post(post).name for post in event.posts])
            rows.append((seen.name, seen.days, seen.hours, posts))
    return rows


def _measures(reader: Reader, team: str) -> list[Row]:
    rows: list[Row] = []
    for key, measure in reader.handbook.registers.measures.rows.items():
        if team and measure.goal(team) is None:
            continue
        seen = reader.measure(key)
        chosen = [t for t, k in zip(seen.targets, measure.targets, strict=True) if not team or k in (team, "all")]
        targets = "; ".join(f"{target.team}: {target.words}" for target in chosen)
        rows.append((seen.name, seen.definition, seen.formula, targets))
    return rows


def _laws(reader: Reader, _argument: str) -> list[Row]:
    laws = [reader.law(key) for key in reader.handbook.registers.laws.rows]
    return [(law.short, law.name, law.jurisdiction, law.citation) for law in laws]


_BUILDERS: Mapping[str, Builder] = {
    "directory": _directory,
    "day": _day,
    "calendar": _calendar,
    "measures": _measures,
    "laws": _laws,
}
_HEADS: Mapping[str, Row] = {
    "directory": ("topic", "department", "extension"),
    "day": ("time", "days", "what", "at_least"),
    "calendar": ("what", "days", "time", "posts"),
    "measures": ("measure", "definition", "formula", "targets"),
    "laws": ("short", "law", "jurisdiction", "citation"),
}
