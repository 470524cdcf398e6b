"""A skeleton in ``templates/`` becomes a document's first files; what is known is filled in, its comments stay."""

from dataclasses import dataclass
from datetime import date, timedelta

from ruamel.yaml.comments import CommentedMap

from sopwright.starter.rewrite import flow, keep_languages, rewrite

NOTICE = timedelta(days=14)
"""Between a new document's date and the day it takes effect: time to approve, translate and announce it."""

LANGUAGES = frozenset({"en", "bg", "zh-Hant", "ms", "lt", "ru"})
"""Those that the skeletons' labels have."""


@dataclass(frozen=True)
class Brief:
    """What is known of a document before its words are written."""

    number: str
    title: str
    book: str
    topic: str
    """A key of the book's topics, or an empty text where it has none."""
    owner: str
    """A post."""
    author: str
    """A person."""
    executors: tuple[str, ...]
    """The posts that carry it out, at least one; the first is the one who does most."""
    visibility: tuple[str, ...]
    languages: tuple[str, ...]
    """Those it must be written in; the first is the source language."""
    day: date
    """The day it is begun on."""


def fill_metadata(skeleton: str, brief: Brief, chain: str, languages: frozenset[str]) -> str:
    """Write what is known into a skeleton's ``procedure.yml`` or ``policy.yml``.

    Args:
        skeleton: The file's text; it must be YAML with the fields that the skeletons of this project have.
        brief: What is known.
        chain: The chain of approval; the skeleton's own where it is empty.
        languages: Those of the handbook; a label keeps no others.
    """

    def fill(data: CommentedMap) -> None:
        keep_languages(data, languages & LANGUAGES or frozenset({"en"}), languages | LANGUAGES)
        data.update({"id": brief.number, "book": brief.book, "owner": brief.owner})
        data["approval"] = chain or data["approval"]
        data["authors"] = flow([brief.author])
        data["visibility"] = flow(brief.visibility)
        data["languages"]["source"] = brief.languages[0]
        data["languages"]["required"] = flow(brief.languages)
        _set_topic(data, brief.topic)
        _set_dates(data, brief.day)
        _set_people(data, brief)

    lines = rewrite(skeleton, fill).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("id:"))
    return "\n".join(lines[start:]) + "\n"  # what stands above tells how to copy the skeleton


def fill_text(skeleton: str, title: str) -> str:
    """Write the title into a skeleton's text; each passage that is to be written begins with ``TODO:``."""
    _, _, rest = skeleton.partition("\n")
    return f"# {title}\n{rest}"


def _set_topic(data: CommentedMap, topic: str) -> None:
    if topic:
        data["topic"] = topic
    else:
        data.pop("topic", None)


def _set_dates(data: CommentedMap, day: date) -> None:
    data["effective"] = day + NOTICE
    data["review"]["last"] = day
    data["revisions"][0]["date"] = day


def _set_people(data: CommentedMap, brief: Brief) -> None:
    """Name the posts: where the skeleton says OWNER the owner acts, elsewhere the first executor."""
    steps = data.get("steps", {}).values()
    for step in steps:
        step["by"] = brief.owner if step["by"] == "OWNER" else brief.executors[0]
    acting = [step["by"] for step in steps]
    data["executors"] = flow(list(dict.fromkeys([*brief.executors, *acting])))
    data["training"]["acknowledge"] = flow(brief.executors)
