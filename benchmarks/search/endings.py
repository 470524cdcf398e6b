"""Write a language's file of endings: how inflected words come by their stems, as the stemmers do it.

    .venv/bin/python -m benchmarks.search.endings lt words.txt > tools/sopwright/search/languages/lt.endings

`words.txt` is any large list of words of the language, one a line, the most frequent first. Only pairs of affixes that
many words show are kept; no word of the list is. The share of a tenth of the words, held back, that the endings bring
to a stem of the stemmer goes to standard error.
"""

import sys
from collections import Counter
from pathlib import Path

from sopwright.search.analysis import Analyzer, Token, clean, fold
from sopwright.search.language import language

LEAST = 12
"""So many words must show an ending."""
LONGEST = 8

Rule = tuple[str, str, str, str]


def rule(form: str, stem: str) -> Rule | None:
    """How a form becomes a stem: taken in front, put in front, taken behind, put behind."""
    best: Rule | None = None
    for front in range(min(6, len(form) - 2)):
        for cut in range(min(2, len(stem) - 1)):
            same = 0
            while front + same < len(form) and cut + same < len(stem) and form[front + same] == stem[cut + same]:
                same += 1
            found = (form[:front], stem[:cut], form[front + same :], stem[cut + same :])
            if same >= 2 and (best is None or sum(map(len, found)) < sum(map(len, best))):
                best = found
    return best if best and max(map(len, best)) <= LONGEST else None


def main() -> None:
    key, file = sys.argv[1:]
    analyzer = Analyzer(language(key))
    counts: Counter[Rule] = Counter()
    held: list[tuple[str, tuple[str, ...]]] = []
    for number, line in enumerate(dict.fromkeys(Path(file).read_text(encoding="utf-8").split())):
        word = clean(line)
        if len(word) < 3 or not word.isalpha():
            continue
        stems = analyzer.stems(Token(fold(word), word))
        if number % 10 == 0:
            held.append((fold(word), stems))
            continue
        counts.update(found for stem in stems if (found := rule(fold(word), stem)) and found != ("", "", "", ""))
    kept = sorted(found for found, count in counts.items() if count >= LEAST)
    print("# What inflection adds, as the stemmers see it; made by benchmarks/search/endings.py")
    for found in kept:
        print("\t".join(found))
    known = {*kept, ("", "", "", "")}
    met = sum(any(rule(form, stem) in known for stem in stems) for form, stems in held)
    print(f"{key}: {len(kept)} endings bring {met / len(held):.1%} of words held back to a stem", file=sys.stderr)


if __name__ == "__main__":
    main()
