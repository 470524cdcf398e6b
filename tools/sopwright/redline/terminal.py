"""A redline for terminals: marks that need no colour, and colour where there is some."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from sopwright.redline.html import compared
from sopwright.redline.records import Fact, Redline, SectionLine, StepLine
from sopwright.source.nodes import Node, Nodes

MARKS = {"inserted": ("{+", "+}", "green"), "deleted": ("[-", "-]", "red strike")}
"""What stands around words that came or went, as in wdiff, and their style."""

_LINES = frozenset({"paragraph", "heading", "code-block", "item", "row", "rule"})
"""Blocks that begin a line."""


def terminal(shown: Redline) -> Text:
    """A redline as styled lines; ``plain`` gives them without style."""
    page = Text()
    for line in _page(shown):
        page.append_text(line)
        page.append("\n")
    return page


def _page(r: Redline) -> Iterator[Text]:
    t = r.edition.words
    yield _line(f"{r.document} ", style="bold").append_text(_inline(r.title))
    yield _line(compared(r))
    yield _line(t("redline.nothing") if r.is_empty else t(f"redline.{r.change}"), style="bold")
    if r.notice:
        yield _line(t(f"redline.{r.notice}"), style="yellow")
    for material, key in ((True, "redline.reasons"), (False, "redline.others")):
        groups = r.grouped(material=material)
        yield from _headed(t(key), (_line(f"  {where or '·'}: {what}") for where, said in groups for what in said))
    facts = (_fact(fact, marked=not r.first) for fact in r.facts if fact.old or fact.new)
    yield from _headed(r.heading("facts"), facts)
    yield from _headed(r.heading("text"), _document(r))
    yield from _headed(t("redline.again"), [_line("  " + (t.listed(r.again) or t("redline.again_nobody")))])
    states = (_line(f"  {each.language}: {t(f'redline.translation.{each.state}')}") for each in r.translations)
    yield from _headed(t("redline.translations"), states)
    yield from _headed(t("redline.sign"), _signers(r))
    yield _line(f"{t('redline.digest')}: {r.digest}")


def _headed(heading: str, lines: Iterable[Text]) -> Iterator[Text]:
    found = list(lines)
    if found:
        yield _line("")
        yield _line(heading, style="bold underline")
        yield from found


def _fact(fact: Fact, *, marked: bool) -> Text:
    line = _line(f"  {fact.name}: ")
    if not marked:
        return line.append(fact.new)
    found = [(kind, words) for kind, words in (("deleted", fact.old), ("inserted", fact.new)) if words]
    return line.append_text(Text(" ").join(_marked(kind, Text(words)) for kind, words in found))


def _marked(kind: str, line: Text) -> Text:
    begin, end, style = MARKS[kind]
    return Text().append(begin, style).append_text(_styled(line, style)).append(end, style)


def _signers(r: Redline) -> Iterator[Text]:
    t = r.edition.words
    if not r.signers:
        yield _line("  " + t("redline.sign_none"), style="yellow")
        return
    yield _line(f"  {r.chain}")
    for number, signer in enumerate(r.signers, 1):
        decision = t("redline.consults" if signer.consult else "redline.approves")
        yield _line(f"  {t.number(number)}. {signer.post} ({decision})")


def _document(r: Redline) -> Iterator[Text]:
    yield from _blocks(r.intro, "  ")
    for section in r.sections:
        yield _line("")
        yield _line("## ", style="bold").append_text(_inline(section.title))
        yield from _section(section)


def _section(section: SectionLine) -> Iterator[Text]:
    yield from _blocks(section.body, "  ")
    for step in section.steps:
        yield from _step(step)
    for part in section.parts:
        yield _line("  ### ").append_text(_inline(part.title))
        yield from _blocks(part.body, "  ")


def _step(step: StepLine) -> Iterator[Text]:
    yield _line(f"  {step.number}. ", style="bold").append_text(_inline(step.title))
    for change in step.changes:
        yield _line(f"     ! {change}", style="yellow")
    yield _line("     ").append_text(Text(" · ").join(_inline(note) for note in step.notes))
    yield from _blocks(step.body, "     ")
    for answer, target in step.ways:
        yield _line("     ").append_text(_inline(answer)).append(" → " if answer else "→ ").append_text(_inline(target))


def _blocks(nodes: Nodes, indent: str) -> Iterator[Text]:
    """Blocks as lines; a mark around a block stands around each of its lines."""
    for node in nodes:
        if node.kind in MARKS and any(child.kind in _LINES or _holds_lines(child) for child in node.children):
            yield from (_line(indent).append_text(_marked(node.kind, line)) for line in _blocks(node.children, ""))
        elif node.kind == "item":
            lines = list(_blocks(node.children, ""))
            for number, line in enumerate(lines):
                yield _line(indent + ("  " if number else "- ")).append_text(line)
        elif node.kind == "row":
            yield _line(indent).append_text(Text(" | ").join(_inline(cell.children) for cell in node.children))
        elif node.kind in _LINES:
            yield _line(indent).append_text(_inline(node.children) if node.children else Text(node.text or "---"))
        elif _holds_lines(node):
            if node.text:
                yield _line(f"{indent}[{node.text}]")
            yield from _blocks(node.children, indent + "  " if node.kind in ("remark", "only-for", "quote") else indent)
        else:
            yield _line(indent).append_text(_inline((node,)))


def _holds_lines(node: Node) -> bool:
    return any(child.kind in _LINES or _holds_lines(child) for child in node.children)


def _inline(nodes: Nodes) -> Text:
    line = Text()
    for node in nodes:
        if node.kind in MARKS:
            line.append_text(_marked(node.kind, _inline(node.children)))
        elif node.kind in ("soft-break", "line-break"):
            line.append(" ")
        else:
            line.append(f"[{node.text}]" if node.kind == "picture" else node.text).append_text(_inline(node.children))
    return line


def _styled(line: Text, style: str) -> Text:
    line.stylize(style)
    return line


def _line(words: str, style: str = "") -> Text:
    return Text(words, style=style) if not style else Text().append(words, style)
