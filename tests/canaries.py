"""The small handbook with a canary in every place where something may stand that not everybody may read."""

import secrets
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from sopwright.edition.words import Catalogue
from tests.leaks import word
from tests.repositories import apply, copy

LANGUAGES = ("en", "bg")
LOCALES = {"en": "en_GB", "bg": "bg_BG"}
ALL = ("public", "agents", "leads")
STAFF = ("agents", "leads")
LEADS = ("leads",)
NOBODY = ()

HIDDEN = "SEC-7391"
"""The document that only leads may read; its number is a canary, too."""


@dataclass(frozen=True)
class Canary:
    """A word, where it was put, and in which trees it must be found."""

    channel: str
    token: str
    trees: frozenset[str]
    """``leads/en``; everywhere else it is a leak."""


@dataclass
class Planting:
    """Gives out the words and remembers who may see them."""

    canaries: list[Canary] = field(default_factory=list)

    def put(self, channel: str, token: str, audiences: Iterable[str], languages: Iterable[str] = LANGUAGES) -> str:
        """Remember a word."""
        trees = frozenset(f"{audience}/{language}" for audience in audiences for language in languages)
        self.canaries.append(Canary(channel, token, trees))
        return token

    def name(self, channel: str, audiences: Iterable[str] = LEADS) -> str:
        """A word that is the same in all languages: a key, a name, an address."""
        return self.put(channel, word(), audiences)

    def label(self, channel: str, audiences: Iterable[str] = LEADS) -> str:
        """A language map with a word for each language."""
        words = {language: self.text(channel, language, audiences) for language in LANGUAGES}
        return "{" + ", ".join(f"{language}: {words[language]}" for language in LANGUAGES) + "}"

    def text(self, channel: str, language: str, audiences: Iterable[str] = LEADS) -> str:
        """A word in a text of one language."""
        return self.put(channel, word(language), audiences, [language])


@dataclass(frozen=True)
class Keys:
    """The names by which the hidden document and its registers refer to each other."""

    slug: str
    picture: str
    step: str
    answer: str
    owner: str
    executor: str
    must_know: str
    author: str
    law: str
    measure: str
    limit: str
    department: str
    system: str
    address: str
    topic: str


def plant(root: Path) -> list[Canary]:
    """Make the handbook in a folder; where each canary may be seen is said beside it."""
    planting = Planting()
    copy(root, site=True)
    keys = _keys(planting)
    planting.put("number", HIDDEN, LEADS)
    _registers(root, planting, keys)
    _hidden_document(root, planting, keys)
    _links_from_elsewhere(root, planting, keys)
    _not_in_force(root, planting)
    _quiz(root, planting)
    return planting.canaries


def _keys(planting: Planting) -> Keys:
    name = planting.name
    return Keys(
        slug=name("folder"),  # in the address where the text is changed
        picture=name("picture's file name", NOBODY),  # pictures are named by their content
        step=name("heading id"),
        answer=name("answer's key", NOBODY),
        owner=name("owner post's key"),
        executor=name("executor post's key"),
        must_know=name("key of a post that must know"),
        author=name("author's key", NOBODY),
        law=name("law's key"),
        measure=name("measure's key"),
        limit=name("limit's key", NOBODY),
        department=name("department's key", NOBODY),
        system=name("system's key", NOBODY),
        address=name("address outside"),
        topic=name("topic's key"),
    )


def _append(root: Path, register: str, row: str) -> None:
    apply(root, {"file": f"registers/{register}.yml", "append": row + "\n"})


def _replace(root: Path, file: str, old: str, new: str) -> None:
    apply(root, {"file": file, "old": old, "new": new})


def _registers(root: Path, planting: Planting, keys: Keys) -> None:
    name, label = planting.name, planting.label
    shelf = f"title: {label('book title')}, description: {label('book description')}"
    topics = f"topics: {{{keys.topic}: {_topic(planting, 'topic')}}}"
    _append(root, "books", f"vault: {{{shelf}, folder: handbook/vault, prefix: SEC, kind: procedure, {topics}}}")
    _service_topics(root, planting)
    team = word()
    _append(root, "teams", f"{team}: {{name: {label('team')}, task: {label('task of a team', NOBODY)}}}")
    law = f"short: {label('law short name')}, jurisdiction: {label('jurisdiction')}, about: {label('about a law')}"
    _append(root, "laws", f"{keys.law}: {{name: {label('law')}, {law}, citation: {name('citation')}}}")
    measure = f"definition: {label('definition')}, formula: {label('formula')}, unit: rings"
    target = f"targets: {{{team}: {{at_most: 4 rings}}}}"
    _append(root, "measures", f"{keys.measure}: {{name: {label('measure')}, {measure}, {target}}}")
    _append(root, "limits", f"{keys.limit}: {{name: {label('limit', NOBODY)}, value: {_amount(planting)} s}}")
    number = planting.put("extension", str(10**9 + secrets.randbelow(9 * 10**9)), LEADS)
    department = f"{{name: {label('department')}, extension: '{number}', topics: [{label('topic', NOBODY)}]}}"
    _append(root, "directory", f"{keys.department}: {department}")
    system = f"{{name: {label('system')}, url: https://{name('system address')}.example.test/}}"
    _append(root, "systems", f"{keys.system}: {system}")
    times = 'kind: meeting, days: [friday], from: "10:00", to: "10:30"'
    event = f"posts: [agent, {keys.executor}], document: {HIDDEN}, place: {label('place', NOBODY)}"
    _append(root, "calendar", f"{name('event key', NOBODY)}: {{name: {label('event')}, {times}, {event}}}")
    _people(root, planting, keys)
    _replace(
        root, "registers/roles.yml", "leads: {name: {en: Leads, bg: Ръководители}", f"leads: {{name: {label('group')}"
    )
    for audience, old in (("leads", "{en: Leads, bg: Ръководители}"), ("agents", "{en: Agents, bg: Агенти}")):
        _replace(root, "registers/audiences.yml", old, label(f"audience {audience}", [audience]))
    _replace(root, "registers/approval.yml", "{en: Standard, bg: Стандартно}", label("approval rule", NOBODY))
    reason = f"reason: {name('reason for lowering', NOBODY)}"
    apply(root, {"file": "registers/checks.yml", "write": f"lowered: {{SW304: {{severity: note, {reason}}}}}\n"})


def _topic(planting: Planting, channel: str, audiences: Iterable[str] = LEADS) -> str:
    labels = [planting.label(f"{channel}: {part}", audiences) for part in ("title", "description")]
    return f"{{title: {labels[0]}, description: {labels[1]}}}"


def _service_topics(root: Path, planting: Planting) -> None:
    """Topics of a book that staff read: one that has documents for them, one whose documents are not in force."""
    used = f"calls: {_topic(planting, 'topic of the staff', STAFF)}"
    unused = f"later: {_topic(planting, 'topic without documents', NOBODY)}"
    old = "prefix: SVC, kind: procedure"
    _replace(root, "registers/books.yml", old, f"{old}, topics: {{{used}, {unused}}}")
    for folder in ("answering", "transfer"):
        _replace(root, f"handbook/service/{folder}/procedure.yml", "book: service", "book: service\ntopic: calls")


def _amount(planting: Planting) -> str:
    """A limit's value; each language writes it in its own way."""
    value = 10**8 + secrets.randbelow(9 * 10**8)
    for language, locale in LOCALES.items():
        planting.put("limit's value", Catalogue(language, locale, {}).number(value), LEADS, [language])
    return str(value)


def _people(root: Path, planting: Planting, keys: Keys) -> None:
    name, label = planting.name, planting.label
    for key, channel, who in (
        (keys.owner, "owner", LEADS),
        (keys.executor, "executor", LEADS),
        (keys.must_know, "who must know", LEADS),
        (word(), "a post of nobody's interest", NOBODY),
    ):
        duties = f"duties: {label(f'{channel}: duties', who)}"
        _append(root, "posts", f"{key}: {{name: {label(f'{channel}: post', who)}, roles: [manager], {duties}}}")
        person = keys.author if who is NOBODY else name(f"{channel}: person's key", NOBODY)
        email = f"email: {name(f'{channel}: address', NOBODY)}@example.test"
        posts = f"posts: [{{post: {key}, from: 2024-01-01}}]"
        _append(root, "people", f"{person}: {{name: {name(f'{channel}: person', who)}, {email}, {posts}}}")
    _replace(root, "registers/people.yml", "Ann Agent", name("agent's name", STAFF))
    _replace(root, "registers/people.yml", "Max Manager", name("name of a public document's owner", STAFF))


def _hidden_document(root: Path, planting: Planting, keys: Keys) -> None:
    folder = f"handbook/vault/{keys.slug}"
    apply(root, {"file": f"{folder}/procedure.yml", "write": _metadata(planting, keys)})
    for language in LANGUAGES:
        apply(root, {"file": f"{folder}/{language}.md", "write": _words(planting, keys, language)})
    for name, language in ((f"{keys.picture}.png", "en"), (f"{keys.picture}.bg.png", "bg")):
        (root / folder / name).write_bytes(png(planting.put("picture's bytes", word(), LEADS, [language])))


def _metadata(planting: Planting, keys: Keys) -> str:
    label = planting.label
    return f"""\
id: {HIDDEN}
kind: procedure
book: vault
topic: {keys.topic}
template: procedure/1
owner: {keys.owner}
authors: [{keys.author}]
approval: standard
visibility: [leads]
languages: {{source: en, required: [en, bg]}}
status: effective
effective: 2026-02-01
review: {{every: 12 months, last: 2026-01-15}}
revisions:
  - {{number: 1, date: 2026-01-15, class: material, summary: {label("first revision")}}}
  - {{number: 2, date: 2026-01-20, class: editorial, summary: {label("revision")}}}
executors: [{keys.executor}]
measures: [{keys.measure}]
laws: [gdpr]
related: [SVC-001]
training: {{acknowledge: [{keys.must_know}]}}
answers:
  {keys.answer}: {label("answer")}
steps:
  {keys.step}: {{by: {keys.executor}, within: limit:{keys.limit}, laws: [{keys.law}], then: which}}
  which: {{by: {keys.executor}, choose: {{yes: SVC-002#warm, {keys.answer}: last}}}}
  last: {{by: {keys.executor}, then: end}}
"""


def _words(planting: Planting, keys: Keys, language: str) -> str:
    def put(channel: str) -> str:
        return planting.text(channel, language)

    return f"""\
# {put("title")}

{put("introduction")}

## {put("section heading")} {{#purpose}}

{put("section body")} `<!-- {put("comment in code")} -->` \\<!-- {put("comment")} --\\>
[{put("link text")}](SVC-001) [{put("link text outside")}](https://{keys.address}.example.test/)
{{department:{keys.department}}} {{extension:{keys.department}}} {{system:{keys.system}}} {{law:{keys.law}}}
{{law:gdpr|{put("an author's words for a value")}}}

## {put("another section heading")} {{#scope}}

![{put("alternative text")}]({keys.picture}.png)

| {put("table head")} |
|---|
| **{put("table cell")}** |

> {put("quotation")}

::: note {put("remark title")}
- {put("list item")}
:::

```
{put("code block")}
```

::: for manager
{planting.text("block for one of an audience's roles", language, NOBODY)}
:::

## {put("heading of the steps")} {{#steps}}

{put("introduction of the steps")}

### {put("step heading")} {{#{keys.step}}}

{put("step body")}

### {put("decision heading")}? {{#which}}

{put("decision body")}

### {put("last step heading")} {{#last}}

{put("last step body")}
"""


def _links_from_elsewhere(root: Path, planting: Planting, keys: Keys) -> None:
    folder = "handbook/service/answering"
    metadata = f"{folder}/procedure.yml"
    _replace(root, metadata, "related: [SVC-002, POL-001]", f"related: [SVC-002, POL-001, {HIDDEN}]")
    _replace(root, metadata, "unsure: answer}", f"unsure: {HIDDEN}#{keys.step}}}")
    for language, purpose, block, scope in (
        ("en", "Every caller is answered.", "Listen to one call a week.", "All recordings."),
        ("bg", "Всеки получава отговор.", "Слушайте по едно обаждане седмично.", "Всички записи."),
    ):
        put = partial(planting.text, language=language)
        text = f"{folder}/{language}.md"
        kept = f"[{put('words of a link that leads nowhere', audiences=STAFF)}]({HIDDEN}#{keys.step})"
        bare = f"{put('for staff', audiences=STAFF)} [](HIDDEN) [](HIDDEN#{keys.step})".replace("HIDDEN", HIDDEN)
        _replace(root, text, purpose, f"{bare} {kept}")
        secret = f"{put('block')} [{put('link text to it')}]({HIDDEN}) `{put('code in a block')}`"
        _replace(root, text, block, f"{secret}\n\n> {put('quotation in a block')}")
        public = f"{put('for all', audiences=ALL)} [](SVC-001) []({HIDDEN})"
        _replace(root, f"policies/recording/{language}.md", scope, public)
        tables = "{table:day/agent}\n\n{table:calendar/meeting}"
        _replace(root, f"handbook/service/transfer/{language}.md", "{table:directory}", tables)


def _not_in_force(root: Path, planting: Planting) -> None:
    for number, old, new in (
        ("SVC-003", "status: effective", "status: draft"),
        ("SVC-004", "effective: 2026-02-01", "effective: 2026-06-02"),
        ("SVC-005", "status: effective", "status: retired"),
    ):
        slug = planting.name(f"folder, {new}", NOBODY)
        source, folder = root / "handbook/service/transfer", root / "handbook/service" / slug
        folder.mkdir()
        metadata = (source / "procedure.yml").read_text(encoding="utf-8").replace("SVC-002", number).replace(old, new)
        metadata = metadata.replace("topic: calls", "topic: later")
        (folder / "procedure.yml").write_text(metadata, encoding="utf-8")
        for language in LANGUAGES:
            text = (source / f"{language}.md").read_text(encoding="utf-8")
            title = f"# {planting.text(f'title, {new}', language, NOBODY)}\n"
            (folder / f"{language}.md").write_text(title + text.partition("\n")[2], encoding="utf-8")
        planting.put(f"number, {new}", number, NOBODY)


def _quiz(root: Path, planting: Planting) -> None:
    """Questions beside a document that everybody may read: they and their answers belong in no tree."""

    def label(channel: str) -> str:
        return planting.label(f"quiz: {channel}", NOBODY)

    for question in ("first", "second", "third"):
        right, wrong = (
            planting.name(f"quiz: key of the {question} {kind} answer", NOBODY) for kind in ("right", "wrong")
        )
        answers = f"{{{wrong}: {label('wrong answer')}, {right}: {label('right answer')}}}"
        key = planting.name(f"quiz: key of the {question} question", NOBODY)
        text = f"{key}: {{about: known, ask: {label('question')}, answers: {answers}, right: {right}}}\n"
        place = root / "handbook/service/answering/quiz.yml"
        before = place.read_text(encoding="utf-8") if place.exists() else ""
        place.write_text(before + text, encoding="utf-8")


def png(words: str) -> bytes:
    """A picture of one point with words beside it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    header = b"\0\0\0\1\0\0\0\1\x08\0\0\0\0"
    text = b"Comment\0" + words.encode()
    parts = chunk(b"IHDR", header) + chunk(b"tEXt", text) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts
