"""Telephone numbers: what is known of each, and which accounts are registered with it."""

from __future__ import annotations

from graphsvc.model import EdgeType, Mention, NodeKind, RecordKind, Relation
from loaders.tabular import (
    CONTACTS,
    PLATFORMS,
    BadRow,
    Build,
    Cells,
    Content,
    Sheet,
    TabularLoader,
    Vocabulary,
    attributes,
    contact_mentions,
    fields,
    show,
    whereabouts,
)

_OWNERS = frozenset((NodeKind.ACCOUNT, NodeKind.EMAIL))


class PhonesLoader(TabularLoader):
    """One row is one number; accounts and mail in it are registered with that number."""

    NAME = "phones"
    KIND = RecordKind.PHONE
    FIELDS = fields("phones", CONTACTS)
    KEYS = (("key",), ("phone",))
    NEEDED = ("phone",)
    _KEPT = attributes("phones")
    _VOCABULARY = Vocabulary(FIELDS, single=frozenset(("posted", "captured", "country", "platform")))

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        return self._VOCABULARY

    def fit(self, known: tuple[str, ...]) -> float:
        """The number comes first, or else it is what the account before it is registered with."""
        first = next((field for field in known if field in ("phone", "handle", "platform", *PLATFORMS)), "")
        return 0.7 if first == "phone" else 0.4 if "phone" in known else 0.0

    def build(self, sheet: Sheet) -> Build:
        number, column = sheet.value("phone"), sheet.column("phone")
        kept, notes, place = sheet.kept(*self._KEPT), sheet.passages("note"), whereabouts(sheet)
        posted, captured = sheet.moment("posted"), sheet.moment("captured")
        platform = sheet.value("platform")
        linked = contact_mentions(sheet, but=(sheet.index("phone"),))

        def build(cells: Cells) -> Content:
            raw = number(cells)
            if not raw:
                raise BadRow(f"column {show(column)} is empty; a row needs its number")
            subject = Mention(NodeKind.PHONE, raw, column)
            also = kept(cells)
            where, country = place(cells, also)
            found = linked(cells)
            if (app := platform(cells)) and all(contact.hint != app for contact in found):
                also.append(("platform", app))
            return {
                "subject": subject, "passages": notes(cells), "place": where, "country": country,
                "posted": posted(cells, also), "captured": captured(cells, also),
                "mentions": tuple(contact for contact in found if contact.kind not in _OWNERS),
                "relations": tuple(
                    Relation(EdgeType.REGISTERED_WITH, subject, contact) for contact in found if contact.kind in _OWNERS
                ),
                "attributes": tuple(also),
            }  # fmt: skip

        return build
