"""Other explanations: offered where the data could suggest them, with what speaks for and against."""

from __future__ import annotations

import pytest

from graphsvc.brief import EvidenceLine, Rival
from graphsvc.brief.rivals import Shared, rivals


def _line(kind: str, *, elsewhere: int = 0, epoch: str = "", name: str = "") -> EvidenceLine:
    caption = name or f"the {kind}"
    return EvidenceLine(f"{kind}:{caption}", caption, kind, epoch, 2.0, 5.0, 0.0, 2, elsewhere, "shared")


def _found(*joins: EvidenceLine, **categories: int) -> dict[str, Rival]:
    return {rival.name: rival for rival in rivals(Shared(joins, (), categories))}


def test_a_shared_service_is_always_considered() -> None:
    wide = _found(_line("phone", elsewhere=37), _line("email", elsewhere=1))["A shared service"]
    assert wide.for_it == (
        "the phone also stands on 37 records outside.",
        "the email also stands on 1 record outside.",
    )
    assert wide.against == ()
    beside = rivals(Shared((), (_line("phone", elsewhere=2),), {}))[0]
    assert beside.for_it == ("the phone also stands on 2 records outside.",)
    assert _found()["A shared service"].against == ("None of its identifiers stands on a record outside it.",)


def test_sharing_for_safety() -> None:
    name = "A phone shared for safety"
    assert _found(_line("phone"))[name].against == ()
    assert _found(_line("phone"), _line("wallet"))[name].against == (
        "They also share the wallet, which safety would not need.",
    )
    assert name not in _found(_line("wallet"))


@pytest.mark.parametrize("kind", ["image", "template", "url"])
def test_copying(kind: str) -> None:
    found = _found(_line(kind), _line("email"))["A copied text, picture or page"]
    assert found.for_it == (f"the {kind} can be copied by anybody.",)
    assert found.against == ("They also share the email, which copying an advert would not explain.",)


def test_a_number_that_changed_hands() -> None:
    name = "A number or account that changed hands"
    assert _found(_line("phone", epoch="E2"))[name].for_it == (
        "the phone has more than one period of use; this is E2.",
    )
    assert _found(_line("phone"))[name].against == ("No long silence was seen in the use of what they share.",)
    assert name not in _found(_line("email"))


def test_an_exchange() -> None:
    found = _found(_line("wallet"), _line("wallet", elsewhere=4, name="busy"))[
        "An address of an exchange or payment service"
    ]
    assert found.for_it == ("the wallet is shared.", "busy is shared.")
    assert found.against == ("the wallet stands on no record outside.",)


def test_an_ordinary_business() -> None:
    name = "An ordinary employer or landlord"
    assert _found(job=3)[name].against == ()
    assert _found(job=3, sale=1)[name].against == ("It also has adverts of another kind: sale.",)
    assert name not in _found(sale=1, job=0)


def test_one_value_may_be_wrong() -> None:
    name = "A value misread, mistyped or planted"
    assert _found(_line("email"))[name].for_it == ("the email is the only thing that links them.",)
    assert name not in _found(_line("email"), _line("phone"))
