import random

from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.templates import Constant, Slot, Value, slots
from graphsvc.linking.templates.slots import ALIGNED, SHOWN

NAMES = ("Anna", "Maria", "Lena")


def _texts(count=12):
    return [
        f"{NAMES[number % 3]} is new in town and happy to see you, call +44 7700 9001{number % 4:02d} "
        f"from {9 + number % 2} to 22, no hidden numbers please"
        for number in range(count)
    ]


def _times(count=12):
    return [f"2024-03-{1 + number:02d}" for number in range(count)]


def test_the_constant_text_and_what_rotates():
    found = slots(_texts(), _times())
    shown = [
        piece.text if isinstance(piece, Constant) else [value.text for value in piece.values] for piece in found.pieces
    ]
    assert shown == [
        ["Anna", "Lena", "Maria"], "is new in town and happy to see you, call",
        ["+44 7700 900100", "+44 7700 900101", "+44 7700 900102", "+44 7700 900103"], "from", ["10", "9"],
        "to 22, no hidden numbers please",
    ]  # fmt: skip
    name, number, _ = found.slots
    assert (name.kind, number.kind) == ("text", "number")
    assert number.values[1] == Value("+44 7700 900101", 3, "2024-03-02", "2024-03-10")
    assert (found.aligned, found.texts) == (12, 12)


def test_what_only_some_texts_have_is_a_slot_with_empty_uses():
    texts = [text + (" ask for Anna" if number % 3 == 0 else "") for number, text in enumerate(_texts())]
    last = slots(texts).pieces[-1]
    assert isinstance(last, Slot)
    assert (last.values, last.empty) == ((Value("ask for Anna", 4, "", ""),), 8)


def test_an_oddity_of_one_text_in_many_is_no_slot():
    texts = _texts(40)
    assert len(slots([texts[0] + " and much more", *texts[1:]]).slots) == 3


def test_addresses_are_told_from_numbers_and_spellings_of_one_value_are_joined():
    found = slots(
        [
            f"write to {mail} for the good rooms by the sea"
            for mail in ("a@example.com", "A@Example.com", "b@example.com")
        ]
    )
    assert found.slots == (
        Slot("address", (Value("A@Example.com", 2, "", ""), Value("b@example.com", 1, "", "")), 0, 0),
    )


def test_one_text_or_equal_texts_have_no_slots():
    assert slots(["come and see us"]).pieces == (Constant("come and see us"),)
    assert slots(["come and see us 77"] * 3).pieces == (Constant("come and see us 77"),)
    assert slots([]).pieces == ()
    assert slots(["", ""]).pieces == ()


def test_scripts_without_spaces():
    found = slots(
        [
            f"我们在{city}招聘服务员包吃包住联系电话{number}"
            for city, number in (("巴黎", "555-0101"), ("伦敦", "555-0102"))
        ]
    )
    assert [piece.text for piece in found.pieces if isinstance(piece, Constant)] == [
        "我们在",
        "招聘服务员包吃包住联系电话",
    ]
    assert [{value.text for value in slot.values} for slot in found.slots] == [
        {"巴黎", "伦敦"},
        {"555-0101", "555-0102"},
    ]


def test_many_texts_are_sampled_over_time_and_many_values_are_counted():
    texts = [f"come and see our garden house, ask for guest {number} today" for number in range(ALIGNED * 2)]
    found = slots(texts, [f"{number:06d}" for number in range(len(texts))])
    assert (found.aligned, found.texts) == (ALIGNED, ALIGNED * 2)
    (guest,) = found.slots
    assert len(guest.values) == SHOWN
    assert guest.more == ALIGNED - SHOWN


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(_texts()) | st.text(max_size=40), max_size=8), st.randoms(use_true_random=False))
def test_order_does_not_show(texts, rng):
    shuffled = list(texts)
    rng.shuffle(shuffled)
    assert slots(shuffled).pieces == slots(texts).pieces


def test_hostile_texts_are_bounded():
    rng = random.Random(1)
    texts = ["a b " * 50_000, "b a " * 50_000, "".join(rng.choices("ab ", k=100_000)), "\ud800" * 5_000, "💋" * 5_000]
    assert slots(texts).aligned == 5
