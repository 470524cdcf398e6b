"""SW4xx: every language says the same."""

from sopwright.checks.check import Check
from sopwright.checks.languages import (
    block_differs,
    branch_label_missing,
    catalogue_keys,
    label_missing,
    language_missing,
    language_unregistered,
    link_differs,
    number_differs,
    reference_differs,
    step_missing,
    structure_differs,
    translation_changed,
    translation_stale,
    untranslated,
    wrong_script,
)

CHECKS: tuple[Check, ...] = (
    language_missing.CHECK,
    step_missing.CHECK,
    branch_label_missing.CHECK,
    label_missing.CHECK,
    structure_differs.CHECK,
    number_differs.CHECK,
    reference_differs.CHECK,
    link_differs.CHECK,
    untranslated.CHECK,
    wrong_script.CHECK,
    block_differs.CHECK,
    catalogue_keys.CHECK,
    language_unregistered.CHECK,
    translation_stale.CHECK,
    translation_changed.CHECK,
)
