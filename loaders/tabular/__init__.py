"""Tables of every format as records: the ground that loaders stand on, and the only part of it they import.

class AdsLoader(TabularLoader):   FIELDS, KEYS, NEEDED, build(sheet) -> function of one row
choose(path, options)             the loader whose fields fit a file's columns best
"""

from __future__ import annotations

from loaders.tabular.choice import choose
from loaders.tabular.columns import UNMAPPED, ColumnMap, Vocabulary
from loaders.tabular.contacts import FIELDS as CONTACTS
from loaders.tabular.contacts import PLATFORMS, contact_mentions
from loaders.tabular.loader import Build, Content, TabularLoader
from loaders.tabular.names import joined, listing, show, words
from loaders.tabular.places import whereabouts
from loaders.tabular.sheet import BadRow, Cells, Pairs, Sheet
from loaders.tabular.table import Table
from loaders.tabular.values import something, split
from loaders.tabular.vocabulary import ATTRIBUTE, attributes, fields, phrases, word_list

__all__ = [
    "ATTRIBUTE", "CONTACTS", "PLATFORMS", "UNMAPPED", "BadRow", "Build", "Cells", "ColumnMap", "Content", "Pairs",
    "Sheet", "Table", "TabularLoader", "Vocabulary", "attributes", "choose", "contact_mentions", "fields", "joined",
    "listing", "phrases", "show", "something", "split", "whereabouts", "word_list", "words",
]  # fmt: skip
