"""The prepared text: places in the raw text, windows, what lies outside links."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.identifiers.reading.fold import IGNORED
from graphsvc.identifiers.reading.text import Text
from tests.identifiers.strategies import hostile


@settings(max_examples=200, deadline=None)
@given(hostile, st.data())
def test_a_folded_span_is_placed_on_the_characters_it_came_from(raw: str, data: st.DataObject) -> None:
    text = Text(raw)
    assert len(text.folded) == len(text.lower) == len(text.data)
    if not text.folded:
        return
    start = data.draw(st.integers(0, len(text.folded) - 1))
    end = data.draw(st.integers(start + 1, len(text.folded)))
    first, last = text.place(start, end)
    assert IGNORED.sub("", raw[:first]) == IGNORED.sub("", raw)[:start]
    assert IGNORED.sub("", raw[first:last]) == IGNORED.sub("", raw)[start:end]
    assert not IGNORED.match(raw[first])
    assert not IGNORED.match(raw[last - 1])


def test_windows_stop_at_the_ends() -> None:
    text = Text("ABC def")
    assert (text.before(3, 10), text.before(3, 2), text.after(4, 10), text.after(7, 3)) == ("abc", "bc", "def", "")


def test_spans_inside_links_are_left_out() -> None:
    text = Text("1234567 https://example.com/1234567 1234567")
    assert list(text.outside_links([(0, 7), (28, 35), (36, 43)])) == [(0, 7), (36, 43)]
