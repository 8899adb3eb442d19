"""Text that repeats: adverts grouped by the wording they share, whatever numbers and names stand in it.

    find_templates(texts, seed=0)       templates of a whole corpus
    TemplateIndex                       the same for adverts that come later, without a full run
    slots(texts)                        the constant wording of one template, and what rotates in its slots

Invariants
- Texts are compared without their identifiers: tokens with digits, digit words, addresses, links and handles are left
  out first, so that a link by text never repeats a link by phone.
- Texts are never expanded into pairs: time and memory are linear in their length.
- The grouping depends on the texts alone, not on their order, nor on PYTHONHASHSEED or the number of threads.
"""

from __future__ import annotations

from graphsvc.linking.templates.find import Grouped, Templates, find_templates, group_texts, templates_of
from graphsvc.linking.templates.index import Assignment, TemplateIndex
from graphsvc.linking.templates.similarity import NEAR_COPY, SLOTTED, Measure
from graphsvc.linking.templates.slots import Constant, Slot, Slots, Value, slots

__all__ = [
    "NEAR_COPY", "SLOTTED", "Assignment", "Constant", "Grouped", "Measure", "Slot", "Slots", "TemplateIndex",
    "Templates", "Value", "find_templates", "group_texts", "slots", "templates_of",
]  # fmt: skip
