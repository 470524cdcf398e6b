"""A skeleton in ``templates/`` becomes a document's first files; what is known is filled in, its comments stay."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

WIDE = 4096
"""Columns of a line, so that none is broken that was whole."""

NOTICE = timedelta(days=14)
"""Between a new document's date and the day it takes effect: time to approve, translate and announce it."""


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
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = WIDE
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.representer.ignore_aliases = lambda _value: True  # one date in two places is written twice
    data = yaml.load(skeleton)
    data.update({"id": brief.number, "book": brief.book, "owner": brief.owner})
    data["approval"] = chain or data["approval"]
    data["authors"] = _flow([brief.author])
    data["visibility"] = _flow(brief.visibility)
    data["languages"]["source"] = brief.languages[0]
    data["languages"]["required"] = _flow(brief.languages)
    data["executors"] = _flow(brief.executors)
    _set_topic(data, brief.topic)
    _set_dates(data, brief.day)
    _set_people(data, brief)
    _keep_languages(data, languages)
    out = StringIO()
    yaml.dump(data, out)
    lines = out.getvalue().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("id:"))
    return "\n".join(lines[start:]) + "\n"  # what stands above tells how to copy the skeleton


def fill_text(skeleton: str, title: str) -> str:
    """Write the title into a skeleton's text; each passage that is to be written begins with ``TODO:``."""
    _, _, rest = skeleton.partition("\n")
    return f"# {title}\n{rest}"


def _flow(values: Sequence[str]) -> CommentedSeq:
    row = CommentedSeq(values)
    row.fa.set_flow_style()
    return row


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
    """Name the posts: the owner decides, the first executor does all else."""
    data["training"]["acknowledge"] = _flow(brief.executors)
    for step in data.get("steps", {}).values():
        step["by"] = brief.owner if step["by"] == "OWNER" else brief.executors[0]
    if data.get("steps") and brief.owner not in brief.executors and _decides(data, brief.owner):
        data["executors"] = _flow((*brief.executors, brief.owner))


def _decides(data: CommentedMap, post: str) -> bool:
    return any(step["by"] == post for step in data["steps"].values())


def _keep_languages(value: Any, languages: frozenset[str]) -> None:
    """Leave the languages out of labels that the handbook does not have; English stays where nothing else would."""
    if not isinstance(value, CommentedMap | CommentedSeq):
        return
    inner = list(value.values()) if isinstance(value, CommentedMap) else list(value)
    if isinstance(value, CommentedMap) and "en" in value and all(isinstance(one, str) for one in inner):
        kept = languages & set(value) or {"en"}
        for key in [key for key in value if key not in kept]:
            del value[key]
    for one in inner:
        _keep_languages(one, languages)
