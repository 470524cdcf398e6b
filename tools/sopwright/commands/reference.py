"""``python -m sopwright.commands.reference FILE``: write the reference of all rules."""

import sys
from pathlib import Path

from sopwright.checks.registry import FAMILIES
from sopwright.commands import exits
from sopwright.report.reference import Family
from sopwright.report.reference import reference as page


def reference() -> str:
    """The reference of all rules, as Markdown."""
    return page(
        Family(family.__doc__ or family.__name__, [(check.rule, check.doc) for check in family.CHECKS])
        for family in FAMILIES
    )


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(reference(), encoding="utf-8", newline="\n")
    sys.exit(exits.CLEAN)
