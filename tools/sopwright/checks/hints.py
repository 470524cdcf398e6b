"""Words that the messages and hints of many rules share."""

import difflib
from collections.abc import Iterable


def suggest(written: str, known: Iterable[str], otherwise: str) -> str:
    """The hint on an unknown name: the nearest known one, else what can be done instead."""
    near = difflib.get_close_matches(written, list(known), n=1)
    return f"did you mean `{near[0]}`?" if near else otherwise


def quoted(names: Iterable[str]) -> str:
    """Names as messages show them: `a`, `b`."""
    return ", ".join(f"`{name}`" for name in names)
