"""GraphSense TagPacks: attribution tags of wallets in YAML (or the same fields in any table), with their confidence.

Each tag is one record about its wallet, kept as the tags of `loaders.wallets` are. Source of fields, inheritance and
confidence ids: graphsense-tagpack-tool, README_tagpacks and db/confidence.csv.
"""

from __future__ import annotations

from graphsvc.model import Mention, NodeKind, RecordKind
from loaders.tabular import (
    BadRow,
    Build,
    Cells,
    Content,
    Sheet,
    TabularLoader,
    Vocabulary,
    attributes,
    fields,
    show,
)

# Confidence id -> level from 0 to 100. An id that is not listed is kept without a level.
LEVELS = {
    "override": 100, "ownership": 100, "manual_transaction": 90, "service_api": 70, "authority_data": 60,
    "trusted_provider": 50, "service_data": 50, "forensic": 50,
    "untrusted_transaction": 40, "web_crawl": 20, "heuristic": 10, "unknown": 5,
}  # fmt: skip
_ADDRESS = frozenset(("address", "addresses"))  # the never-collect list has the word for streets


class TagPacksLoader(TabularLoader):
    """GraphSense's YAML packs of wallet tags, header values inherited."""

    NAME = "tagpacks"
    KIND = RecordKind.WALLET
    FIELDS = fields("tagpacks")
    KEYS = (("key",), ("wallet", "label", "reported_by"), ("wallet", "asset", "label", "reported_by"))
    TIMES = ("posted",)
    NEEDED = ("wallet",)
    _VOCABULARY = Vocabulary(FIELDS, single=frozenset(("wallet", "asset", "chain", "posted")), exempt=_ADDRESS)

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        return self._VOCABULARY

    def fit(self, known: tuple[str, ...]) -> float:
        """A pack has a title and a creator beside its tags; a table of tags without them is for `wallets`."""
        return 1.0 if {"wallet", "label", "pack", "creator"} <= set(known) else 0.0

    def build(self, sheet: Sheet) -> Build:
        address, column = sheet.value("wallet"), sheet.column("wallet")
        asset, chain, confidence = sheet.value("asset"), sheet.value("chain"), sheet.value("confidence")
        kept, notes = sheet.kept("asset", "chain", *attributes("tagpacks")), sheet.passages("note")
        posted = sheet.moment("posted")

        def build(cells: Cells) -> Content:
            raw = address(cells)
            if not raw:
                raise BadRow(f"column {show(column)} is empty; a tag of a transaction or an actor tags no wallet")
            also = kept(cells)
            level = LEVELS.get(confidence(cells).lower())
            if level is not None:
                also.append(("confidence_level", str(level)))
            return {
                "subject": Mention(NodeKind.WALLET, raw, column, chain(cells) or asset(cells)),
                "passages": notes(cells), "posted": posted(cells, also), "attributes": tuple(also),
            }  # fmt: skip

        return build
