"""Columns to fields: what a user says first, what is never collected, then names and synonyms; the rest is reported."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from graphsvc.errors import FileRefused, InputError
from loaders.tabular import never
from loaders.tabular.names import find, joined, listing, show, spellings
from loaders.tabular.vocabulary import ATTRIBUTE

UNMAPPED, DROPPED, IGNORED = "", "(dropped)", "(ignored)"
# What stands in rows and names no column: nine digits or more, or an e-mail address.
_DATA = re.compile(r"\+?(?:[\s().\-/]*\d){9,}|[^\s@]+@[^\s@]+\.[^\s@]{2,}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a loader knows of columns.

    `fields`: field -> synonyms in order of preference. `single`: fields that take one column; further ones go to
    `overflow[field]`, else to an attribute. `ignored`: names left out because they are no evidence.
    `exempt`: words that the never-collect list has and this loader means otherwise.
    """

    fields: Mapping[str, tuple[str, ...]]
    single: frozenset[str] = frozenset()
    overflow: Mapping[str, str] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    exempt: frozenset[str] = frozenset()

    def ranks(self) -> dict[str, tuple[str, int]]:
        """Spelling -> (field, preference)."""
        table: dict[str, tuple[str, int]] = {}
        for name, synonyms in self.fields.items():
            for rank, synonym in enumerate((name, *synonyms)):
                table.setdefault(joined(synonym), (name, rank))
        return table

    def open(self, columns: tuple[str, ...]) -> list[str]:
        """The columns that are neither never collected nor left out by name."""
        return [name for name in columns if not never.group(name, self.exempt) and joined(name) not in self.ignored]

    def known(self, columns: tuple[str, ...]) -> dict[str, str]:
        """Column -> field of the open columns whose name says it: what a sniff is told from."""
        ranks = self.ranks()
        return {name: match[0] for name in self.open(columns) if (match := _match(name, ranks))}


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """`fields[i]` is what becomes of `columns[i]`. `notes` are warnings. `ranks[i]`: lower is preferred."""

    columns: tuple[str, ...]
    fields: tuple[str, ...]
    ranks: tuple[tuple[int, int], ...]
    notes: tuple[str, ...] = ()

    def at(self, name: str) -> list[int]:
        """Indexes of the columns of a field, preferred first."""
        return sorted((i for i, one in enumerate(self.fields) if one == name), key=lambda i: (self.ranks[i], i))

    def first(self, name: str) -> int:
        """Index of the preferred column of a field, -1 if there is none."""
        return next(iter(self.at(name)), -1)

    def mapped(self) -> list[int]:
        return [i for i, name in enumerate(self.fields) if name not in (UNMAPPED, DROPPED, IGNORED)]

    def change(self, changes: Mapping[int, str], *notes: str) -> ColumnMap:
        fields = tuple(changes.get(i, name) for i, name in enumerate(self.fields))
        return replace(self, fields=fields, notes=(*self.notes, *notes))

    def as_dict(self) -> dict[str, str]:
        return dict(zip(self.columns, self.fields))


def map_columns(
    columns: tuple[str, ...], vocabulary: Vocabulary, mapping: Mapping[str, str], ignore: tuple[str, ...], file: str
) -> ColumnMap:
    """Raises InputError for a column or field that does not exist, and for a column that is never collected;
    FileRefused where the names are data: the first row of a table without a header would be lost as names."""
    if any(_DATA.fullmatch(column.strip()) for column in columns):
        raise FileRefused(
            f"{file}: its first line holds a number or an address where a column name should be; add a header line"
        )
    said = {find(column, columns, file): name for column, name in mapping.items()}
    left_out = {find(name, columns, file) for name in ignore}
    ranks = vocabulary.ranks()
    fields: list[str] = []
    preference: list[tuple[int, int]] = []
    notes: list[str] = []
    for column in columns:
        name, rank = UNMAPPED, (0, 0)
        forbidden = never.group(column, vocabulary.exempt)
        if said.get(column, UNMAPPED) not in (UNMAPPED, DROPPED, IGNORED):
            name, rank = _said(column, said[column], forbidden, vocabulary), (-1, 0)
        elif forbidden:
            name = DROPPED
            notes.append(f"column {show(column)} is never collected ({forbidden}); its values were left out")
        elif column in left_out or said.get(column) == IGNORED:
            name = IGNORED
        elif joined(column) in vocabulary.ignored:
            name = IGNORED
            notes.append(f"column {show(column)} was left out: a label of truth or a score is no evidence")
        elif column not in said and (match := _match(column, ranks)):
            name, rank = match
        fields.append(name)
        preference.append(rank)
    made = ColumnMap(columns, tuple(fields), tuple(preference), tuple(notes))
    return _one_each(made, vocabulary)


def _said(column: str, name: str, forbidden: str, vocabulary: Vocabulary) -> str:
    if forbidden:
        raise InputError(
            f"column {show(column)} is never collected ({forbidden}) and cannot be mapped; leave it out of --map"
        )
    names = {joined(known): known for known in vocabulary.fields}
    if joined(name) not in names:
        raise InputError(f"{show(name)} is no field; map {show(column)} to one of {', '.join(names.values())}")
    return names[joined(name)]


def _match(column: str, ranks: Mapping[str, tuple[str, int]]) -> tuple[str, tuple[int, int]] | None:
    for form in spellings(column):
        if form in ranks:
            name, rank = ranks[form]
            return name, (column.count("."), rank)
    return None


def _one_each(made: ColumnMap, vocabulary: Vocabulary) -> ColumnMap:
    """Further columns of a field that takes one go where the vocabulary says."""
    changes: dict[int, str] = {}
    for name in sorted(vocabulary.single):
        for index in made.at(name)[1:]:
            changes[index] = vocabulary.overflow.get(name, ATTRIBUTE)
    return made.change(changes)


def nothing_known(file: str, columns: tuple[str, ...], loader: str) -> str:
    """The sentence for a table none of whose columns a loader can use."""
    return (
        f"{file}: {loader} knows none of its columns ({listing(columns)}); name them with --map column=field "
        f"(graphsvc template {loader} --synonyms lists what is known), or check that the first line is a header"
    )
