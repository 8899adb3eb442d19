"""The list of public helplines."""

from __future__ import annotations

from graphsvc.identifiers import clean
from graphsvc.identifiers.phones.helplines import helplines


def test_every_line_is_a_canonical_number_with_its_organisation() -> None:
    assert len(helplines()) > 30
    for number, organisation in helplines().items():
        found = clean("phone", number)
        assert found is not None
        assert found.value == number
        assert organisation.strip()


def test_known_lines_are_listed() -> None:
    assert helplines()["+18883737888"] == "National Human Trafficking Hotline"
    assert helplines()["+448000121700"] == "Modern Slavery and Exploitation Helpline"
