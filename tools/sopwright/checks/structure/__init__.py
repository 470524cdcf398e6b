"""SW5xx: steps, headings, links and pictures."""

from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = ()
