"""The reference of all rules, written from the rules themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sopwright.diagnostics import Rule

INTRODUCTION = """# The checks

<!-- Written by `make docs` from the rules in tools/sopwright/checks. Change them there. -->

`sopwright check` reports these faults; `sopwright check --explain SW202` prints one of the sections below. Only an
error makes a run fail. A company may lower a rule's severity in `registers/checks.yml`, with the reason.
"""


@dataclass(frozen=True)
class Family:
    """Rules that belong together."""

    title: str
    """What they are about, ``SW2xx: every chain of approval can be filled.``"""
    rules: Sequence[tuple[Rule, str]]
    """Each rule with its documentation: a summary line, then Markdown sections."""


def reference(families: Iterable[Family]) -> str:
    """A Markdown page with a section for each rule."""
    filled = [family for family in families if family.rules]
    return "\n".join([INTRODUCTION, *(line for family in filled for line in _family(family))])


def _family(family: Family) -> Iterator[str]:
    yield f"## {family.title.strip().rstrip('.')}\n"
    yield "| code | name | severity | what is wrong |\n|---|---|---|---|"
    for rule, doc in family.rules:
        summary = doc.strip().splitlines()[0].replace("|", "\\|")
        yield f"| [{rule.code}](#{_anchor(rule)}) | {rule.name} | {rule.severity.label} | {summary} |"
    yield ""
    for rule, doc in family.rules:
        yield f"### {rule.code} {rule.name}\n\nSeverity: {rule.severity.label}.\n"
        yield from _lowered(doc)
        yield ""


def _anchor(rule: Rule) -> str:
    return f"{rule.code} {rule.name}".lower().replace(" ", "-")


def _lowered(doc: str) -> Iterator[str]:
    """The documentation's lines with its headings below the rule's own."""
    fence = ""
    for line in doc.strip().splitlines():
        mark = line[: len(line) - len(line.lstrip("`~"))]
        if len(mark) >= 3 and (not fence or mark.startswith(fence)):
            fence = "" if fence else mark
        yield f"##{line}" if line.startswith("#") and not fence else line
