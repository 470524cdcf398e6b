"""What has to be known before a document can be begun: questions in their order, with what they accept."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from sopwright.model.handbook import Handbook, TemplateForm
from sopwright.model.registers import EVERYONE, PUBLIC
from sopwright.source.tree import FOLDERS

LONGEST = 80
"""Characters of a title; a longer one does not fit a list or a page's head."""

Answers = Mapping[str, str]
"""Option to answer; several values are separated by commas."""


@dataclass(frozen=True)
class Setting:
    """What the questions are asked about."""

    handbook: Handbook
    template: TemplateForm
    today: date


@dataclass(frozen=True)
class Question:
    """One thing to be told."""

    option: str
    """The name of the command line's option, without its hyphens."""
    words: str
    default: str = ""
    known: tuple[str, ...] = ()
    """The values accepted; none where it is free."""
    many: bool = False
    """Whether several are accepted, separated by commas."""
    judge: Callable[[str], str] = field(default=lambda _answer: "")
    """What is wrong with a free answer, or an empty text."""

    def fault(self, answer: str) -> str:
        """What is wrong with an answer, in a sentence; an empty text where nothing is."""
        if not answer.strip():
            choice = f" (one of: {', '.join(self.known)})" if self.known else ""
            return f"this is needed: {self.words}{choice}"
        if not self.known:
            return self.judge(answer)
        strangers = [value for value in parts(answer) if value not in self.known]
        if strangers:
            return f"`{strangers[0]}` is not one of: {', '.join(self.known)}"
        return "" if self.many or len(parts(answer)) == 1 else f"`{self.option}` takes one value"


def parts(answer: str) -> tuple[str, ...]:
    """The values of an answer, each once, in their order."""
    return tuple(dict.fromkeys(part.strip() for part in answer.split(",") if part.strip()))


def title(setting: Setting, _answers: Answers) -> Question:
    """The title; two documents of one name would be taken for each other."""
    taken = {text.title.casefold() for one in setting.handbook.documents.values() for text in one.texts.values()}

    def judge(answer: str) -> str:
        if len(answer) > LONGEST or not answer.isprintable():
            return f"a title has at most {LONGEST} characters on one line; this one has {len(answer)}"
        if re.search(r"[{}\[\]<>*_`#|\\]", answer):
            return "a title is plain words, without marks of Markdown"
        return f"a document is called `{answer}` already" if answer.casefold() in taken else ""

    return Question("title", "Title, two to five words", judge=judge)


def book(setting: Setting, _answers: Answers) -> Question:
    """The book: those of the template's kind."""
    rows = setting.handbook.registers.books.rows
    known = tuple(key for key, row in rows.items() if row.kind == setting.template.kind)
    return Question("book", "Book", known[-1] if known else "", known)


def topic(setting: Setting, answers: Answers) -> Question | None:
    """The topic, in a book that has topics."""
    known = tuple(setting.handbook.registers.books.rows[answers["book"]].topics)
    return Question("topic", "Topic of the book", known[0], known) if known else None


def number(setting: Setting, answers: Answers) -> Question:
    """The number: by default the one after the book's highest."""
    prefix = setting.handbook.registers.books.rows[answers["book"]].prefix
    taken = {*setting.handbook.documents, *setting.handbook.broken}
    used = [int(one.partition("-")[2]) for one in taken if one.startswith(f"{prefix}-")]

    def judge(answer: str) -> str:
        if not re.fullmatch(rf"{prefix}-[0-9]{{3,4}}", answer):
            return f"a number of this book looks like {prefix}-042, not like `{answer}`"
        return f"{answer} is taken" if answer in taken else ""

    return Question("number", "Number", f"{prefix}-{max(used, default=0) + 1:03}", judge=judge)


def folder(setting: Setting, answers: Answers) -> Question:
    """The folder: by default made of the title, where that is in Latin letters."""
    place = setting.handbook.registers.books.rows[answers["book"]].folder
    taken = {one.folder for one in setting.handbook.documents.values()}

    def judge(answer: str) -> str:
        if not FOLDERS.pattern.match(answer):
            return f"a folder's name is {FOLDERS.allowed}, not `{answer}`"
        return f"the folder {place}/{answer} is taken" if f"{place}/{answer}" in taken else ""

    return Question("folder", "Folder", slug(answers["title"]) or answers["number"].lower(), judge=judge)


def owner(setting: Setting, _answers: Answers) -> Question:
    """The post that answers for it."""
    posts = tuple(setting.handbook.registers.posts.rows)
    return Question("owner", "Owner: the post that answers for it", known=posts)


def author(setting: Setting, _answers: Answers) -> Question:
    """Who writes it; those who have left do not."""
    rows = setting.handbook.registers.people.rows
    known = tuple(key for key, person in rows.items() if person.works(setting.today))
    return Question("author", "Author: the person who writes it", known=known)


def executors(setting: Setting, answers: Answers) -> Question:
    """The posts that carry it out."""
    posts = tuple(setting.handbook.registers.posts.rows)
    return Question("executors", "Posts that carry it out, the busiest first", answers["owner"], posts, many=True)


def visibility(setting: Setting, _answers: Answers) -> Question:
    """Who may read it."""
    roles = setting.handbook.registers.roles
    known = (EVERYONE, PUBLIC, *roles.roles, *roles.groups)
    return Question("visibility", "Who may read it", EVERYONE, known, many=True)


def languages(setting: Setting, _answers: Answers) -> Question:
    """The languages; the first is the one it is written in. Others are best added when its words are settled."""
    known = setting.handbook.language_keys
    return Question("languages", "Languages from the start, the source first", known[0], known, many=True)


QUESTIONS: tuple[Callable[[Setting, Answers], Question | None], ...] = (
    title,
    book,
    topic,
    number,
    folder,
    owner,
    author,
    executors,
    visibility,
    languages,
)
"""In the order in which they are asked; each knows the answers before it."""


def slug(words: str) -> str:
    """A folder's name made of a title: ``Broken headsets`` becomes ``broken-headsets``."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:63].strip("-")
