"""SW2xx: every chain of approval can be filled, and what is in force was approved."""

from sopwright.checks.approval import (
    approval_post_unknown,
    author_approves,
    chain_differs,
    chain_unknown,
    class_lowered,
    key_shared,
    key_unfit,
    no_single_rule,
    not_approved,
    people_look_alike,
    predicate_unknown,
    record_refused,
    record_rewritten,
    same_person_twice,
    signatures_unverified,
    step_unfillable,
)
from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = (
    chain_unknown.CHECK,
    author_approves.CHECK,
    step_unfillable.CHECK,
    approval_post_unknown.CHECK,
    same_person_twice.CHECK,
    no_single_rule.CHECK,
    chain_differs.CHECK,
    predicate_unknown.CHECK,
    key_shared.CHECK,
    key_unfit.CHECK,
    people_look_alike.CHECK,
    not_approved.CHECK,
    record_refused.CHECK,
    signatures_unverified.CHECK,
    record_rewritten.CHECK,
    class_lowered.CHECK,
)
