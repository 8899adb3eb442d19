from __future__ import annotations

import io
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.tabular import yamltext
from loaders.tabular.limits import MAX_ROW
from loaders.tabular.yamltext import BAD, Fault, document


@pytest.fixture(autouse=True, params=["libyaml", "python"])
def oracle(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """PyYAML comes with libyaml or without; both must read alike. Gives the loader that keeps scalars as text."""
    bare = request.param == "python"
    monkeypatch.setattr(yamltext, "LOADER", yaml.SafeLoader if bare else yaml.CSafeLoader)
    return yaml.BaseLoader if bare else yaml.CBaseLoader


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for item in document(io.StringIO(text, newline="\n"), "tags"):
        if item.key is not None:
            found[item.key] = item.value
        else:
            found["tags"].append(item.value)
    return found


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("plain # remark", "plain"),
        ("http://x.org/a?b#c", "http://x.org/a?b#c"),
        ("2024-03-01", "2024-03-01"),
        ("0x1F", "0x1F"),
        ("no", "no"),
        ("~", "~"),
        ("", ""),
        ("'it''s: # no remark'", "it's: # no remark"),
        (r'"tab\t \u4e2d \"q\" \\"', 'tab\t 中 "q" \\'),
        ('"two\n  lines\n\n  and a break"', "two lines\nand a break"),
        ("plain that\n  goes on\n\n  below", "plain that goes on\nbelow"),
        ("|\n  kept\n    as is\n\n  so\n", "kept\n  as is\n\nso\n"),
        (">-\n  folded\n  line\n\n  break\n", "folded line\nbreak"),
        ("[a, 'b, c', [d], {e: f}]", ["a", "b, c", ["d"], {"e": "f"}]),
        ("{a: 1, 'b': http://x.org, c: }", {"a": "1", "b": "http://x.org", "c": ""}),
        ("[]", []),
        ("\n  - a\n  -\n    b: c\n  - - d\n    - e", ["a", {"b": "c"}, ["d", "e"]]),
        ("\n- a\n- b", ["a", "b"]),
        ("{'<<': a}", {"<<": "a"}),
        ("[&a [b, c], *a]", [["b", "c"], ["b", "c"]]),
        ("[&a b, *a, &a c, *a]", ["b", "b", "c", "c"]),
        ("a\x07b\udc80", f"a{BAD}b{BAD}"),
        ("a\ufeffb", "a\ufeffb"),
    ],
)
def test_values(text: str, value: object) -> None:
    assert read(f"key: {text}\nlast: x\n") == {"key": value, "last": "x"}


def test_marks_of_a_document() -> None:
    assert read("%YAML 1.2\n--- # remark\n# another\na: b\n...\n") == {"a": "b"}
    assert read('{"a": "b", "tags": [{"c": "d"}]}\n') == {"a": "b", "tags": [{"c": "d"}]}
    assert read("") == read("---\n") == read("# remark\n") == {}


def test_entries_are_streamed_with_their_lines() -> None:
    text = "tags:\n  - a: 1\n    b: |\n      2\n  # remark\n  - a: 3\n    c: {d: 4,\n      d: 5}\nend: x\n"
    found = [(i.key or "", i.value, i.line, i.end, i.twice or "") for i in document(io.StringIO(text), "tags")]
    assert found == [
        ("tags", [], 1, 1, ""), ("", {"a": "1", "b": "2\n"}, 2, 4, ""), ("", {"a": "3", "c": {"d": "5"}}, 6, 8, "d"),
        ("end", "x", 9, 9, ""),
    ]  # fmt: skip


def test_an_entry_is_given_before_the_next_is_read() -> None:
    """Memory is bounded by one entry, whatever the file's length."""
    read_so_far = 0

    class Endless(io.StringIO):
        def read(self, size: int | None = -1, /) -> str:
            nonlocal read_so_far
            read_so_far += 1
            return ("tags:\n" if read_so_far == 1 else "") + "- a: b\n" * 1000

    entries = (item for item in document(Endless(), "tags") if item.key is None)
    assert [next(entries).line for _ in range(5000)] == list(range(2, 5002))
    assert read_so_far < 10


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: b: c\n", 1), ("a: @x\n", 1), ('a: "\\q"\n', 1), ('a: "\\UFFFFFFFF"\n', 1), ("a:\n  - b\n   - c: d\n", 3),
        ("- a\n", 1), ("only a text\n", 1), ("a: {b: 1, b: 2}\n", 1), ("\n[a]: b\n", 2), ("a:\n  b: 1\n    c: 2\n", 3),
        ("a: 1\na: 2\n", 2), ("a:\n- {'': 1, '': 2}\n", 2),
        ("a: b\n---\nc: d\n", 2), ("a: b\n...\nc: d\n", 3), ("a: 1\n<<: {b: 2}\n", 2),
        ("tags:\n- a: 1\n  <<: {b: 2}\n", 3), ("a: *b\n", 1), ("a: &b [*b]\n", 1), ("tags: &t\n- a: *t\n", 2),
        ("a: 1\nb: !!str c\n", 2), ("a: !x [b]\n", 1), ("!!python/dict\na: b\n", 1), ("a: 1\ntags: !!set\n- b\n", 2),
        ("a: 1\n!!binary b: c\n", 2),
    ],
)  # fmt: skip
def test_faults_name_their_line(text: str, line: int) -> None:
    with pytest.raises(Fault) as caught:
        read(text)
    assert caught.value.line == line


def test_what_is_not_closed_names_the_line_that_opened_it() -> None:
    with pytest.raises(Fault, match=r"^line \d: .* from line 2\)$"):
        read("a: b\nc: 'd\ne: f\n")


@pytest.mark.parametrize(
    "text",
    ["a" * 100_000, "a" + " " * 100_000 + "b", 'k: "' + '\\"' * 100_000, "k: '\n" + "x\n" * 100_000,
     "k: [\n" + "],\n" * 5000, "k: " + "- " * 100_000, "k: " + "{" * 100_000, "k: " + "[" * 100_000,
     "tags:\n" + "- " * 100_000],
)  # fmt: skip
def test_hostile_sizes_end_in_a_fault(text: str) -> None:
    """Each of these takes minutes where reading is quadratic; the suite's time limit would tell."""
    with pytest.raises(Fault):
        read(text + "\n")


def test_a_billion_laughs_end_early() -> None:
    bomb = "a0: &a0 [lol, lol]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 20))
    with pytest.raises(Fault, match="shared values to over 16 MiB") as caught:
        read(bomb)
    assert caught.value.line < 10


def test_aliases_of_one_large_text_are_counted() -> None:
    with pytest.raises(Fault, match="shared values to over 16 MiB"):
        read(f"a: &a {'x' * 100_000}\ntags:\n" + "- b: *a\n" * 200)


def test_anchors_of_nothing_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_ROW", 50_000)
    with pytest.raises(Fault, match="shared values to over") as caught:
        read("tags:\n" + "".join(f"- &{i}\n" for i in range(1000)))
    assert caught.value.line > 100


def test_nothing_is_read_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamltext, "MAX_ROW", 50_000)
    assert MAX_ROW > 50_000
    entry = "- a: " + "x" * 40_000 + "\n"
    assert len(read("tags:\n" + entry * 5)["tags"]) == 5
    for endless in ("a: '" + "x\n" * 50_000, "# \n" * 50_000, "".join(f"k{i}: x\n" for i in range(10_000))):
        with pytest.raises(Fault, match="without a new tag"):
            read("tags:\n- a: b\n" + endless if endless[0] == "#" else endless)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab0 :-#'\"[]{},\n|>&*!?%\\\t~é<", max_size=60))
def test_any_text_is_refused_or_read_as_pyyaml_does(oracle: Any, text: str) -> None:
    try:
        found = read(text)
    except Fault as fault:
        assert 1 <= fault.line <= text.count("\n") + 2, "libyaml ends a last line that has no end"  # noqa: PT017
        return
    if text.count("&") < 2:  # PyYAML refuses an anchor that is set anew, which YAML allows
        assert found == (yaml.load(text, Loader=oracle) or {})
