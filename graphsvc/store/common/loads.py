"""What a cursor's state says of its load: the source and the marking it belongs to."""

from __future__ import annotations

import json
from typing import Any


def source(state: str) -> str:
    """The source a load was for, '' where the state does not say."""
    return str(_value(state).get("source", ""))


def marking(state: str) -> str:
    """Hash of the marking a load goes by, '' where the state does not say."""
    file = _value(state).get("file")
    return str(file.get("marking", "")) if isinstance(file, dict) else ""


def _value(state: str) -> dict[str, Any]:
    try:
        value = json.loads(state)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
