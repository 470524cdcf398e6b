"""The order of an index, as each language's readers look for a word."""

import pytest

from sopwright.outputs.book.alphabet import place_in_alphabet


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Abandonment E-mail élan emergency Zone"),
        ("ms", "agen e-mel Ejen zon"),
        ("lt", "cukrus čia dalis ėjimas ežeras įmonė ypatingas istorija sąrašas sutartis šalis zona žinynas"),
        ("bg", "идея история ищец йод качество"),
        ("ru", "ежедневный ёлка если игра история йод качество"),
        ("zh-Hant", "GDPR TSR 一 力 大 分 外 平 成 法 客 重 首 接 電 轉"),
    ],
)
def test_words_stand_where_readers_look_for_them(language: str, words: str) -> None:
    given = words.split()[::-1]
    given.sort(key=lambda word: place_in_alphabet(word, language))
    assert given == words.split()


def test_an_accent_decides_between_words_that_are_else_the_same() -> None:
    assert place_in_alphabet("resume", "en") < place_in_alphabet("résumé", "en") < place_in_alphabet("resumes", "en")


def test_a_sign_that_big5_lacks_comes_last() -> None:
    assert place_in_alphabet("轉接", "zh-Hant") < place_in_alphabet("\U00020000", "zh-Hant")
