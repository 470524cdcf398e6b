"""Thirty more drifts, written without a look at the rules and never used to tune them.

They stand in other documents than those of `drifts.py`. Whoever changes a rule because of one of them moves it
there and plants a new one here.
"""

from tests.drifts import ANSWERS, Drift

LEAVE = "handbook/management/approving-leave/"
PLANS = "handbook/management/daily-plans/"
ATTENDANCE = "policies/attendance-and-punctuality/"
LAWS = "policies/calling-and-recording-law/"

HELD_OUT = [
    Drift("number", LAWS + "bg.md", "{quantity:2 s}", "{quantity:2 min}"),
    Drift("number", LAWS + "zh-Hant.md", "{quantity:72 h}", "72 天"),
    Drift("number", ATTENDANCE + "ms.md", "{limit:late-report}", "dua jam"),
    Drift("number", LAWS + "lt.md", "{quantity:30 days}", "{quantity:3 days}"),
    Drift("number", ATTENDANCE + "ru.md", "{limit:sick-note}", "неделю"),
    Drift("negation", LEAVE + "bg.md", "Срокът за подаване не важи.", "Срокът за подаване важи."),
    Drift("negation", LAWS + "zh-Hant.md", "不得致電列在全國名單上的人，或曾", "致電列在全國名單上的人，或曾"),
    Drift("negation", ATTENDANCE + "ms.md", "Jangan sekali-kali menamatkan", "Segera tamatkan"),
    Drift("negation", ATTENDANCE + "lt.md", "Ligos įvardyti neprivalote.", "Ligą įvardyti privalote."),
    Drift("negation", PLANS + "ru.md", "сдвигают, но никогда не сокращают", "сдвигают и при нужде сокращают"),
    Drift("negation", LAWS + "zh-Hant.md", "任何人不得監聽或錄音", "任何人得監聽或錄音"),
    Drift("reference", LEAVE + "bg.md", "[](POL-001)", "[](POL-004)"),
    Drift("reference", LEAVE + "zh-Hant.md", "{limit:leave-notice}", "{limit:leave-answer}"),
    Drift("reference", PLANS + "ms.md", "{event:monitoring-noon}", "{event:monitoring-morning}"),
    Drift("reference", ATTENDANCE + "lt.md", "{extension:reception}", "{extension:market}"),
    Drift("sentence", LEAVE + "bg.md", " Проверете дали му остават достатъчно дни.", ""),
    Drift("sentence", LEAVE + "zh-Hant.md", "將代理計畫與請假人的聯絡方式交給職務代理人。", ""),
    Drift("sentence", PLANS + "ms.md", " Catat sebabnya.", ""),
    Drift("sentence", ATTENDANCE + "lt.md", " Patvirtinti pakeitimai jums niekada nekenkia.", ""),
    Drift("sentence", PLANS + "ru.md", " Внесите решение в {system:wfm}.", ""),
    Drift("label", PLANS + "ms.md", "- Jurang kecil: satu", "- Jurang besar: satu"),
    Drift("label", PLANS + "ru.md", "- Большая нехватка: сама", "- Небольшая нехватка: сама"),
    Drift("label", ANSWERS, "zh-Hant: 是", "zh-Hant: 否"),
    Drift("label", PLANS + "ru.md", "- По плану: продолжайте", "- Большая нехватка: продолжайте"),
    Drift("stale", LEAVE + "en.md", "Name the nearest days", "Name three near days"),
    Drift("stale", LEAVE + "en.md", "a stand-in who has agreed", "a stand-in"),
    Drift("stale", ATTENDANCE + "en.md", "only {post:hr|HR} may read them", "{post:hr|HR} may read them"),
    Drift("stale", LAWS + "en.md", "follow the stricter", "follow the newer"),
    Drift("stale", PLANS + "en.md", "{limit:plan-check}", "{quantity:2 h}"),
    Drift(
        "stale", "policies/paid-leave/en.md", "## Purpose {#purpose}\n\n", "## Purpose {#purpose}\n\nRest is a duty. "
    ),
]
