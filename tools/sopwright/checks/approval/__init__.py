"""SW2xx: every chain of approval can be filled."""

from sopwright.checks.approval import author_approves
from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = (author_approves.CHECK,)
