import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphsvc.linking.templates.folding import Class
from graphsvc.linking.templates.tokens import LONGEST, tokenise

HOSTILE = st.text(
    st.sampled_from("ab 0９é\u0301\u200b❤️🔥你ส่\ud800\x00@:/.,#_-+\n\u202eаο") | st.characters(), max_size=60
)  # fmt: skip


def _words(*texts, masked=True):
    """The hashes of each text, in order."""
    tokens, found, place = tokenise(texts, masked=masked), [], 0
    for count in tokens.counts.tolist():
        found.append(tokens.hashes[place : place + count].tolist())
        place += count
    return found


def _same(one, other):
    first, second = _words(one, other)
    return first == second and len(first) > 0


@pytest.mark.parametrize(
    "hidden",
    [
        "07700 900123", "+44 (0)7700-900-123", "0❤7❤7❤0❤0", "o7seven", "seven seven double five", "семь пять ноль",
        "anna@example.com", "@anna_ruiz", "https://t.me/anna", "wa.me/447700900123", "WWW.Example.COM/page", "£150",
        "#EMAIL_" + "0a" * 32 + "#", "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "７７７",
        "7\ufe0f\u20e38\ufe0f\u20e3",
    ],
)  # fmt: skip
def test_identifiers_are_left_out(hidden):
    assert _same("call me now", f"call me {hidden} now")
    assert not _same("call me now", "call me maybe now")


def test_identifiers_in_scripts_without_spaces_take_nothing_with_them():
    assert _same("加微信请联系", "加微信@anna77请联系")
    assert _same("ติดต่อได้เลย", "ติดต่อ0812345678ได้เลย")


@pytest.mark.parametrize(
    "one, other",
    [
        ("Massage in LONDON", "mássage  in, london!"), ("massage", "ｍａｓｓａｇｅ"), ("massage", "mаssаge"),
        ("massage", "mas\u200bsa\xadge"), ("مَسَاج", "مساج"), ("مساج", "مســاج"), ("Straẞe", "Straße"),
    ],
)  # fmt: skip
def test_spelling_tricks_change_nothing(one, other):
    assert _same(one, other)


def test_scripts_without_spaces_are_read_by_character_and_pictures_one_by_one():
    tokens = tokenise(["你好 สวัส 🔥❤", "plain words"])
    assert tokens.counts.tolist() == [8, 2]
    assert tokens.classes.tolist() == [Class.GLYPH] * 2 + [Class.SYLLABLE] * 4 + [Class.SYMBOL] * 2 + [Class.LETTER] * 2


def test_numbers_stay_where_nothing_is_masked():
    one, other = _words("from 400 a day", "from 450 a day", masked=False)
    assert len(one) == 4
    assert one != other


def test_a_text_is_read_to_its_bound_and_texts_do_not_touch():
    assert tokenise(["a " * LONGEST]).counts.tolist() == [LONGEST // 2]
    assert tokenise(["ab", "cd"]).counts.tolist() == [1, 1]
    assert tokenise([]).counts.tolist() == []


@settings(deadline=None, max_examples=150)
@given(st.lists(HOSTILE, max_size=6))
def test_a_text_has_the_same_tokens_in_any_company(texts):
    assert _words(*texts) == [words for text in texts for words in _words(text)]
