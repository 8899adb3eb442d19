"""A TagPack in YAML as a table: one row for each of its tags, what its header says inherited by every row."""

from __future__ import annotations

from collections.abc import Iterator

from graphsvc.errors import FileRefused
from graphsvc.model import Rejected
from loaders.tabular.encodings import Encoding, detect
from loaders.tabular.limits import MAX_DEPTH
from loaders.tabular.names import distinct, show
from loaders.tabular.nested import TooDeep, flatten
from loaders.tabular.received import Received
from loaders.tabular.table import Row, check_width
from loaders.tabular.yamltext import BAD, Fault, Item, Value, document

TAGS = "tags"
_HEAD_TAGS = 200  # enough to tell the columns of a file that is not read as a whole


def open_table(received: Received, sheet: str, most: int) -> YamlTable:
    """Raises FileRefused, naming the line, for what is not read, and for a file that is no TagPack."""
    return YamlTable(received, detect(received, most), _HEAD_TAGS if most >= 0 else -1)


class YamlTable:
    delimiter = ""

    def __init__(self, received: Received, encoding: Encoding, most: int) -> None:
        self._received, self._encoding = received, encoding
        self.name, self.encoding = received.name, encoding.label
        self.format = "yaml" + (".gz" if received.packed else "")
        self._header: dict[str, str] = {}
        self._names = self._discover(most)
        self.columns, self.warnings = distinct(self._names)
        if encoding.guessed:
            self.warnings.append(f"read as {encoding.label}, which is a guess; check names and accents in the sample")

    def _discover(self, most: int) -> list[str]:
        header: dict[str, Value] = {}
        names: dict[str, None] = {}
        found, listed = 0, False
        for item in self._items():
            if item.key is not None:
                listed |= item.key == TAGS
                header |= {item.key: item.value} if item.key != TAGS else {}
                continue
            found += 1
            if isinstance(flat := self._tag(item), dict):
                names.update(dict.fromkeys(flat))
                check_width(len(names), self.name)
            if found == most:
                break
        if not listed:
            raise FileRefused(f"{self.name} has no list of tags; a TagPack has its tags under the key 'tags'")
        if not found:
            raise FileRefused(f"{self.name} lists no tag; there is nothing to load")
        flat = self._flat(header)
        if isinstance(flat, str):
            raise FileRefused(f"{self.name}: the header {flat}")
        self._header = flat
        return list(dict.fromkeys([*self._header, *names]))

    def rows(self) -> Iterator[Row | Rejected]:
        at = {name: index for index, name in enumerate(self._names)}
        inherited = [self._header.get(name, "") for name in self._names]
        for item in self._items():
            if item.key is not None:
                continue
            flat = self._tag(item)
            if isinstance(flat, str):
                yield Rejected(self.name, item.line, flat)
                continue
            cells = inherited.copy()
            for name, text in flat.items():
                cells[at[name]] = text
            yield Row(item.line, item.end, cells)

    def _tag(self, item: Item) -> dict[str, str] | str:
        """Column -> text, or why the tag cannot be read."""
        if not isinstance(item.value, dict):
            return "the entry is no tag; a tag is a list of 'key: value' lines"
        if item.twice is not None:
            return f"the key {show(item.twice)} stands twice in one tag"
        flat = self._flat(item.value)
        return f"the tag {flat}" if isinstance(flat, str) else flat

    def _flat(self, value: dict[str, Value]) -> dict[str, str] | str:
        try:
            flat = flatten(dict[str, object](value), str)
        except TooDeep:
            return f"is nested deeper than {MAX_DEPTH} levels; flatten it"
        text = "".join([*flat, *flat.values()])
        if BAD in text:
            return f"holds bytes that are not {self.encoding}, or a control character; write it anew as UTF-8"
        fault = "" if self._encoding.sound else self._encoding.fault(text)
        return f"holds {fault}" if fault else flat

    def _items(self) -> Iterator[Item]:
        try:
            with self._encoding.open(self._received, "\n") as stream:
                yield from document(stream, TAGS)
        except Fault as error:
            raise FileRefused(
                f"{self.name}: {error}; a TagPack is one block of 'key: value' lines and a list of tags"
            ) from None
