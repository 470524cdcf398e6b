"""Some words in a row of a translation are those of the source.

## Why is this bad?

Half a sentence was forgotten. Whole passages that were left are named by another rule.

Three words count where the two languages are written in different scripts, four elsewhere; what stands as `code`
and in references does not. Languages without a file in templates/writing/ are not judged.

## Wrong

```markdown
Попитайте for the customer's name и го запишете.
```

## Right

```markdown
Попитайте за името на клиента и го запишете.
```
"""

import re
from collections.abc import Iterator

from sopwright.checks.check import Check, Context
from sopwright.checks.languages.copies import copies
from sopwright.checks.languages.passages import Aligned, aligned
from sopwright.diagnostics import Diagnostic, Rule, Severity

RULE = Rule("SW425", "source-words-left", Severity.WARNING)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def find(context: Context) -> Iterator[Diagnostic]:
    """Look for runs of the source's words in each passage that was not left as a whole."""
    languages = context.handbook.registers.languages
    whole = {id(copy.passage) for copy in context.once(copies)}
    for pair in context.once(aligned):
        source = pair.translation.source.language
        known = source in languages and pair.language in context.handbook.writing
        if id(pair.node) not in whole and known:
            least = 3 if languages[source].script != languages[pair.language].script else 4
            run = _shared_run(pair, least)
            if run:
                message = f"these words are in `{source}`: {' '.join(run)}"
                yield RULE.at(pair.translation.text.at(pair.node), message, f"translate them to `{pair.language}`")


def _shared_run(pair: Aligned, least: int) -> list[str]:
    there, here = _WORD.findall(pair.source), _WORD.findall(pair.own)
    folded, known = [word.casefold() for word in here], {word.casefold() for word in there}
    if sum(word in known for word in folded) < least:
        return []
    runs = set(_runs([word.casefold() for word in there], least))
    start = next((start for start, run in enumerate(_runs(folded, least)) if run in runs), None)
    return here[start : start + least] if start is not None else []


def _runs(words: list[str], least: int) -> Iterator[tuple[str, ...]]:
    return zip(*(words[start:] for start in range(least)), strict=False)


CHECK = Check(RULE, __doc__, each=find)
