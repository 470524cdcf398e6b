"""SW4xx: every language says the same."""

from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = ()
