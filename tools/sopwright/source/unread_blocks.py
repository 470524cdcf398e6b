"""Blocks that an author may try and nothing reads, and blocks that are never closed."""

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.text import Source, brief

_INDENTED = "indented lines"
_MARGIN = " \t>"

_OPENINGS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"\[(?!\^)[^\[\]\n]{1,200}\]:"),
        "defines a link, which is not read",
        "write the address where the link is: `[words](SVC-007)`",
    ),
    (re.compile(r"(?:!!!|\?\?\?\+?) ?\w"), "opens a block in another dialect", "write `::: note` ... `:::`"),
)
_CLOSE = re.compile(r":{3,}\s*\Z")
_UNDERLINE = re.compile(r"(?:=+|-+)\s*\Z")


def install(parser: MarkdownIt) -> None:
    """Make a parser note the lines that are indented as code is elsewhere."""
    parser.block.ruler.before("paragraph", "indented", _indented)


def block_faults(source: Source, tokens: Sequence[Token], environment: dict[str, list[int]]) -> Iterator[Diagnostic]:
    """Find unread blocks among a text's tokens."""
    for line in environment.get(_INDENTED, ()):
        message = "the line is indented by four or more, as code is in other dialects; that is not read"
        hint = "put code between lines of three backticks; begin other text at the margin"
        yield faults.UNSUPPORTED_MARKDOWN.at(_place(source, line), message, hint)
    above: Token | None = None
    for token in tokens:
        if token.type == "inline" and above is not None and above.type == "paragraph_open":
            yield from _paragraph(source, token)
        elif token.type == "hr" and _is_below(above, token) and _UNDERLINE.match(_written(source, _first(token))):
            yield _underline(source, _first(token))
        above = token if token.type != "paragraph_close" else above
    yield from _unclosed(source, tokens)


def _paragraph(source: Source, token: Token) -> Iterator[Diagnostic]:
    first = _first(token)
    lines = token.content.split("\n")
    for pattern, what, hint in _OPENINGS:
        if pattern.match(lines[0]):
            place = source.span(first + 1, source.lines[first].find(lines[0][:8]) + 1)
            yield faults.UNSUPPORTED_MARKDOWN.at(place, f"`{brief(lines[0])}` {what}", hint)
    for number, line in enumerate(lines, first):
        if number > first and _UNDERLINE.match(line):
            yield _underline(source, number)
        elif _CLOSE.match(line):
            hint = "delete it, or open a block with `::: note`"
            message = f"`{brief(line)}` closes a block that nothing opened"
            yield faults.UNSUPPORTED_MARKDOWN.at(_place(source, number), message, hint)


def _is_below(above: Token | None, token: Token) -> bool:
    """Whether a token begins on the line that follows a paragraph's last."""
    is_text = above is not None and above.type == "inline" and above.map is not None
    return is_text and above is not None and above.map is not None and above.map[1] == _first(token)


def _underline(source: Source, number: int) -> Diagnostic:
    message = f"`{brief(_written(source, number).strip())}` underlines a heading, which is not read"
    hint = "write `## Heading {#id}`; for a rule across the page leave a line empty above"
    return faults.UNSUPPORTED_MARKDOWN.at(_place(source, number), message, hint)


def _unclosed(source: Source, tokens: Sequence[Token]) -> Iterator[Diagnostic]:
    ends: list[int] = []
    for token in tokens:
        if token.type == "container_block_close":
            ends.pop()
        elif token.type == "container_block_open" and token.map is not None:
            end = token.map[1]
            if end in ends or end >= len(source.lines) or not _CLOSE.match(_written(source, end)):
                message = f"the block `::: {brief(token.info.strip())}` is not closed"
                hint = "write `:::` on a line of its own after the block's last line"
                yield faults.UNCLOSED_BLOCK.at(_place(source, _first(token)), message, hint)
            ends.append(end)


def _first(token: Token) -> int:
    return token.map[0] if token.map else 0


def _written(source: Source, index: int) -> str:
    return source.lines[index].lstrip(_MARGIN)


def _place(source: Source, index: int) -> Span:
    return source.span(index + 1, len(source.lines[index]) - len(_written(source, index)) + 1)


def _indented(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    if state.sCount[start] - state.blkIndent >= 4:
        state.env.setdefault(_INDENTED, []).append(start)
    return False
