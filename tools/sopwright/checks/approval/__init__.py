"""SW2xx: every chain of approval can be filled."""

from sopwright.checks.approval import (
    approval_post_unknown,
    author_approves,
    chain_unknown,
    same_person_twice,
    step_unfillable,
)
from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = (
    chain_unknown.CHECK,
    author_approves.CHECK,
    step_unfillable.CHECK,
    approval_post_unknown.CHECK,
    same_person_twice.CHECK,
)
