"""SW1xx: what procedure.yml and policy.yml say."""

from sopwright.checks.check import Check

CHECKS: tuple[Check, ...] = ()
