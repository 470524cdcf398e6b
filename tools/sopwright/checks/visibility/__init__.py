"""SW3xx: who may read what."""

from sopwright.checks.check import Check
from sopwright.checks.visibility import (
    audience_role,
    block_not_narrower,
    block_role_unknown,
    executor_cannot_read,
    link_to_hidden,
    nobody_reads,
    role_unknown,
    shared_picture,
)

CHECKS: tuple[Check, ...] = (
    role_unknown.CHECK,
    nobody_reads.CHECK,
    audience_role.CHECK,
    link_to_hidden.CHECK,
    block_not_narrower.CHECK,
    block_role_unknown.CHECK,
    executor_cannot_read.CHECK,
    shared_picture.CHECK,
)
