from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.templates.alignment import LONGEST, common, read


@pytest.mark.parametrize(
    "text, tokens",
    [
        (
            "Call +44 (0)7700-900 123 now!",
            [("Call", "text"), ("+44 (0)7700-900 123", "number"), ("now", "text"), ("!", "sign")],
        ),
        ("mail anna@example.com", [("mail", "text"), ("anna@example.com", "address")]),
        ("see https://t.me/anna?x=1.", [("see", "text"), ("https://t.me/anna?x=1.", "address")]),
        ("#URL_" + "0a" * 32 + "# ok", [("#URL_" + "0a" * 32 + "#", "address"), ("ok", "text")]),
        ("你好77", [("你", "text"), ("好", "text"), ("77", "number")]),
        ("สวัส", [("ส", "text"), ("ว", "text"), ("ั", "text"), ("ส", "text")]),
        ("💋🔥", [("💋", "sign"), ("🔥", "sign")]),
    ],
)
def test_tokens_a_reader_would_point_at(text, tokens):
    assert [(text[token.start : token.end], token.kind) for token in read(text)] == tokens


def test_reading_is_bounded_and_linear():
    assert len(read("a " * 10_000)) == LONGEST
    assert len(read("a" * 1_000_000)) < LONGEST
    assert len(read("@" * 100_000)) < LONGEST
    assert len(read("1 " * 100_000)) < LONGEST


def _length(one, other):
    """The textbook table."""
    row = [0] * (len(other) + 1)
    for left in one:
        above, row = row, [0]
        for place, right in enumerate(other):
            row.append(above[place] + 1 if left == right else max(above[place + 1], row[place]))
    return row[-1]


@settings(deadline=None, max_examples=300)
@given(st.text("abc", max_size=20), st.text("abcd", max_size=20))
def test_common_is_a_longest_common_subsequence(one, other):
    pairs = common(list(one), list(other))
    assert all(one[left] == other[right] for left, right in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert len(pairs) == _length(one, other)


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=200))
def test_tokens_cover_all_that_is_not_space(text):
    tokens = read(text)
    covered = "".join(text[token.start : token.end] for token in tokens)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(one.end <= other.start for one, other in pairwise(tokens))
