"""Invented names of products, forms and places: one name a number, in every script.

Names follow each other as words of real texts do: a few often, most of them seldom, and always new ones.
"""

from random import Random

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_CYRILLIC = dict(zip(_CONSONANTS + _VOWELS, "бдфгклмнпрствзаеиоу", strict=True))
_HAN = (
    "巴貝比波布達德迪多杜法菲費佛富加格吉戈古卡凱基科庫拉雷利羅魯馬梅米莫穆"
    "納內尼諾努帕佩皮坡普瑞萊里洛盧薩塞西索蘇塔特提托圖瓦維威沃武札澤茲佐祖"
)
_SYLLABLES = [consonant + vowel for consonant in _CONSONANTS for vowel in _VOWELS]
_COMMON = 200_000
"""Names below this are drawn by chance; those above it are given to one procedure each."""


def name(number: int, language: str) -> str:
    """The name of a number below 70^4: three or four syllables, other ones for every number."""
    count = len(_SYLLABLES)
    places: list[int] = []
    rest = number * 7_919 % count**4  # neighbours do not look alike
    while rest or len(places) < 3:
        rest, place = divmod(rest, count)
        places.append(place)
    if language == "zh-Hant":
        return "".join(_HAN[place] for place in places)
    latin = "".join(_SYLLABLES[place] for place in places)
    word = "".join(_CYRILLIC[letter] for letter in latin) if language in ("bg", "ru") else latin
    return word.capitalize()


def common(chance: Random) -> int:
    """The number of a name that several procedures may say."""
    return int(chance.paretovariate(0.6) * 7) % _COMMON


def own(number: int) -> int:
    """The number of the name that only one procedure's title has."""
    return _COMMON + number
