"""How much of a Markdown text is read: several times what real documents need, and never slow."""

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from sopwright.diagnostics import Diagnostic, Span
from sopwright.source import faults
from sopwright.source.text import Source

MAX_LENGTH = 100_000
"""Characters in one text; a document of forty pages has fewer."""

MAX_PARAGRAPH = 5_000
"""Characters in one paragraph: what the parser does inside one may grow with the square of its length."""

MAX_BRACKETS = 300
"""Links or references in one paragraph: the parser looks for the end of each."""

MAX_BLOCKS = 10_000
"""Paragraphs, headings and cells in one text."""

MAX_TOKENS = 10 * MAX_BLOCKS
"""What the parser may make of one text before it is stopped: short rows of a wide table become many cells."""

MAX_NESTING = 24

SOURCE = "source"
"""The key of the parser's environment under which the text stands."""


class RefusedError(Exception):
    """Carries the fault that ends the reading of one text."""

    def __init__(self, fault: Diagnostic) -> None:
        super().__init__(fault.message)
        self.fault = fault


def install(parser: MarkdownIt) -> None:
    """Make a parser refuse what would take too long."""
    parser.core.ruler.after("block", "limit", _limit)
    parser.block.ruler.before("table", "stop", _stop)


def judge_length(source: Source) -> None:
    """Refuse a text that is too long.

    Raises:
        RefusedError: It is.
    """
    if len(source.text) > MAX_LENGTH:
        message = f"the text has {len(source.text):,} characters; at most {MAX_LENGTH:,} are read"
        raise RefusedError(faults.FILE_TOO_LARGE.at(source.span(), message, "split the document"))


def _limit(state: StateCore) -> None:
    """Refuse what would take too long, between the parsing of blocks and that of their words."""
    source: Source = state.env[SOURCE]
    count = 0
    for token in state.tokens:
        place = source.span((token.map or [0])[0] + 1)
        if token.level >= MAX_NESTING:
            message = f"blocks are nested more than {MAX_NESTING // 2} deep"
            raise RefusedError(faults.NESTED_TOO_DEEP.at(place, message, "flatten the lists"))
        if token.type == "inline" and len(token.content) > MAX_PARAGRAPH:
            message = f"a paragraph has {len(token.content):,} characters; at most {MAX_PARAGRAPH:,} are read"
            raise RefusedError(faults.OVERLONG_PASSAGE.at(place, message, "split it with empty lines"))
        if token.type == "inline" and max(token.content.count("["), token.content.count("{")) > MAX_BRACKETS:
            message = f"a paragraph has more than {MAX_BRACKETS} opening brackets"
            raise RefusedError(faults.OVERLONG_PASSAGE.at(place, message, "split it with empty lines"))
        count += token.type == "inline"
        if count > MAX_BLOCKS:
            raise _too_many(place)


def _stop(state: StateBlock, start: int, _end: int, _silent: bool) -> bool:
    """The block rule that stops the parser; it comes before all others."""
    if len(state.tokens) > MAX_TOKENS:
        raise _too_many(state.env[SOURCE].span(start + 1))
    return False


def _too_many(place: Span) -> RefusedError:
    message = f"the text has more than {MAX_BLOCKS:,} paragraphs and cells; no more are read"
    return RefusedError(faults.FILE_TOO_LARGE.at(place, message, "split the document"))
