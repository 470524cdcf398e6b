"""What an author may try in running text and nothing reads: found while parsing, so that code and escapes pass."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sopwright.diagnostics import Rule
from sopwright.source import faults
from sopwright.source.text import brief

_TOKEN = "unread"  # noqa: S105  # a kind of token, not a secret

_TRIES: tuple[tuple[re.Pattern[str], Rule, str, str], ...] = (
    (
        re.compile(r"<(?:!--|\?|!\[CDATA\[|/?[a-zA-Z][^<>]*>)"),
        faults.RAW_HTML,
        "is raw HTML, which is not read",
        "use Markdown; to show the sign itself write `\\<`",
    ),
    (
        re.compile(r"\{(?!#)[^{}\n]{0,60}\}?"),
        faults.BROKEN_REFERENCE,
        "is not a reference",
        "write `{kind:key}` or `{kind:key|words}`; to show a brace itself write `\\{`",
    ),
    (
        re.compile(r"\[\^[^\[\]\s]{1,60}\]"),
        faults.UNSUPPORTED_MARKDOWN,
        "is a footnote, which is not read",
        "put the remark into the text, or into a block `::: note`",
    ),
    (
        re.compile(r"~~(?=\S)[^~\n]{1,500}~~"),
        faults.UNSUPPORTED_MARKDOWN,
        "is struck through, which is not read",
        "delete the words; the revision history keeps what changed",
    ),
)
_TICK_BOX = re.compile(r"\[[ xX]\](?=\s)")
_SIGNS = frozenset("<{[~")


def install(parser: MarkdownIt) -> None:
    """Make a parser mark what is not read."""
    parser.inline.ruler.after("autolink", _TOKEN, _inline)


def is_unread(token: Token) -> bool:
    """Whether an inline token is what an author tried in vain."""
    return token.type == _TOKEN


def inline_fault(token: Token) -> tuple[Rule, str, str]:
    """The rule, the message and the hint of such a token."""
    rule, what, hint = token.meta["fault"]
    return rule, f"`{brief(token.content)}` {what}", hint


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] not in _SIGNS:
        return False
    for pattern, *fault in _TRIES:
        match = pattern.match(state.src, state.pos, state.posMax)
        if match is not None:
            return _take(state, match, fault, silent)
    match = _TICK_BOX.match(state.src, 0, state.posMax) if state.pos == 0 else None
    if match is None:
        return False
    hint = "number the steps, or write the list without boxes"
    return _take(state, match, [faults.UNSUPPORTED_MARKDOWN, "is a box to tick, which is not read", hint], silent)


def _take(state: StateInline, match: re.Match[str], fault: list[object], silent: bool) -> bool:
    if not silent:
        token = state.push(_TOKEN, "", 0)
        token.content = match.group()
        token.meta = {"fault": fault}
    state.pos = match.end()
    return True
