"""One template as a reader sees it: the constant wording that explains the link, and what rotates in its slots.

Every text is aligned to one representative. What nearly all share stays; between two such anchors each text has its
own stretch, and where these differ there is a slot.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graphsvc.linking.templates.alignment import Token, common, read
from graphsvc.linking.templates.find import find_templates

ALIGNED = 200  # texts read; more are sampled evenly over time
SHOWN = 50  # values of one slot
_CONSTANT = 0.8  # share of texts that must have a token at its place
_RARE = 0.05  # share of texts at most, in which something between two anchors is an oddity, not a slot


@dataclass(frozen=True, slots=True)
class Value:
    """What stood in a slot: as most often written, in how many texts, first and last time ('' when undated)."""

    text: str
    count: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Constant:
    """Wording that nearly all texts share, as the representative writes it."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place where texts differ. kind: 'number', 'address' or 'text', what most values are. values: most frequent
    first. empty: texts with nothing there. more: values beyond the SHOWN most frequent."""

    kind: str
    values: tuple[Value, ...]
    empty: int
    more: int


@dataclass(frozen=True, slots=True)
class Slots:
    """pieces: constant wording and slots in order of reading. representative: index of the text all are aligned to,
    -1 without texts. aligned: how many of `texts` texts were read."""

    pieces: tuple[Constant | Slot, ...]
    representative: int
    aligned: int
    texts: int

    @property
    def slots(self) -> tuple[Slot, ...]:
        return tuple(piece for piece in self.pieces if isinstance(piece, Slot))


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text: its tokens, its time, and its token at each token of the representative, -1 for none."""

    text: str
    time: str
    tokens: list[Token]
    at: list[int]

    def written(self, position: int) -> str:
        """What this text has at a token of the representative, '' for nothing."""
        if self.at[position] < 0:
            return ""
        token = self.tokens[self.at[position]]
        return self.text[token.start : token.end] if token.kind in ("number", "address") else token.key


def slots(texts: Sequence[str], times: Sequence[str] = ()) -> Slots:
    """The slots of one template's texts. `times`: of each text, UTC ISO 8601 or ''; all undated when left out.

    The answer depends on the texts and times, not on their order (`representative` apart).
    """
    if not texts:
        return Slots((), -1, 0, 0)
    dated = (
        list(zip(times, texts, range(len(texts)), strict=True)) if times else [("", t, n) for n, t in enumerate(texts)]
    )
    dated.sort(key=lambda entry: entry[:2])
    step = max(1.0, len(dated) / ALIGNED)
    dated = [dated[int(number * step)] for number in range(min(ALIGNED, len(dated)))]
    found = find_templates([text for _, text, _ in dated])
    main = int(found.representative[int(found.sizes.argmax())]) if found.ids else 0
    base = read(dated[main][1])
    readings = [_reading(text, time, base) for time, text, _ in dated]
    anchors = _anchors(base, readings)
    return Slots(tuple(_pieces(dated[main][1], base, anchors, readings)), dated[main][2], len(dated), len(texts))


def _reading(text: str, time: str, base: list[Token]) -> _Reading:
    tokens = read(text)
    at = [-1] * len(base)
    for position, own in common([token.key for token in base], [token.key for token in tokens]):
        at[position] = own
    return _Reading(text, time, tokens, at)


def _anchors(base: list[Token], readings: list[_Reading]) -> list[int]:
    """Tokens of the representative that nearly all texts have, written alike."""
    least = _CONSTANT * len(readings)
    return [
        position for position in range(len(base))
        if max(Counter(filter(None, (r.written(position) for r in readings))).values(), default=0) >= least
    ]  # fmt: skip


def _pieces(text: str, base: list[Token], anchors: list[int], readings: list[_Reading]) -> list[Constant | Slot]:
    pieces: list[Constant | Slot] = []
    begin = None  # of the constant piece being read
    for before, after in zip([-1, *anchors], [*anchors, len(base)]):
        slot = _slot(before, after, len(base), readings)
        if slot and begin is not None:
            pieces.append(Constant(text[base[begin].start : base[before].end]))
            begin = None
        if slot:
            pieces.append(slot)
        if begin is None and after < len(base):
            begin = after
    if begin is not None:
        pieces.append(Constant(text[base[begin].start : base[anchors[-1]].end]))
    return pieces


def _slot(before: int, after: int, size: int, readings: list[_Reading]) -> Slot | None:
    """The slot between two anchors, None where next to no text has anything there."""
    written: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)  # folded -> (raw, time, kind)
    empty = 0
    for reading in readings:
        first = reading.at[before] if before >= 0 else -1
        last = reading.at[after] if after < size else len(reading.tokens)
        if (first < 0 <= before) or last < 0:
            continue  # this text lacks an anchor: nothing can be said of the stretch
        own = reading.tokens[first + 1 : last]
        if own:
            raw = reading.text[own[0].start : own[-1].end]
            written[" ".join(raw.split()).casefold()].append((raw, reading.time, _kind(own)))
        else:
            empty += 1
    filled = sum(map(len, written.values()))
    if filled <= _RARE * len(readings):
        return None
    kinds = Counter(kind for uses in written.values() for _, _, kind in uses)
    ranked = sorted(written.values(), key=lambda uses: (-len(uses), min(uses)))
    values = tuple(map(_value, ranked[:SHOWN]))
    return Slot(min(kinds, key=lambda kind: (-kinds[kind], kind)), values, empty, len(ranked) - len(values))


def _kind(tokens: list[Token]) -> str:
    kinds = {token.kind for token in tokens}
    return next((kind for kind in ("address", "number") if kind in kinds), "text")


def _value(uses: list[tuple[str, str, str]]) -> Value:
    spellings = Counter(raw for raw, _, _ in uses)
    times = sorted(time for _, time, _ in uses if time)
    text = min(spellings, key=lambda raw: (-spellings[raw], raw))
    return Value(text, len(uses), times[0] if times else "", times[-1] if times else "")
