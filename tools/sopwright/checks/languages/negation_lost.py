"""A sentence of the source has a word such as *not*, *never*, *without*, and its translation has none.

## Why is this bad?

"Do not disclose it" without its *not* is the opposite rule. A reader cannot see it.

The words are those of `negation` in templates/binding/. Sentences are compared one by one where the passage has as many
in both languages, else the passages as a whole. The labels of answers are compared both ways: *Yes* must not become
*No* either.

## Wrong

```markdown
Never create a second record.       <- en.md
Създайте втори запис.               <- bg.md
```

## Right

```markdown
Никога не създавайте втори запис.
```
"""

from collections.abc import Iterator, Mapping

from sopwright.checks.check import Check, Context
from sopwright.checks.hints import quoted
from sopwright.checks.languages.passages import Aligned, aligned, sentences
from sopwright.checks.metadata.current import current
from sopwright.diagnostics import Diagnostic, Rule, Severity
from sopwright.model.binding import Binding

RULE = Rule("SW420", "negation-lost", Severity.WARNING)


def find(context: Context) -> Iterator[Diagnostic]:
    """Compare the negations of each passage, and of each answer's label."""
    binding = context.handbook.binding
    for pair in context.once(aligned):
        there, here = binding.get(pair.translation.source.language), binding.get(pair.language)
        if there is not None and here is not None:
            yield from _passage(pair, there, here)
    yield from _labels(context)


def _passage(pair: Aligned, there: Binding, here: Binding) -> Iterator[Diagnostic]:
    source, own = sentences(pair.source), sentences(pair.own)
    pairs = zip(source, own, strict=True) if len(source) == len(own) else [(pair.source, pair.own)]
    for before, after in pairs:
        lost = there.negations(before)
        if lost and not here.negations(after):
            said = " ".join(before.split())[:60]
            message = f"{quoted(lost)} has no counterpart here: {said}"
            hint = "translate the negation, or add the word that stands for it to templates/binding/"
            yield RULE.at(pair.translation.text.at(pair.node), message, hint)


def _labels(context: Context) -> Iterator[Diagnostic]:
    """Two answers of one step of which the source has one as a negation, and a language the other."""
    shared, known = context.handbook.registers.answers, context.handbook.binding
    for document in context.once(current):
        own, source = document.metadata.answers, document.metadata.languages.source
        for step in document.metadata.steps.values():
            labels = {key: own.get(key) or shared.get(key) or {} for key in step.choose or ()}
            for language in known.keys() - {source} if source in known else ():
                lost = [key for key, words in labels.items() if _is(known, source, words) > _is(known, language, words)]
                won = [key for key, words in labels.items() if _is(known, source, words) < _is(known, language, words)]
                if lost and won:
                    place = document.at("answers", lost[0]) if lost[0] in own else shared.at(lost[0])
                    message = (
                        f"in `{language}`, `{won[0]}` is a negation and `{lost[0]}` is not; the reverse in `{source}`"
                    )
                    yield RULE.at(place, message, "the labels of the two answers seem to be swapped")


def _is(known: Mapping[str, Binding], language: str, words: Mapping[str, str]) -> bool:
    return bool(known[language].negations(words.get(language, "")))


CHECK = Check(RULE, __doc__, each=find)
