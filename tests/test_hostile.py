"""Inputs made to be slow, to crash or to slip through: read or refused quickly, and nothing is lost silently."""

import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import pytest

from sopwright.checks.run import examine
from sopwright.diagnostics import Diagnostic
from sopwright.source import markdown, picture, yaml
from sopwright.source.nodes import plain
from sopwright.source.text import decode
from tests.repositories import copy

SECONDS = 2.0
LENGTH = 60_000
FOLDER = "handbook/service/answering"
SVG = '<svg xmlns="http://www.w3.org/2000/svg">'


Result = TypeVar("Result")


def soon(action: Callable[[], Result]) -> Result:
    """Do what a hostile input asks for, in little processor time.

    What other tests left in memory is kept from the garbage collector, which would walk through it again and again.
    A core that is shared with a neighbour counts more seconds for the same work, so one of three tries must do.
    """
    gc.freeze()
    try:
        for _ in range(3):
            start = time.process_time()
            result = action()
            if time.process_time() - start < SECONDS:
                return result
    finally:
        gc.unfreeze()
    raise AssertionError(f"not done within {SECONDS} seconds of processor time")


def fill(pattern: str, length: int = LENGTH) -> str:
    return pattern * (length // len(pattern))


def codes(found: list[Diagnostic]) -> set[str]:
    return {fault.code for fault in found}


# The kinds of cmark's pathological tests, and some that are slow for other parsers.
REPEATED = {
    "strong in emphasis": "*a **a ",
    "emphasis closers": "a_ ",
    "emphasis openers": "_a ",
    "link closers": "a]",
    "link openers": "[a",
    "mismatched": "*a_ ",
    "issue 389": "*a _a*_ ",
    "commonmark.js 129": "a**b c* ",
    "links and emphasis": "[ a_",
    "brackets and parentheses": "[ (](",
    "pictures": "![[]()",
    "brackets": "[",
    "closing brackets": "]",
    "pictures open": "![",
    "quotes": "> ",
    "lists": "- ",
    "ordered lists": "1. ",
    "quotes and lists": "> - ",
    "nul": "abc\0",
    "backticks": "`a``b",
    "unclosed link": "[a](<b",
    "unclosed address": "[a](b",
    "comments": "<!--",
    "instructions": "<?",
    "character data": "<![CDATA[",
    "declarations": "<!A ",
    "definitions": "[a]: u\n",
    "shortcut links": "[a] ",
    "footnotes": "[^a]",
    "stars": "*",
    "stars and lines": "*_",
    "entities": "&amp;",
    "addresses": "<http://a",
    "tags": "<a ",
    "braces": "{",
    "references": "{limit:a} ",
    "open references": "{a:b|",
    "headings": "# a\n",
    "ids": "# a {#",
    "hashes": "#",
    "fences": "```\n",
    "blocks": "::: note\n",
    "colons": ":",
    "rules": "---\n",
    "underlines": "a\n=\n",
    "items": "- a\n+ b\n",
    "rows": "|a|b|\n|-|-|\n|c|d|\n\n",
    "pipes": "|",
    "lines": "a\n",
    "escapes": "\\*",
    "entity and emphasis": "&copy;x *a* ",
    "entity lines": "&copy;\n",
    "spaces": " ",
    "struck": "~~a",
    "bidi": "\u202e",
    "entities of control characters": "&#x202e;",
}
BUILT = {
    "nested brackets": "[" * 30_000 + "a" + "]" * 30_000,
    "nested quotes": ">" * 98_000 + "a",
    "deep lists": "\n".join("  " * depth + "* a" for depth in range(440)),
    "empty lines in deep lists": "- " * 20_000 + "x" + "\n" * 50_000,
    "emphasis in deep quotes": ">" * 40_000 + "a*" * 20_000,
    "growing backticks": "".join("e" + "`" * count for count in range(440)),
    "growing colons": "\n".join(":" * count + " note" for count in range(3, 430)),
    "nested links": "[a" * 20_000 + "](u)" * 10_000,
    "wide table": fill("|x", 1_000) + "|\n" + fill("|-", 1_000) + "|\n" + "|x\n" * 30_000,
    "many wide tables": (fill("|x", 600) + "|\n" + fill("|-", 600) + "|\n" + "|x\n" * 240 + "\n") * 50,
    "heading of spaces": "# a" + " " * 90_000 + "x",
    "long address": "[a](https://" + "a" * 98_000 + ")",
    "long reference": "{a:" + "b" * 98_000,
    "a million characters": "x" * 1_000_000,
}


@pytest.mark.parametrize("text", [*map(fill, REPEATED.values()), *BUILT.values()], ids=[*REPEATED, *BUILT])
def test_markdown_is_read_or_refused_soon(text: str) -> None:
    source, _ = decode("en.md", text.encode())
    assert source is not None
    nodes, found = soon(lambda: markdown.parse(source))
    assert nodes is not None or found


@pytest.mark.parametrize("pattern", REPEATED.values(), ids=REPEATED)
def test_paragraphs_just_short_enough_are_read_soon(pattern: str) -> None:
    source, _ = decode("en.md", "\n\n".join([fill(pattern.replace("\n", " "), 4_900)] * 12).encode())
    assert source is not None
    soon(lambda: markdown.parse(source))


@pytest.mark.parametrize("mark", ["> ", "- ", "1. ", "> - "])
@pytest.mark.parametrize("depth", [1, 5, 11, 12, 13, 22, 23, 24, 25, 26, 40])
def test_what_is_nested_is_shown_or_refused(mark: str, depth: int) -> None:
    source, _ = decode("en.md", f"# Title\n\n{mark * depth}word\n".encode())
    assert source is not None
    nodes, found = markdown.parse(source)
    assert "word" in plain(nodes) if nodes is not None else codes(found) == {"SW010"}


YAML = {
    "flow depth": "[" * 500 + "]" * 500,
    "endless flow": "[" * 990_000,
    "endless mappings": fill("{a: ", 990_000),
    "block depth": "\n".join(" " * depth + "a:" for depth in range(500)),
    "endless dashes": fill("- ", 990_000),
    "long value": "a: " + "x" * 990_000,
    "long unclosed value": 'a: "' + "x" * 990_000,
    "long literal": "a: |\n" + "  x\n" * 200_000,
    "long key": "x" * 990_000 + ": a",
    "keys": "".join(f"k{number}: 1\n" for number in range(30_000)),
    "items": fill("- a\n", 120_000),
    "flow items": "[" + "a," * 40_000 + "]",
    "directives": fill("%A\n", 300_000),
    "aliases": 'a: &a ["lol"]\nb: &b [*a,*a]\nc: [*b,*b]',
    "cycle": "a: &a [*a]",
    "tag": 'a: !!python/object/apply:os.system ["ls"]',
    "whole number": "a: " + "9" * 19_000,
    "hexadecimal number": "a: 0x" + "f" * 5_000,
    "infinity": "a: .inf",
    "not a number": "a: .nan",
    "impossible date": "a: 2026-13-45",
    "impossible time": "a: 2026-01-01T25:61:61Z",
    "half a character": 'a: "\\ud800"',
    "half a character in a key": '"\\ud800": a',
    "hidden direction": 'a: "\\u202e"',
    "hidden nul": 'a: "\\0"',
}


@pytest.mark.parametrize("text", YAML.values(), ids=YAML)
def test_yaml_is_refused_soon(text: str) -> None:
    source, _ = decode("procedure.yml", text.encode())
    assert source is not None
    file, found = soon(lambda: yaml.parse(source))
    assert file is None
    assert len(found) == 1
    assert len(found[0].message) < 500


PICTURES = {
    "deep": SVG + "<g>" * 200_000 + "</g>" * 200_000 + "<x/></svg>",
    "flood": SVG + '<x y="z"/>' * 200_000 + "</svg>",
    "attributes": SVG[:-1] + " " + " ".join(f'a{number}="1"' for number in range(100_000)) + "/>",
    "address": SVG[:-1] + ' d="' + "url( " * 500_000 + '"/>',
    "encoding": '<?xml version="1.0" encoding="hex"?><svg/>',
    "other encoding": '<?xml version="1.0" encoding="big5"?>' + SVG + "</svg>",
    "style sheet": '<?xml-stylesheet href="https://example.test/a.css"?>' + SVG + "</svg>",
    "entities": '<!DOCTYPE a [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><svg>&c;</svg>',
    "nothing": "",
}


@pytest.mark.parametrize("text", PICTURES.values(), ids=PICTURES)
def test_pictures_are_refused_soon(text: str) -> None:
    found = soon(lambda: picture.judge("seat.svg", text.encode()))
    assert codes(found) == {"SW020"}
    assert len(found) <= 50


def _metadata(old: str, new: str) -> dict[str, str]:
    return {"file": f"{FOLDER}/procedure.yml", "old": old, "new": new}


HANDBOOKS: dict[str, dict[str, str]] = {
    "unknown fields": _metadata("steps:", "".join(f"f{number}: 1\n" for number in range(5_000)) + "steps:"),
    "long number": _metadata("id: SVC-001", "id: " + "x" * 19_000),
    "far review": _metadata("every: 12 months, last: 2026-01-15", "every: 3650 years, last: 9999-12-31"),
    "version": _metadata("procedure/1", "procedure/" + "1" * 5_000),
    "negative": _metadata("number: 1", "number: -1"),
    "a list": {"file": f"{FOLDER}/procedure.yml", "write": "- a\n"},
    "nothing": {"file": f"{FOLDER}/procedure.yml", "write": ""},
    "words": {"file": "templates/words/en.yml", "write": "units: 3\n"},
    "large text": {"file": f"{FOLDER}/en.md", "write": "x" * 10_000_000},
    "large metadata": {"file": f"{FOLDER}/procedure.yml", "write": "a: " + "x" * 10_000_000},
    "hidden characters": {"file": f"{FOLDER}/en.md", "write": "\u202e" * 330_000},
    "headings": {"file": f"{FOLDER}/en.md", "write": "## a {#a}\n" * 4_000},
}


@pytest.mark.parametrize("edit", HANDBOOKS.values(), ids=HANDBOOKS)
def test_a_handbook_is_examined_soon(edit: dict[str, str], tmp_path: Path) -> None:
    root = copy(tmp_path, [edit])
    found = soon(lambda: examine(root, date(2026, 6, 1)).diagnostics)
    assert all(len(fault.message) < 500 for fault in found)
