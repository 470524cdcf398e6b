"""Names that look the same: letters of other scripts, and figures, that pass for Latin letters."""

import unicodedata

_CYRILLIC = "аa вb еe зз кk мm нh оo рp сc тt уy хx ьb ѕs іi јj һh ԁd ԛq ԝw"
_GREEK = "αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw"
_FIGURES = "0o 1l il ıl łl đd øo"
_LOOKS = {pair[0]: pair[1] for pair in f"{_CYRILLIC} {_GREEK} {_FIGURES}".split()}
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"))


def skeleton(name: str) -> str:
    """What a name looks like at a glance: two names with the same skeleton are easily taken for each other.

    Accents go (UAX #15, NFKD), capitals become small, look-alikes of other scripts become Latin letters (in the manner
    of Unicode's UTS #39, for the scripts of our languages), and everything but letters and figures goes.
    """
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    letters = "".join(_LOOKS.get(letter, letter) for letter in bare if letter.isalnum())
    latin = "".join(_LOOKS.get(letter, letter) for letter in letters)
    for pair, one in _PAIRS:
        latin = latin.replace(pair, one)
    return latin


def mixed(name: str) -> tuple[str, str] | None:
    """The first letters of two scripts in one word of a name, if there are: no name is written so."""
    for word in name.split():
        scripts: dict[str, str] = {}
        for letter in word:
            script = unicodedata.name(letter, "").partition(" ")[0] if letter.isalpha() else ""
            if script in ("LATIN", "CYRILLIC", "GREEK"):
                scripts.setdefault(script, letter)
        if len(scripts) > 1:
            first, second = list(scripts.values())[:2]
            return first, second
    return None
