"""SW6xx: the shared data."""

from sopwright.checks.check import Check
from sopwright.checks.registers import (
    department_without_topic,
    event_overlap,
    event_times,
    font_unknown,
    holder_language_unknown,
    law_unbound,
    lowered_unknown,
    measure_unused,
    post_without_deputy,
    register_key_unknown,
    shared_extension,
    superior_cycle,
    target_unit,
    training_unknown,
    unit_unknown,
)

CHECKS: tuple[Check, ...] = (
    target_unit.CHECK,
    shared_extension.CHECK,
    event_overlap.CHECK,
    post_without_deputy.CHECK,
    law_unbound.CHECK,
    measure_unused.CHECK,
    register_key_unknown.CHECK,
    event_times.CHECK,
    superior_cycle.CHECK,
    unit_unknown.CHECK,
    department_without_topic.CHECK,
    lowered_unknown.CHECK,
    holder_language_unknown.CHECK,
    font_unknown.CHECK,
    training_unknown.CHECK,
)
