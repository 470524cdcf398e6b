"""SW6xx: the shared data."""

from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = ()
