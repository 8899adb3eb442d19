"""Telephone numbers: what is known of each, and which accounts are registered with it."""

from __future__ import annotations

from graphsvc.model import EdgeType, Mention, NodeKind, RecordKind, Relation
from loaders.tabular import (
    ATTRIBUTE,
    CONTACTS,
    BadRow,
    Build,
    Cells,
    Content,
    Sheet,
    TabularLoader,
    Vocabulary,
    contacts,
    whereabouts,
)

_KEPT: dict[str, tuple[str, ...]] = {
    "carrier": ("operator", "provider", "network", "network operator", "telco", "operador", "compañía", "opérateur",
                "anbieter", "netzbetreiber", "operatore", "operadora", "оператор"),
    "line_type": ("number type", "phone type", "tipo de línea", "type de ligne", "rufnummernart", "tipo di linea",
                  "тип номера"),
    "label": ("tag", "tags", "category", "categories", "type", "list", "etiqueta", "categoría", "étiquette", "catégorie",
              "kategorie", "etichetta", "categoria", "метка", "категория"),
    "status": ("active", "state of number", "estado", "statut", "stato", "статус"),
    "source": ("reported by", "origin of data", "fuente", "quelle", "fonte", "источник"),
    "confidence": ("certainty", "reliability"),
}  # fmt: skip


class PhonesLoader(TabularLoader):
    """One row is one number; accounts and mail in it are registered with that number."""

    NAME = "phones"
    KIND = RecordKind.PHONE
    FIELDS = {
        "key": ("id", "record id", "phone id", "number id", "uid", "uuid"),
        **{**CONTACTS, "phone": (*CONTACTS["phone"], "number", "numbers", "msisdn", "subscriber number", "a number",
                                 "caller", "número de abonado", "nummer", "numero", "nr")},
        "place": ("city", "region", "location", "area", "ciudad", "ville", "stadt", "ort", "città", "cidade", "город",
                  "регион"),
        "country": ("country code iso", "country name", "iso country", "país", "pays", "land", "paese", "страна"),
        # When the number was last known to be as the row says; earlier times stay attributes.
        "posted": ("seen", "seen at", "date", "time", "timestamp", "reported at", "last seen", "seen last", "last date",
                   "fecha", "última vez", "datum", "zuletzt gesehen", "vu en dernier", "data", "дата", "first seen",
                   "seen first", "first date", "since", "active from", "primera vez", "zuerst gesehen", "впервые"),
        "captured": ("captured at", "collected at", "looked up at", "lookup date", "retrieved at", "checked at",
                     "fecha de consulta", "abgefragt am", "дата проверки"),
        "note": ("notes", "comment", "comments", "remarks", "description", "details", "context", "text", "nota", "notas",
                 "observaciones", "remarque", "remarques", "bemerkung", "bemerkungen", "notiz", "osservazioni",
                 "примечание", "комментарий"),
        **_KEPT, ATTRIBUTE: (),
    }  # fmt: skip
    KEYS = (("key",), ("phone",))
    NEEDED = ("phone",)
    _VOCABULARY = Vocabulary(FIELDS, single=frozenset(("posted", "captured", "country", "platform")))

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        return self._VOCABULARY

    def fit(self, fields: frozenset[str]) -> float:
        """A number is the subject only where nothing else is: with a handle first, the account is."""
        if "phone" not in fields:
            return 0.0
        return 0.5 if fields & {"handle", "platform"} else 0.9

    def build(self, sheet: Sheet) -> Build:
        number, column = sheet.value("phone"), sheet.column("phone")
        kept, notes, place = sheet.pairs(*_KEPT), sheet.passages("note"), whereabouts(sheet)
        posted, captured = sheet.moment("posted"), sheet.moment("captured")
        linked = contacts(sheet, but=(sheet.index("phone"),))

        def build(cells: Cells) -> Content:
            raw = number(cells)
            if not raw:
                raise BadRow(f"column {column} is empty; a row needs its number")
            subject = Mention(NodeKind.PHONE, raw, column)
            attributes = kept(cells)
            where, country = place(cells, attributes)
            found = linked(cells)
            return {
                "subject": subject, "passages": notes(cells), "place": where, "country": country,
                "posted": posted(cells, attributes), "captured": captured(cells, attributes),
                "mentions": tuple(mention for mention in found if mention.kind not in _OWNERS),
                "relations": tuple(
                    Relation(EdgeType.REGISTERED_WITH, subject, mention) for mention in found if mention.kind in _OWNERS
                ),
                "attributes": tuple(attributes),
            }  # fmt: skip

        return build


_OWNERS = frozenset((NodeKind.ACCOUNT, NodeKind.EMAIL))
