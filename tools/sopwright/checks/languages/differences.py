"""The difference between a translation and its source, piece by piece."""

from collections import Counter
from collections.abc import Callable, Iterator

from sopwright.checks.check import Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.pieces import Named, Piece
from sopwright.checks.languages.translations import Translation, translations
from sopwright.diagnostics import Diagnostic, Rule

Judge = Callable[[Translation, str], bool]
"""Whether another rule speaks about a value, which is not compared then."""


def differences(
    context: Context, rule: Rule, what: Callable[[Piece], Named], hint: str, is_unknown: Judge
) -> Iterator[Diagnostic]:
    """Compare something in all pieces of all translations, as a bag: order does not matter, count does.

    Args:
        context: What is checked.
        rule: The rule that is broken where the two differ.
        what: What is compared.
        hint: What to do about it.
        is_unknown: Whether another rule speaks about a value.
    """
    for translation in context.once(translations):
        for source, piece in translation.pairs:
            names, own = [name for name, _ in what(source)], [name for name, _ in what(piece)]
            missing, extra = Counter(names) - Counter(own), Counter(own) - Counter(names)
            differing = [*missing, *extra]
            if differing and not any(is_unknown(translation, name) for name in differing):
                surplus = [node for name, node in what(piece) if name in extra]
                place = translation.text.at(surplus[-1]) if surplus else translation.at(piece)
                yield rule.at(place, _message(missing, extra, translation.source.language), hint)


def _message(missing: Counter[str], extra: Counter[str], source: str) -> str:
    if missing and extra:
        return f"here stands {quoted(extra.elements())}, in the text in `{source}` {quoted(missing.elements())}"
    if missing:
        return f"compared with the text in `{source}`, {quoted(missing.elements())} is missing here"
    return f"compared with the text in `{source}`, {quoted(extra.elements())} is too much here"
