"""Adverts: jobs, sales, services, housing, all alike. One row is one advert; the advert itself is the subject."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from statistics import mean

from graphsvc.model import Category, Rejected
from loaders.tabular import (
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
    attributes,
    contact_mentions,
    fields,
    joined,
    phrases,
    show,
    whereabouts,
    word_list,
    words,
)

_TEXTS = ("text", "title", "passages")
_JOB_FIELDS = ("salary", "department", "employment_type", "industry", "function", "experience", "education")
_PROSE = 80  # characters on average: a column of that is text, whatever it is called
_LOOK = 200  # rows from which that is told
_ORDER = tuple(word_list("categories"))
_BY_WORD = {
    word: _ORDER.index(name)
    for name, listed in word_list("categories").items()
    for phrase in phrases(listed)
    for word in words(phrase)
}


class AdsLoader(TabularLoader):
    """Adverts of any kind, from any portal."""

    NAME = "ads"
    FIELDS = fields("ads", CONTACTS)
    NEEDED = (*_TEXTS, *CONTACTS)
    _KEPT = attributes("ads")
    _VOCABULARY = Vocabulary(
        FIELDS,
        single=frozenset(("title", "text", "url", "category", "posted", "captured", "country", "language", "platform")),
        overflow={"title": "passages", "text": "passages", "url": "website"},
        # A label or a score would let the answer in by the back door.
        ignored=frozenset(joined(name) for name in phrases(word_list("ads")["ignored"]["names"])),
    )

    def vocabulary(self, columns: tuple[str, ...]) -> Vocabulary:
        return self._VOCABULARY

    def fit(self, known: tuple[str, ...]) -> float:
        """An advert has a title, a text or both; notes may belong to anything, and contacts alone are no advert."""
        found = set(known)
        if "title" in found:
            return 1.0 if "text" in found else 0.9
        return 0.85 if "text" in found else 0.4 if "passages" in found else 0.0

    def adapt(self, columns: ColumnMap, table: Table) -> ColumnMap:
        """Where no column has the name of a text, the longest prose is taken for it, and said."""
        if any(columns.at(field) for field in _TEXTS):
            return columns
        rows = [row.cells for row in islice(table.rows(), _LOOK) if not isinstance(row, Rejected)]
        length = {
            index: mean(len(cells[index]) for cells in rows)
            for index, field in enumerate(columns.fields)
            if field == UNMAPPED and rows
        }
        longest = max(length, key=lambda index: length[index], default=-1)
        if length.get(longest, 0) < _PROSE:
            return columns
        note = f"column {show(columns.columns[longest])} is read as the text, for it is the longest; else use --map"
        return columns.change({longest: "text"}, note)

    def build(self, sheet: Sheet) -> Build:
        title, text, url = sheet.text("title"), sheet.text("text"), sheet.value("url")
        passages, mentions = sheet.passages("passages"), contact_mentions(sheet)
        kept, posted, captured = sheet.kept(*self._KEPT), sheet.moment("posted"), sheet.moment("captured")
        offer, language, place = sheet.value("category"), sheet.value("language"), whereabouts(sheet)
        platform, jobs = sheet.value("platform"), frozenset(_JOB_FIELDS)
        all_jobs = not sheet.named("category") and any(sheet.named(field) for field in _JOB_FIELDS)

        def build(cells: Cells) -> Content:
            also = kept(cells)
            offered = offer(cells)
            found = category(offered)
            if found is Category.UNKNOWN and (all_jobs or any(name in jobs for name, _ in also)):
                found = Category.JOB
            if offered and offered.lower() != found.value:
                also.append(("category", offered))
            contacts = mentions(cells)
            if (app := platform(cells)) and all(contact.hint != app for contact in contacts):
                also.append(("platform", app))
            where, country = place(cells, also)
            content: Content = {
                "title": title(cells), "text": text(cells), "passages": passages(cells), "url": url(cells),
                "category": found, "posted": posted(cells, also), "captured": captured(cells, also),
                "place": where, "country": country, "language": language(cells).lower(),
                "mentions": tuple(contacts), "attributes": tuple(also),
            }  # fmt: skip
            if not any(content[name] for name in ("title", "text", "passages", "url", "mentions")):
                raise BadRow("the row has no title, no text and no contact; there is nothing to keep")
            return content

        return build


@lru_cache(maxsize=4096)
def category(text: str) -> Category:
    """What an advert offers, by the words of its category; UNKNOWN when none is known. Of several, the first listed
    in `vocabulary/categories.toml` counts: escort jobs are jobs."""
    parts = words(text)
    found = [_BY_WORD[word] for word in (*parts, "".join(parts)) if word in _BY_WORD]
    return Category(_ORDER[min(found)]) if found else Category.UNKNOWN
