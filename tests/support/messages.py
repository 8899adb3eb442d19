"""The words of the screens as their sources have them: what is marked for translation, and what was forgotten."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import dash_app

SOURCES = Path(dash_app.__file__).parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "NN_": (1, 2)}
MARKS = frozenset(KEYWORDS)

Message = str | tuple[str, str]


def modules() -> list[Path]:
    return sorted(SOURCES.rglob("*.py"))


def extracted() -> dict[Message, set[str]]:
    """Every marked message, a tuple where it has a plural, and the files that it stands in."""
    from babel.messages.extract import extract_from_file

    found: dict[Message, set[str]] = {}
    for path in modules():
        name = str(path.relative_to(SOURCES))
        for _line, message, _comments, _context in extract_from_file("python", path, keywords=KEYWORDS):
            found.setdefault(message, set()).add(name)
        for message in counted(ast.parse(path.read_text("utf-8"))):
            found.setdefault(message, set()).add(name)
    return found


def counted(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Nouns given to `texts.count`, as the phrases that it looks up."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or _called(call) not in ("count", "texts.count"):
            continue
        nouns = [one.value for one in call.args[1:] if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if nouns:
            yield f"{{n}} {nouns[0]}", f"{{n}} {nouns[1] if len(nouns) > 1 else nouns[0] + 's'}"


def _called(call: ast.Call) -> str:
    try:
        return ast.unparse(call.func)
    except ValueError:
        return ""


def unmarked(path: Path) -> list[tuple[int, str]]:
    """(line, text) of what reads like a sentence or a word for people, and is not marked: a text with a space between
    words, outside docstrings, marks and comparisons."""
    tree = ast.parse(path.read_text("utf-8"))
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in {*MARKS, "texts.count", "count", "re.compile", "ids.part"}:
            inside |= {part for argument in (*node.args, *node.keywords) for part in ast.walk(argument)}
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(node.value)
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            inside |= set(ast.walk(node.format_spec))
        if isinstance(node, ast.Call):
            inside |= {part for one in node.keywords if one.arg in CODE for part in ast.walk(one.value)}
        if isinstance(node, ast.Dict):
            for key, value in zip(node.keys, node.values, strict=True):
                if isinstance(key, ast.Constant) and key.value in CODE:
                    inside |= set(ast.walk(value))
    return [
        (node.lineno, node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside and reads(node.value)
    ]


CODE = frozenset({"className", "style", "d", "family", "gridTemplateColumns", "theme", "font", "hovertemplate", "key"})


def reads(text: str) -> bool:
    """Whether a text looks like words for people."""
    return bool(re.search(r"[A-Za-z]{2,},? [A-Za-z]+( [A-Za-z]+|$)", text)) or bool(
        re.fullmatch(r"[A-Z][a-z]{2,}", text)
    )
