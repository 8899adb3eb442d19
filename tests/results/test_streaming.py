"""Documents piece by piece: the same bytes, and the same values again, wherever the text is cut."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.errors import InputError
from graphsvc.model import canonical_json
from graphsvc.results import MANY, WHAT, Result, digest_of, streaming
from tests.support import documents


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    number: float
    inside: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    items: tuple[Item, ...]
    note: str
    rest: dict[str, float]


TEXTS = st.text(st.characters(), max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WHOLES = st.builds(
    Whole, st.lists(st.builds(Item, TEXTS, NUMBERS, st.tuples(NUMBERS)), max_size=4).map(tuple), TEXTS,
    st.dictionaries(TEXTS, NUMBERS, max_size=2),
)  # fmt: skip


@given(WHOLES, st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_pieces_are_the_canonical_bytes_and_come_back_however_they_are_cut(whole: Whole, width: int) -> None:
    text = "".join(streaming.pieces(whole, ("items",)))
    plain = streaming.rounded(whole)
    assert text == canonical_json(plain)
    cut = [text[at : at + width] for at in range(0, len(text), width)]
    found = list(streaming.values(cut, ("items",), "a whole"))
    assert found[0] == ("items", None)
    assert [value for name, value in found[1:] if name == "items"] == plain["items"]
    assert dict(found[1 + len(plain["items"]) :]) == {"note": whole.note, "rest": plain["rest"]}


@given(WHOLES)
@settings(max_examples=100, deadline=None)
def test_exact_values_are_those_that_are_written(whole: Whole) -> None:
    exact = streaming.exact(whole)
    assert streaming.rounded(exact) == streaming.rounded(whole)
    assert exact.rest == streaming.rounded(whole)["rest"]
    assert streaming.exact(exact) == exact


def test_a_result_comes_back_from_its_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "PIECE", 40)
    result = documents.result()
    pieces = list(result.pieces())
    assert len(pieces) > 10
    assert "".join(pieces) == result.to_json() == canonical_json(result.to_dict())
    assert Result.from_pieces(pieces) == Result.from_json(result.to_json())
    assert digest_of(pieces) == result.digest


def test_many_items_are_written_in_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "STEP", 2)
    whole = Whole(tuple(Item(str(n), n / 3, ()) for n in range(5)), "", {})
    assert "".join(streaming.pieces(whole, ("items",))) == canonical_json(streaming.rounded(whole))


def test_a_change_is_made_to_each_item_and_to_each_other_field() -> None:
    whole = Whole((Item("a", 1.0, ()), Item("b", 2.0, ())), "n", {})
    seen: list[object] = []

    def change(value: object) -> object:
        seen.append(value)
        return value

    assert "".join(streaming.pieces(whole, ("items",), change)) == canonical_json(streaming.rounded(whole))
    assert [one["name"] for one in seen[:2] if isinstance(one, dict)] == ["a", "b"]
    assert seen[2:] == ["n", {}]


@pytest.mark.parametrize(
    "text",
    ["[]", "{", '{"actors"}', '{"actors":{}}', '{"actors":[1', '{"actors":[1 2]}', '{"seed":NaN}', '{"seed":', "{1:2}"],
)
def test_what_is_no_document_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not a result document"):
        list(streaming.values([text], MANY, WHAT))


@pytest.mark.parametrize("change", [{"schema": "other/1"}, {"seed": "x"}, {"more": 1}])
def test_a_document_that_does_not_fit_is_refused_from_its_pieces_too(change: dict[str, object]) -> None:
    with pytest.raises(InputError, match="not a result document"):
        Result.from_pieces([canonical_json({**documents.result().to_dict(), **change})])
    with pytest.raises(InputError, match="not a result document"):
        Result.from_pieces([])


def test_a_field_is_found_without_reading_what_stands_before_it() -> None:
    result = replace(documents.result(), notes=(',"counts":{"records":7}',))
    pieces = list(result.pieces())
    assert streaming.field_in(pieces, "counts") == result.counts
    assert streaming.field_in(["not even JSON ", *pieces], "counts") == result.counts
    assert streaming.field_in(pieces, "nothing") is None
