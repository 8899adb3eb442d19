"""Adverts: jobs, sales, services, housing, all alike. One row is one advert; the advert itself is the subject."""

from __future__ import annotations

from itertools import islice
from statistics import mean

from graphsvc.model import Category, Rejected
from loaders.ads import vocabulary
from loaders.ads.categories import category, is_plain
from loaders.tabular import (
    ATTRIBUTE,
    CONTACTS,
    UNMAPPED,
    BadRow,
    Build,
    Cells,
    ColumnMap,
    Content,
    Sheet,
    Table,
    TabularLoader,
    Vocabulary,
    contacts,
    show,
    whereabouts,
)

_TEXTS = ("text", "title", "passages")
_PROSE = 80  # characters on average: a column of that is text, whatever it is called
_LOOK = 200  # rows from which that is told


class AdsLoader(TabularLoader):
    """Adverts of any kind, from any portal."""

    NAME = "ads"
    FIELDS = {
        "key": vocabulary.KEY, "title": vocabulary.TITLE, "text": vocabulary.TEXT, "passages": vocabulary.PASSAGES,
        "url": vocabulary.URL, "category": vocabulary.CATEGORY, "posted": vocabulary.POSTED,
        "captured": vocabulary.CAPTURED, "place": vocabulary.PLACE, "country": vocabulary.COUNTRY,
        "language": vocabulary.LANGUAGE, **CONTACTS, **vocabulary.ATTRIBUTES, ATTRIBUTE: (),
    }  # fmt: skip
    NEEDED = (*_TEXTS, *CONTACTS)
    _VOCABULARY = Vocabulary(
        FIELDS,
        single=frozenset(("title", "text", "url", "category", "posted", "captured", "country", "language", "platform")),
        overflow={"title": "passages", "text": "passages", "url": "website"},
        ignored=vocabulary.NO_EVIDENCE,
    )

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        return self._VOCABULARY

    def fit(self, fields: frozenset[str]) -> float:
        """An advert has a text or a title; with neither, its contacts alone are no advert."""
        return 1.0 if "text" in fields else 0.8 if fields & {"title", "passages"} else 0.0

    def adapt(self, columns: ColumnMap, table: Table) -> ColumnMap:
        """Where no column has the name of a text, the longest prose is taken for it, and said."""
        if any(columns.at(field) for field in _TEXTS):
            return columns
        free = [index for index, field in enumerate(columns.fields) if field == UNMAPPED]
        rows = [row for row in islice(table.rows(), _LOOK) if not isinstance(row, Rejected)]
        if not free or not rows:
            return columns
        length, index = max((mean(len(row.cells[i]) for row in rows), -i) for i in free)
        if length < _PROSE:
            return columns
        named = show(columns.columns[-index])
        return columns.change({-index: "text"}, f"column {named} is read as the text, for it is the longest; else use --map")

    def build(self, sheet: Sheet) -> Build:
        title, text, url = sheet.text("title"), sheet.text("text"), sheet.value("url")
        passages, mentions = sheet.passages("passages"), contacts(sheet)
        kept, posted, captured = sheet.pairs(*vocabulary.ATTRIBUTES), sheet.moment("posted"), sheet.moment("captured")
        kind, language, place = sheet.value("category"), sheet.value("language"), whereabouts(sheet)
        platform, handles = sheet.value("platform"), bool(sheet.named("handle"))
        jobs = frozenset(vocabulary.JOB_FIELDS)
        all_jobs = not sheet.named("category") and any(sheet.named(field) for field in vocabulary.JOB_FIELDS)

        def build(cells: Cells) -> Content:
            attributes = kept(cells)
            offered = kind(cells)
            found = category(offered)
            if found is Category.UNKNOWN and (all_jobs or any(name in jobs for name, _ in attributes)):
                found = Category.JOB
            if offered and not is_plain(offered):
                attributes.append(("category", offered))
            if not handles and (app := platform(cells)):
                attributes.append(("platform", app))
            where, country = place(cells, attributes)
            content: Content = {
                "title": title(cells), "text": text(cells), "passages": passages(cells), "url": url(cells),
                "category": found, "posted": posted(cells, attributes), "captured": captured(cells, attributes),
                "place": where, "country": country, "language": language(cells).lower(),
                "mentions": tuple(mentions(cells)), "attributes": tuple(attributes),
            }  # fmt: skip
            if not any(content[name] for name in ("title", "text", "passages", "mentions", "url")):
                raise BadRow("the row has no title, no text and no contact; there is nothing to keep")
            return content

        return build
