"""A light stemmer for Bulgarian nouns and adjectives, and the endings of its verbs.

The steps for nouns and adjectives are those of the light stemmer that Apache Lucene has (`BulgarianStemmer`, Apache
License 2.0), described by Jacques Savoy in "Searching Strategies for the Bulgarian Language", 2007: articles, plurals,
then what inflection does inside a word. Verbs are ours.
"""

import re

_ARTICLES = ((6, ("ият",)), (5, ("ът", "то", "те", "та", "ия")), (4, ("ят",)))
_PLURALS = (
    (6, "овци", 3, ""),
    (6, "ове", 3, ""),
    (6, "еве", 3, "й"),
    (5, "ища", 3, ""),
    (5, "та", 2, ""),
    (5, "ци", 2, "к"),
    (5, "зи", 2, "г"),
    (4, "си", 2, "х"),
    (4, "и", 1, ""),
)
"""Words longer than this with this ending: so many letters go, and this comes in their place."""
_VERB = re.compile(
    r"^(?P<stem>.{4,}?)"
    r"(?:(?:я?в|ув)?[аяеи]"
    r"(?:м|ш|т|ме|те|ха|хме|хте|ше|х|й|йте|та|то|ят|не(?:то)?|ни[ея](?:то|та)?|[лнщ](?:а(?:та)?|о(?:то)?|и(?:те|я|ят)?)?)?"
    r"|ът)$"
)
"""The longest ending that leaves four letters: what follows a verb's root, up to the noun in -не."""


def stem(word: str) -> str:
    """The stem of a noun or an adjective in lower case."""
    if len(word) < 4:
        return word
    if len(word) > 5 and word.endswith("ища"):
        return word[:-3]
    word = _plural(_article(word))
    if len(word) > 3:
        word = word.removesuffix("я")
        if word.endswith(("а", "о", "е")):
            word = word[:-1]
    if len(word) > 4 and word.endswith("ен"):
        word = word[:-2] + "н"
    if len(word) > 5 and word[-2] == "ъ":
        word = word[:-2] + word[-1]
    return word


def verb_stem(word: str) -> str:
    """A word without the ending of a verb or of a noun made from one: what `прехвърлям` and `прехвърляне` share."""
    match = _VERB.match(word)
    return match["stem"] if match else word


def _article(word: str) -> str:
    for longer_than, endings in _ARTICLES:
        for ending in endings:
            if len(word) > longer_than and word.endswith(ending):
                return word[: -len(ending)]
    return word


def _plural(word: str) -> str:
    for longer_than, ending, cut, put in _PLURALS:
        if len(word) > longer_than and word.endswith(ending):
            changed = len(word) > 5 and ending in ("си", "и") and word[-3] == "е"  # хляб, хлеби
            return f"{word[:-3]}я{word[-2]}" if changed else word[:-cut] + put
    return word
