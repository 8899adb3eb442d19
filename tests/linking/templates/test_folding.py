import pytest

from graphsvc.linking.templates.folding import CLASS_SHIFT, FOLDED, Class, table


def _entry(char):
    entry = int(table()[ord(char)])
    return Class(entry >> CLASS_SHIFT), chr(entry & FOLDED)


@pytest.mark.parametrize(
    "char, like", [("A", "a"), ("É", "e"), ("Ａ", "a"), ("𝐀", "a"), ("а", "a"), ("Ο", "o"), ("ﺏ", "ب"), ("ё", "e")]
)
def test_letters_are_compared_without_case_width_accents_and_script_tricks(char, like):
    assert _entry(char) == (Class.LETTER, like)


@pytest.mark.parametrize("char", "5５٥५②⁵𝟝")
def test_digits_of_every_script_and_frame_are_digits(char):
    assert _entry(char)[0] is Class.DIGIT


@pytest.mark.parametrize(
    "char", ["\u200b", "\u200d", "\u202e", "\ufe0f", "\u0301", "\u0640", "\u064e", "\U0001f3fd", "\xad"]
)
def test_what_is_not_seen_or_only_painted_is_dropped(char):
    assert _entry(char)[0] is Class.DROPPED


@pytest.mark.parametrize(
    "char, kind",
    [("你", Class.GLYPH), ("カ", Class.GLYPH), ("𠀀", Class.GLYPH), ("ส", Class.SYLLABLE), ("ี", Class.SYLLABLE),
     ("ក", Class.SYLLABLE), ("❤", Class.SYMBOL), ("🔥", Class.SYMBOL), ("한", Class.LETTER), ("ी", Class.LETTER),
     (" ", Class.BREAK), ("。", Class.BREAK), ("-", Class.SIGN), ("€", Class.SIGN), ("\ud800", Class.BREAK)],
)  # fmt: skip
def test_characters_are_told_apart_by_how_they_are_read(char, kind):
    assert _entry(char)[0] is kind


def test_only_what_makes_tokens_has_a_fold():
    entries = table()
    kinds = entries >> CLASS_SHIFT
    tokens = (kinds >= Class.LETTER) & (kinds != Class.DROPPED)
    assert (((entries & FOLDED) > 0) == tokens).all()
