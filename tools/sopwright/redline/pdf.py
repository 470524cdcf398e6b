"""A redline as PDF, archival and accessible as the books are, set with their template and fonts."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from sopwright.edition.records import DocumentView
from sopwright.outputs.book.book import Workshop
from sopwright.outputs.book.code import NOTHING, Code, array, call, join, points, string, truth
from sopwright.outputs.book.look import Page, look
from sopwright.outputs.book.places import Places
from sopwright.outputs.book.press import Press
from sopwright.outputs.book.prints import MAIN, Print
from sopwright.outputs.book.tables import table
from sopwright.outputs.book.words import words
from sopwright.outputs.book.writer import CodeWriter, file_name
from sopwright.outputs.chart.draw import Chart, draw
from sopwright.outputs.chart.fonts import FontSet
from sopwright.redline.html import TEMPLATES, compared
from sopwright.redline.records import SAME, Redline, SectionLine, StepLine
from sopwright.source.nodes import BLOCKS, Node, Nodes, plain

TEMPLATE = "redline.typ"
GAP = 20.0
"""Between two flowcharts, in points."""

HEADINGS = 80.0
"""What stands above flowcharts on their page, in points."""

_COLOURS = {"added": "ins-colour", "removed": "del-colour", "moved": "alert-colour"}


class RedlineCode(CodeWriter):
    """Writes nodes with marks for what went and came; links name what they lead to."""

    shown: Redline
    deleted: bool = False

    def _one(self, node: Node) -> Code:
        own = _WRITERS.get(node.kind)
        return own(self, node) if own is not None else super()._one(node)

    def change(self, node: Node) -> Code:
        """What went or came."""
        self.deleted = node.kind == "deleted"
        inner = self.blocks(node.children)
        self.deleted = False
        block = "-block" if any(child.kind in BLOCKS or _is_picture(child) for child in node.children) else ""
        return call(f"{node.kind}{block}", inner) if inner != NOTHING else NOTHING

    def link(self, node: Node) -> Code:
        """A link's words, with the number or the address that it leads to."""
        target = node["address"] or node["document"]
        inner = self.inline(node.children)
        known = not target or node["kind"] == "system" or target in plain(node.children)
        return inner if known else join([inner, string(f" ({target})")])

    def paragraph(self, node: Node) -> Code:
        """A paragraph; one that holds nothing but pictures is no paragraph."""
        inner = self.inline(node.children)
        if inner == NOTHING or _is_picture(node):
            return inner
        return call("paragraph", inner)

    def picture(self, node: Node) -> Code:
        """A picture, the old one where it was taken away or replaced."""
        found = self.shown.picture(node["file"], old=self.deleted)
        if found is None:
            return string(f"[{node.text}]")
        self.pictures[file_name(found)] = found.data
        return call("picture", string(file_name(found)), string(node.text))


_WRITERS: Mapping[str, Callable[[RedlineCode, Node], Code]] = {
    "inserted": RedlineCode.change,
    "deleted": RedlineCode.change,
    "link": RedlineCode.link,
    "paragraph": RedlineCode.paragraph,
    "picture": RedlineCode.picture,
}


def _is_picture(node: Node) -> bool:
    """Whether a node is a picture, or holds nothing else."""
    inner = [child for child in node.children if child.kind != "soft-break"]
    return node.kind == "picture" or (bool(inner) and all(map(_is_picture, inner)))


def pdf(root: Path, shown: Redline) -> bytes:
    """A redline as a PDF file (PDF/A-2a, PDF/UA-1).

    Args:
        root: The repository, which holds ``templates/book``, ``templates/redline`` and ``templates/fonts``.
        shown: The redline.
    """
    press, shop = _press(root), _workshop(root)
    edition, t = shown.edition, shown.edition.words
    page = Page(edition.organisation.book.page)
    writer = RedlineCode(edition, shown.after, Places(frozenset()))
    writer.shown = shown
    body = join(_page(shown, writer))
    drawn, files = _charts(shown, shop.fonts, page)
    title = f"{shown.document} {shown.plain_title}"
    setup = call(
        "book.with",
        title=string(t("redline.title", title=title)),
        author=string(edition.organisation.name),
        description=string(compared(shown)),
    )
    whole = call(
        "running", string(edition.organisation.name), string(title), string(title), join([body, drawn, *_end(shown)])
    )
    main = f'#import "book.typ": *\n#import "{TEMPLATE}": *\n#show: {setup}\n#{whole}\n'
    template = {TEMPLATE: (root / TEMPLATES / TEMPLATE).read_bytes()}
    settings = {MAIN: main.encode(), "look.json": look(edition, page)}
    printed = t("redline.made", date=t.date(edition.as_of))
    paper = Print({**shop.template, **template, **files, **writer.pictures, **settings}, {"printed": printed})
    return press.set(paper, edition.as_of)


def _page(r: Redline, write: RedlineCode) -> Iterator[Code]:
    t = r.edition.words
    yield call("head", string(r.document), write.inline(r.title), string(compared(r)))
    said = t("redline.nothing") if r.is_empty else t(f"redline.{r.change}")
    yield call("verdict", string(said), truth(r.change == "material" and not r.is_empty))
    if r.notice:
        yield call("alert", string(t(f"redline.{r.notice}")))
    for material, key in ((True, "redline.reasons"), (False, "redline.others")):
        groups = r.grouped(material=material)
        if groups:
            yield call("title", string(t(key)))
            yield from (call("group", string(where), array(map(words, said))) for where, said in groups)
    yield from _facts(r)
    yield call("title", string(r.heading("text")))
    if not r.first:
        yield call("quiet", join([string(t("redline.legend")), *_legend(r)]))
    yield write.blocks(r.intro)
    for section in r.sections:
        yield from _section(r, write, section)


def _legend(r: Redline) -> Iterator[Code]:
    for kind in ("inserted", "deleted"):
        yield string(" ")
        yield call(kind, string(r.edition.words(f"redline.{kind}")))


def _facts(r: Redline) -> Iterator[Code]:
    t = r.edition.words
    rows = [[fact.name, *([] if r.first else [fact.old or "–"]), fact.new or "–"] for fact in r.facts]
    heads = [t("redline.fact"), *([] if r.first else [t("redline.before")]), t("redline.after")]
    if rows:
        yield call("title", string(r.heading("facts")))
        yield table(heads, rows)


def _section(r: Redline, write: RedlineCode, section: SectionLine) -> Iterator[Code]:
    yield call("title", join([write.inline(section.title), *_badge(r, section.state)]))
    yield write.blocks(section.body)
    yield from (_step(r, write, step) for step in section.steps)
    for part in section.parts:
        yield call("small-title", join([write.inline(part.title), *_badge(r, part.state)]))
        yield write.blocks(part.body)


def _step(r: Redline, write: RedlineCode, step: StepLine) -> Code:
    return call(
        "redline-step",
        string(step.number),
        write.inline(step.title),
        next(_badge(r, step.state), string("")),
        array(map(words, step.changes)),
        array(write.inline(note) for note in step.notes),
        write.blocks(step.body),
        array(array([_answer(write, answer), write.inline(target)]) for answer, target in step.ways),
        decision=truth(step.decision),
    )


def _answer(write: RedlineCode, answer: Nodes) -> Code:
    return write.inline(answer) if answer else string("")


def _badge(r: Redline, state: str) -> Iterator[Code]:
    if state != SAME:
        yield call("state-badge", string(r.edition.words(f"redline.states.{state}")), Code(_COLOURS[state]))


def _charts(r: Redline, fonts: FontSet, page: Page) -> tuple[Code, dict[str, bytes]]:
    """The flowcharts side by side on one page, and their files."""
    t = r.edition.words
    before, after = _drawn(r.before, r, fonts), _drawn(r.after, r, fonts)
    if before is None and after is None:
        return NOTHING, {}
    if before is not None and after is not None and before.svg == after.svg:
        title = call("title", string(t("chart.heading")))
        return join([title, call("paragraph", string(t("redline.same_chart")))]), {}
    named = (
        [("after", "", after)]
        if r.first
        else [("before", t("redline.before"), before), ("after", t("redline.after"), after)]
    )
    files = {f"charts/{name}.svg": chart.svg.encode() for name, _, chart in named if chart is not None}
    sides = array(_side(name, heading, chart, page, len(named)) for name, heading, chart in named)
    return call("charts", string(t("chart.heading")), sides), files


def _side(name: str, heading: str, chart: Chart | None, page: Page, sides: int) -> Code:
    if chart is None:
        return array([string(heading), string(""), string(""), points(0)])
    width, height = page.inner
    room = (width - GAP * (sides - 1)) / sides, height - HEADINGS
    scale = min(1.0, room[0] / chart.width, room[1] / chart.height)
    facts = [string(heading), string(f"charts/{name}.svg"), string(chart.description)]
    return array([*facts, points(chart.width * scale)])


def _drawn(view: DocumentView | None, r: Redline, fonts: FontSet) -> Chart | None:
    if view is None or not any(step.decision for step in view.steps):
        return None
    return draw(view, r.edition.words, fonts, link=None, page=None)[0]


def _end(r: Redline) -> Iterator[Code]:
    """What follows from the change, and the lines to sign on."""
    t = r.edition.words
    if not r.is_empty:
        yield call("title", string(t("redline.again")))
        yield call("paragraph", string(t.listed(r.again) or t("redline.again_nobody")))
    if r.translations:
        yield call("title", string(t("redline.translations")))
        yield table([], [[each.language, t(f"redline.translation.{each.state}")] for each in r.translations])
    if r.is_empty:
        return
    if r.signers:
        yield call("lines", string(t("redline.sign")), string(r.chain), *_lines(r))
    else:
        yield call("title", string(t("redline.sign")))
        yield call("alert", string(t("redline.sign_none")))
    yield call("quiet", words(f"{t('redline.digest')}: {r.digest}"))


def _lines(r: Redline) -> tuple[Code, Code]:
    t = r.edition.words
    heads = [t(f"redline.columns.{name}") for name in ("post", "decision", "name", "date", "signature")]
    rows = [
        [f"{number}. {signer.post}", t("redline.consults" if signer.consult else "redline.approves"), "", "", ""]
        for number, signer in enumerate(r.signers, 1)
    ]
    return array(map(string, heads)), array(array(map(string, row)) for row in rows)


@cache
def _press(root: Path) -> Press:
    """The press of a repository; a packet of many redlines reads the fonts once."""
    return Press(root)


@cache
def _workshop(root: Path) -> Workshop:
    return Workshop(_press(root).template, FontSet(_press(root).fonts))
