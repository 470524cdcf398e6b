"""SW3xx: who may read what."""

from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = ()
