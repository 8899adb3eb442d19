import pytest

from graphsvc.analysis.hub_kinds import guess
from graphsvc.model import VERDICTS


@pytest.mark.parametrize(
    ("kind", "beside", "what"),
    [
        ("phone", 0.9, "agency"), ("phone", 0.1, "forwarding"), ("email", 0.0, "agency"), ("account", 0.9, "agency"),
        ("url", 0.0, "platform"), ("wallet", 0.0, "exchange"), ("image", 0.0, "stock-picture"),
        ("template", 0.0, "stock-text"),
    ],
)  # fmt: skip
def test_a_guess_is_a_verdict_that_a_person_may_give_with_its_reasons(kind, beside, what):
    found, reasons = guess(kind, 120, 33.4, beside)
    assert found == what
    assert found in VERDICTS
    assert reasons[0] == "About 33 different posters stand behind 120 records that show it."
    assert all(reason.endswith(".") for reason in reasons)
