"""SW0xx: files can be read safely."""

from sopwright.checks.check import Check
from sopwright.checks.reading import not_utf_8

CHECKS: tuple[Check, ...] = (not_utf_8.CHECK,)
