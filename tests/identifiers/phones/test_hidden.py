"""Numbers that a reader sees and a search does not."""

from __future__ import annotations

import pytest

from graphsvc.identifiers import scan
from graphsvc.identifiers.phones.hidden import hidden
from graphsvc.identifiers.reading.text import Text

GB, FR, US, RU = "+447700900123", "+33639981234", "+12025550143", "+79161234567"


def one(text: str, region: str) -> tuple[str, str, str]:
    (find,) = scan(text, region=region).finds
    assert find.raw == text[find.start : find.end]
    return find.identifier.value, find.method, find.raw


@pytest.mark.parametrize(
    ("text", "region", "value", "method"),
    [
        ("call zero seven seven zero zero nine zero zero one two three to book", "GB", GB, "words:national:GB"),
        ("no: 0 double seven double zero 9 zero zero one too three ok", "GB", GB, "words:national:GB"),
        ("Anna, 22 zero seven seven zero zero nine zero zero one two three", "GB", GB, "words:national:GB"),
        ("zero six trente-neuf quatre-vingt-dix-huit douze trente-quatre", "FR", FR, "words:national:FR"),
        ("восемь девятьсот шестнадцать сто двадцать три сорок пять шестьдесят семь", "RU", RU, "words:national:RU"),
        ("plus four four seven seven zero zero nine zero zero one two three", "", GB, "words:international"),
        ("two02five550one43 text me", "US", US, "words:national:US"),
        ("tel 0❤7❤7💋0💋0🔥9🔥0✨0✨1⭐2⭐3", "GB", GB, "apart:national:GB"),
        ("tel: 0,7,7,0,0,9,0,0,1,2,3", "GB", GB, "apart:national:GB"),
        ("O77OO 9OO I23 call", "GB", GB, "letters:national:GB"),
        ("О77ОО 9ОО І2З", "GB", GB, "letters:national:GB"),
        ("⓪⑦⑦⓪⓪⑨⓪⓪①②③", "GB", GB, "signs:national:GB"),
        ("⁰⁷⁷⁰⁰ ⁹⁰⁰¹²³", "GB", GB, "signs:national:GB"),
        ("0♥7♥7♥0♥0♥9♥0♥0♥1♥2♥3", "GB", GB, "apart:national:GB"),
        ("07700❤️900❤️123", "GB", GB, "apart:national:GB"),
        ("0_7_7_0_0_9_0_0_1_2_3", "GB", GB, "apart:national:GB"),
        ("0\n7\n7\n0\n0\n9\n0\n0\n1\n2\n3", "GB", GB, "apart:national:GB"),
        ("Anna 07700\n900123 now", "GB", GB, "apart:national:GB"),
        ("202*555*0143 whatsapp", "US", US, "apart:national:US"),
        ("+4 4 7 7 0 0 9 0 0 1 2 3", "", GB, "international"),
    ],
)  # fmt: skip
def test_read_through_the_disguise(text: str, region: str, value: str, method: str) -> None:
    assert one(text, region)[:2] == (value, method)


def test_the_find_begins_and_ends_where_the_number_does() -> None:
    assert one("for you: zero seven seven zero zero nine zero zero one two three for fun", "GB")[2] == (
        "zero seven seven zero zero nine zero zero one two three"
    )


@pytest.mark.parametrize("region", ["US", "GB", "FR", "DE", "IN", "ES", "RU", "BR", "AE", "NO"])
@pytest.mark.parametrize(
    "text",
    [
        "one two three four five six seven eight nine ten", "ten nine eight seven six five four three two one",
        "1 2 3 4 5 6 7 8 9 10 11 12", "two for one and one for two, three to four",
        "won two ate one for four to six",
        "05 12 23 34 45 49", "lottery 05 12 23 34 45", "34|36|38|40|42|44", "6-4 7-5 6-3 6-2 6-1", "10:00♥22:00♥11:30",
        "0176***4567", "0176xxx4567", "0176••••567", "0770 *** 0123", "07700 9xx123", "+44 7700 9#####",
        "07700 900 1••",
        "Aberto 9.00-18.00, todos os dias", "5 4 5 5 3 4 5 5 4 5", "50|80|100|150", "$100 ♥ $200 ♥ $300 ♥ $400",
        "deux chambres, trois lits, quatre étages, cinq portes, six fenêtres",
    ],
)  # fmt: skip
def test_counts_draws_scores_and_masks_are_none(text: str, region: str) -> None:
    assert [find for find in scan(text, region=region).finds if find.identifier.kind == "phone"] == []


@pytest.mark.parametrize("piece", ["one ", "0 one ", "07♥", "1 ", "(", "\u200b1", "o1 ", "double ", "7♥7 zero "])
def test_work_grows_with_the_text(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: windows tried against a numbering plan in ten times the text are about ten times as many."""
    tried = 0

    def counted(digits: str, region: str) -> tuple[str, str]:
        nonlocal tried
        tried += 1
        return "+" + digits, region

    monkeypatch.setattr("graphsvc.identifiers.phones.national.dialled", counted)
    counts = []
    for size in (200, 2000):
        tried = 0
        list(hidden(Text(piece * size), "GB"))
        counts.append(tried)
    assert counts[1] <= 11 * counts[0] + 200
