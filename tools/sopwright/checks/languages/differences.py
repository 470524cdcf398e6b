"""The difference between a translation and its source, piece by piece."""

from collections import Counter
from collections.abc import Callable, Iterator

from sopwright.checks.check import Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.translations import Translation, translations
from sopwright.diagnostics import Diagnostic, Rule
from sopwright.source.nodes import Node
from sopwright.translation.pieces import Named, Piece

Judge = Callable[[Translation, str], bool]
"""Whether another rule speaks about a value, which is not compared then."""


def differences(
    context: Context, rule: Rule, what: Callable[[Piece], Named], hint: str, is_unknown: Judge, *, always: bool = False
) -> Iterator[Diagnostic]:
    """Compare something in all pieces of all translations, as a bag: order does not matter, count does.

    Args:
        context: What is checked.
        rule: The rule that is broken where the two differ.
        what: What is compared.
        hint: What to do about it.
        is_unknown: Whether another rule speaks about a value.
        always: Whether sections are compared, too, whose source has changed since the translation was accepted.
    """
    for fault, names, translation in differing(context, rule, what, hint, always=always):
        if not any(is_unknown(translation, name) for name in names):
            yield fault


def differing(
    context: Context, rule: Rule, what: Callable[[Piece], Named], hint: str, *, always: bool = False
) -> Iterator[tuple[Diagnostic, list[str], Translation]]:
    """The differences, each with the values that are too many or too few on either side."""
    for translation in context.once(translations):
        for source, piece in translation.pairs if always else translation.settled_pairs:
            there, here = what(source), what(piece)
            if _names(there) == _names(here):
                continue
            missing, extra = Counter(_names(there)), Counter(_names(here))
            missing, extra = missing - extra, extra - missing
            if missing or extra:
                surplus = _first_surplus(there, here)
                place = translation.text.at(surplus) if surplus is not None else translation.at(piece)
                fault = rule.at(place, _message(missing, extra, translation.source.language), hint)
                yield fault, [*missing, *extra], translation


def _names(named: Named) -> list[str]:
    return [name for name, _ in named]


def _first_surplus(there: Named, here: Named) -> Node | None:
    left = Counter(_names(there))
    for name, node in here:
        left[name] -= 1
        if left[name] < 0:
            return node
    return None


def _message(missing: Counter[str], extra: Counter[str], source: str) -> str:
    if missing and extra:
        return f"here stands {quoted(extra.elements())}, in the text in `{source}` {quoted(missing.elements())}"
    if missing:
        return f"compared with the text in `{source}`, {quoted(missing.elements())} is missing here"
    return f"compared with the text in `{source}`, {quoted(extra.elements())} is too much here"
