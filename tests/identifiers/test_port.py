"""What holds for every kind, found through the registry: cases, idempotence, ids, registration."""

from __future__ import annotations

import inspect
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc import identifiers
from graphsvc.errors import UnknownName
from graphsvc.identifiers import KINDS, Identifier
from graphsvc.model import NodeKind, split_id
from tests.identifiers.cases import DATA, cases
from tests.identifiers.strategies import hostile, regions

FOLDER = Path(identifiers.__file__).parent
DOORS = {"__init__", "scanning", "lookup", "secrets"}  # modules of the port itself; every other one is a kind
HINTS = ("", "GB", "telegram", "whatsapp", "ETH", "XMR", "BCH", "mewe", "phash", "x", "email")


def clean(kind: str, case: dict[str, str]) -> Identifier | None:
    hint, region = case.get("hint", ""), case.get("region", "")
    if kind == "pseudonym":
        found: Identifier | None = identifiers.get(kind).clean(case["raw"], hint=hint, region=region)
        return found
    return identifiers.clean(kind, case["raw"], hint=hint, region=region)


@pytest.mark.parametrize("kind", KINDS)
def test_cases(kind: str) -> None:
    rows = cases(kind)
    assert {row["id"] is None for row in rows} == {True, False}, "a kind's cases show what it takes and what it refuses"
    for row in rows:
        found = clean(kind, row)
        assert (found.id if found else None) == row["id"], row


@pytest.mark.parametrize("kind", KINDS)
def test_cleaning_a_canonical_value_returns_it(kind: str) -> None:
    for row in cases(kind):
        found = clean(kind, row)
        if found:
            assert identifiers.clean(found.kind, found.value) == Identifier(found.kind, found.parts)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(KINDS)), hostile, st.sampled_from(HINTS), regions)
def test_any_text_cleans_to_nothing_or_to_something_stable(kind: str, raw: str, hint: str, region: str) -> None:
    found = identifiers.clean(kind, raw, hint=hint, region=region)
    if found is None:
        return
    assert identifiers.clean(found.kind, found.value) == Identifier(found.kind, found.parts)
    assert split_id(found.id) == (found.kind.value, found.parts)
    assert found.id in identifiers.query(found.id)
    assert identifiers.caption(found.id)


@pytest.mark.parametrize("kind", KINDS)
def test_kind_has_the_shape_of_the_port(kind: str) -> None:
    instance = identifiers.get(kind)
    assert kind == instance.NAME
    assert identifiers.specificity(kind) > 0
    assert instance.TRIGGER
    assert list(inspect.signature(instance.clean).parameters) == ["raw", "hint", "region"]
    assert list(inspect.signature(instance.find).parameters) == ["text", "region"]
    assert list(inspect.signature(instance.caption).parameters) == ["parts"]
    assert instance.clean("") is None


def test_forgetting_to_register_a_kind_fails() -> None:
    """Every module beside the port's own doors is a kind, and every kind is in KINDS."""
    on_disk = {path.stem for path in FOLDER.glob("*.py")} - DOORS
    registered = {path.partition(":")[0].rpartition(".")[2] for path in KINDS.values()}
    assert on_disk == registered
    for name, path in KINDS.items():
        module, _, attribute = path.partition(":")
        assert name == getattr(import_module(module), attribute).NAME


def test_every_kind_has_its_cases() -> None:
    files = {path.stem for path in (DATA / "identifiers").glob("*.jsonl")}
    assert files == set(KINDS) | {"texts", "negatives"}


def test_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnknownName, match="known: account, email"):
        identifiers.get("iban")
    with pytest.raises(UnknownName):
        identifiers.scan("text", kinds=["iban"])


def test_a_whole_text_in_a_column_is_no_identifier() -> None:
    assert identifiers.clean("phone", "+44 7700 900123" + " " * identifiers.LONGEST) is None


def test_no_module_is_named_like_a_function_of_the_port() -> None:
    """Once imported, it would replace that function."""
    modules = {path.stem for path in FOLDER.iterdir()}
    functions = {name for name, value in vars(identifiers).items() if inspect.isfunction(value)}
    assert {"scan", "query", "caption", "redact", "clean"} <= functions
    assert modules & functions == set()


def test_pseudonyms_are_read_under_every_kind() -> None:
    for kind in ("phone", "email", "url", "account", "wallet"):
        found = identifiers.clean(kind, f"#EMAIL_{'1a' * 32}#")
        assert found == Identifier(NodeKind.EMAIL, ("sha256", "1a" * 32))
