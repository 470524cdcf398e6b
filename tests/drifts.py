"""Sixty drifts between the languages of the handbook, ten of each kind: what a careless edit leaves behind."""

from typing import NamedTuple

ANSWERING = "handbook/service/answering-a-call/"
RECORDS = "handbook/service/customer-records/"
TRANSFER = "handbook/service/transferring-a-call/"
OUTBOUND = "handbook/service/outbound-sales-calls/"
ANSWERS = "registers/answers.yml"


class Drift(NamedTuple):
    """A text that stands exactly once in a file, and what stands there afterwards."""

    kind: str
    file: str
    old: str
    new: str


NUMBERS = [
    Drift("number", RECORDS + "bg.md", "{quantity:30 s}", "{quantity:50 s}"),
    Drift("number", RECORDS + "zh-Hant.md", "{quantity:30 s}", "20 秒"),
    Drift("number", RECORDS + "ms.md", "{quantity:30 s}", "30 saat"),
    Drift("number", RECORDS + "lt.md", "{quantity:30 s}", "{quantity:30 min}"),
    Drift("number", RECORDS + "ru.md", "{limit:call-back}", "3 дня"),
    Drift("number", OUTBOUND + "bg.md", "{time:21:00}", "{time:20:00}"),
    Drift("number", OUTBOUND + "zh-Hant.md", "{time:08:00}", "{time:09:00}"),
    Drift("number", OUTBOUND + "ms.md", "{quantity:4 rings}", "{quantity:6 rings}"),
    Drift("number", OUTBOUND + "lt.md", "{quantity:31 days}", "{quantity:41 days}"),
    Drift("number", OUTBOUND + "ru.md", "{quantity:15 s}", "{quantity:5 s}"),
]
NEGATIONS = [
    Drift("negation", RECORDS + "bg.md", "никога не създавайте втори", "после създайте втори"),
    Drift("negation", RECORDS + "bg.md", "Не решавайте това сами.", "Решете това сами."),
    Drift("negation", RECORDS + "zh-Hant.md", "絕不可照著資料念出來", "再照著資料念出來"),
    Drift("negation", RECORDS + "zh-Hant.md", "不要自行決定。", "請自行決定。"),
    Drift("negation", RECORDS + "ms.md", "Jangan minta apa-apa lagi.", "Minta apa-apa lagi."),
    Drift("negation", RECORDS + "ms.md", "jangan sekali-kali membacakannya", "kemudian bacakannya"),
    Drift("negation", RECORDS + "lt.md", "patys jų iš įrašo niekada neskaitykite", "patys juos iš įrašo perskaitykite"),
    Drift("negation", ANSWERING + "lt.md", "Neperadresuokite skambučio vien", "Peradresuokite skambutį vien"),
    Drift("negation", RECORDS + "ru.md", "никогда не зачитывайте их из", "затем зачитайте их из"),
    Drift("negation", RECORDS + "ru.md", "Не решайте это сами.", "Решите это сами."),
]
EXTENSIONS = [
    Drift("extension", f"{TRANSFER}{language}.md", f"{{extension:{key}}}", new)
    for language, key, new in (
        ("bg", "market", "{extension:sales}"),
        ("bg", "complaints", "4460"),
        ("zh-Hant", "market", "4456"),
        ("zh-Hant", "complaints", "{extension:billing}"),
        ("ms", "market", "{extension:technical}"),
        ("ms", "complaints", "4401"),
        ("lt", "market", "4465"),
        ("lt", "complaints", "{extension:reception}"),
        ("ru", "market", "{extension:complaints}"),
        ("ru", "complaints", "4459"),
    )
]
SENTENCES = [
    Drift("sentence", RECORDS + "bg.md", " Отделете грешните записи.", ""),
    Drift("sentence", TRANSFER + "bg.md", " После включете обаждащия се и ги представете един на друг.", ""),
    Drift("sentence", RECORDS + "zh-Hant.md", "排除不符的資料。", ""),
    Drift("sentence", TRANSFER + "zh-Hant.md", "再將來電者接入，介紹雙方。", ""),
    Drift("sentence", RECORDS + "ms.md", " Ketepikan rekod yang salah.", ""),
    Drift("sentence", OUTBOUND + "ms.md", " Gunakan alamat dan kod dailan sebagai panduan.", ""),
    Drift("sentence", RECORDS + "lt.md", " Netinkamus įrašus atmeskite.", ""),
    Drift("sentence", OUTBOUND + "lt.md", " Vadovaukitės adresu ir numerio kodu.", ""),
    Drift("sentence", RECORDS + "ru.md", " Отложите неподходящие карточки.", ""),
    Drift("sentence", OUTBOUND + "ru.md", " Ориентируйтесь на адрес и телефонный код.", ""),
]
LABELS = [
    Drift("label", RECORDS + "bg.md", "- Да: някой запис", "- Не: някой запис"),
    Drift("label", RECORDS + "zh-Hant.md", "- 否：沒有相符", "- 是：沒有相符"),
    Drift("label", RECORDS + "ms.md", "- Ya: ada rekod", "- Tidak: ada rekod"),
    Drift("label", RECORDS + "lt.md", "- Ne: niekas", "- Taip: niekas"),
    Drift("label", RECORDS + "ru.md", "- Да: карточка", "- Нет: карточка"),
    Drift("label", ANSWERS, "bg: Да, ", "bg: Не, "),
    Drift("label", ANSWERS, "zh-Hant: 否", "zh-Hant: 是"),
    Drift("label", ANSWERS, "ms: Ya, ", "ms: Tidak, "),
    Drift("label", ANSWERS, "lt: Ne, ", "lt: Taip, "),
    Drift("label", ANSWERS, "ru: Да}", "ru: Нет}"),
]
STALE = [
    Drift("stale", RECORDS + "en.md", "{quantity:30 s}", "{quantity:45 s}"),
    Drift("stale", RECORDS + "en.md", "Ask for nothing else.", "Ask for the birthday too."),
    Drift("stale", ANSWERING + "en.md", "let the caller hang up first", "hang up first"),
    Drift("stale", TRANSFER + "en.md", "{limit:warm-transfer}", "{limit:hold-return}"),
    Drift("stale", TRANSFER + "en.md", "at once and without questions", "after asking for the reason"),
    Drift("stale", OUTBOUND + "en.md", "Silence is a no.", "Silence is a yes."),
    Drift("stale", OUTBOUND + "en.md", "{time:08:00}", "{time:09:00}"),
    Drift("stale", "handbook/management/approving-leave/en.md", "Send the request back.", "Throw the request away."),
    Drift("stale", "handbook/management/principles/en.md", "Switch off vibration too.", "Vibration may stay on."),
    Drift("stale", "policies/quality-policy/en.md", "Team results are shown without", "Team results give"),
]
QUALITY = "handbook/management/quality-programme/zh-Hant.md"
PRINCIPLES = "handbook/management/principles/zh-Hant.md"
ONCE_MISSED = [
    Drift("negation", QUALITY, "本身不是缺失", "本身是缺失"),
    Drift("negation", TRANSFER + "zh-Hant.md", "接手之前，絕不可掛斷", "接手之前，先掛斷"),
    Drift("negation", PRINCIPLES, "不對外轉述", "可對外轉述"),
    Drift("negation", OUTBOUND + "zh-Hant.md", "未重新取得同意，絕不可使用", "重新取得同意，絕不可使用"),
    Drift("negation", RECORDS + "zh-Hant.md", "- 否：沒有相符", "- 否：有相符"),
    Drift("unit", RECORDS + "bg.md", "{quantity:30 s}", "{quantity:30 s|30 sec}"),
    Drift("unit", RECORDS + "zh-Hant.md", "{quantity:30 s}", "{quantity:30 s|30 s}"),
    Drift("unit", RECORDS + "ms.md", "{quantity:30 s}", "{quantity:30 s|30 seconds}"),
    Drift("unit", RECORDS + "lt.md", "{quantity:30 s}", "{quantity:30 s|30s}"),
    Drift("unit", RECORDS + "ru.md", "{quantity:30 s}", "{quantity:30 s|30 секунди}"),
]
"""Drifts of a kind that the rules did not see before: one negation beside another in Chinese, and words for units."""

DRIFTS = [*NUMBERS, *NEGATIONS, *EXTENSIONS, *SENTENCES, *LABELS, *STALE]
