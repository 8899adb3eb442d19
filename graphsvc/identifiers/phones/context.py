"""What stands around a number: words that announce one, words that announce something else, and masks.

Each answer looks at a fixed number of characters on either side, so that its cost does not grow with the text.
"""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from importlib.resources import files

from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.phones.tokens import WORD
from graphsvc.identifiers.reading.text import Text

BEFORE, AFTER = 40, 20

TABLE = tomllib.loads(files("graphsvc.identifiers.phones").joinpath("words.toml").read_text("utf-8"))
_CALL, _OTHER, _LOOSE, _NUMBERS, _OWN, _MINE = (
    frozenset(TABLE[name].split()) for name in ("call", "other", "loose", "numbers", "own", "mine")
)
# German, Dutch and their kin write the noun and the word for number as one: Auftragsnummer, klantnr.
_NUMBER_OF = re.compile(r".{3,}(?:nummer|nummern|nr|numret|numeret)")
_CALL_STEMS, _OTHER_STEMS = tuple(TABLE["stems"].split()), tuple(TABLE["other_stems"].split())
_OTHER_SIGNS = re.compile(rf"(?:{'|'.join(map(re.escape, TABLE['other_signs'].split()))})[^0-9\n.!?,]{{0,10}}$")
NUMBER_SIGN = re.compile(r"(?:№|#|\bn[º°]|\bno\.|\bnr\b\.?|\bs/n)\s{0,2}$")
_CLAUSE = re.compile(r"[,;!?\n|~*•]|[.](?=\s)|\s[-/]\s|[\u2190-\u2bff\U0001f000-\U0001ffff]")
_NEAR = 4  # words within which something else is named
_BESIDE = 12  # characters within which a sign to call stands beside a number
_ABBREVIATION = 4  # letters of a word whose full stop ends no clause
_CALL_SIGNS = re.compile(
    r"[☎☏✆📞📱📲]|電話|电话|手机|手機|致电|联系|聯絡|聯繫|联络|拨打|微信|연락|전화|โทร|ติดต่อ|संपर्क|कॉल|फोन|फ़ोन|"
    r"व्हाट्सएप|تواصل|اتصل|للتواصل|liên hệ|문의|휴대폰|連絡|携帯|問い合わせ|咨询|諮詢|加微|電聯|请打|請打|打电|打電|"
    r"สอบถาม|เบอร์|ဖုန်း|ទូរស័ព្ទ|ໂທ"
)
_CALL_AFTER = re.compile(r"\W{0,3}(?:(?:call|text|txt|wa|sms)\b|whats ?app|viber|звон|тел|llam|anruf)")

_WORD = re.compile(WORD)

_CURRENCIES = r"usd|eur|gbp|rub|руб\w{0,4}|chf|aud|cad|aed|inr|pln|zł|ron|lei"
_MONEY_BEFORE = re.compile(rf"(?:[$€£¥₽₹₴₺₩฿₫₱₦]|(?:^|[\W_])(?:{_CURRENCIES}|rs?)[.:]?)\s?$")
_MONEY_AFTER = re.compile(rf"\s?(?:[$€£¥₽₹₴₺₩฿%‰°]|(?:{_CURRENCIES}|euros?|dollars?|pounds?)(?:$|[\W_]))")
_UNIT_AFTER = re.compile(
    r"\s?(?:/ ?(?:h|hr|hour|day|night|week|month|std|stunde|час|heure|nuit|hora|noche)|"
    r"k|kg|g|mg|km|cm|mm|m|m2|sqm|sq|ft|lbs?|ml|l|gb|mb|kb|[mgk]?hz|kwh?|hp|years?|yrs?|yo|days?|hours?|hrs?|h|"
    r"min|mins|sec|per|pcs|pieces|people|views|followers|members|units|points|pts|лет|jahre|años|ans|anni)(?:$|[\W_])"
)
# A single sign set apart is a bullet, `x` an extension, `?` and `#` belong to the sentence unless there are several.
_MASK_BEFORE = re.compile(r"([*•●▪█]+|[*•●▪█_x]{2,}[ .()/-]{1,3}|x{2,})$")
_MASK_AFTER = re.compile(r"([*•●▪█]+|[ .()/-]{1,3}[*•●▪█_x]{2,}|x{2,}|#{2,}|\?{3,})")
_AROUND_MASK = " .()/-"
# The last digits before a mask may have been cut off as a figure of their own: 07700 900 1••.
_MASKED_REST = re.compile(r"([ .()/-]{0,3}[0-9]{1,3}[*•●▪█_x]{2,})")
_MASK = 12  # characters in which a mask is looked for
_LAST_GROUP = re.compile(r"[0-9] ([0-9]{1,3})$")
_TIES_BEHIND, _TIES_BEFORE = tuple("_@=%0123456789"), tuple("_@=&$#%\\^~")
_TIME_AFTER, _TIME_BEFORE = re.compile(r":[0-9]{2}(?:[^0-9]|$)"), re.compile(r"(?:^|[^0-9])[0-9]{1,2}:$")
_JOINS = tuple("-/:.,'")
# The country and check digits of a bank account (ISO 13616), perhaps with groups of four behind them.
_ACCOUNT_BEFORE = re.compile(r"(?:^|[^a-z0-9])[a-z]{2}[0-9]{2}(?: ?[0-9]{4}){0,6} ?$")
_HEXADECIMAL = re.compile(r"[0-9][a-f]{1,7}-?$")  # the middle of a UUID, a hash, a serial number
# Another number or an extension, with one sign between.
_NUMBER_BEFORE, _NUMBER_AFTER = (
    re.compile(r"[0-9]{9}[,;/|-]$"),
    re.compile(r"[,;/|-][0-9]{9}|x[0-9]{2,6}(?:$|[^0-9a-z])"),
)


class Around:
    """Both sides of a number at a folded span."""

    __slots__ = ("__dict__", "_words", "after", "before")

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.before, self.after = text.before(start, BEFORE), text.after(end, AFTER)
        self._words: list[re.Match[str]] = list(_WORD.finditer(self.before))

    @property
    def masked(self) -> int:
        """How many signs beside it may stand for digits that were taken out (0176 1234***), 0 for none."""
        before, after = _MASK_BEFORE.search(self.before[-_MASK:]), _MASK_AFTER.match(self.after)
        if before and after and before[1].strip(_AROUND_MASK) == after[1].strip(_AROUND_MASK):
            return 0  # bold
        further = None if after else _MASKED_REST.match(self.after)
        return sum(len(found[1].strip(_AROUND_MASK)) for found in (before, after, further) if found)

    @cached_property
    def is_called(self) -> bool:
        """A word near it says that this is a number to reach someone at."""
        return self.is_announced or self._nearest[0] == "call" or self._signs(_CALL_SIGNS, BEFORE)

    @cached_property
    def is_announced(self) -> bool:
        """Such a word stands right beside it."""
        if self._nearest == ("call", True) or _CALL_AFTER.match(self.after):
            return True
        return self._signs(_CALL_SIGNS, _BESIDE)

    def _signs(self, signs: re.Pattern[str], size: int) -> bool:
        """Whether one of the signs, none of them ASCII, stands within so many characters before it."""
        return not self.before.isascii() and signs.search(self.before[-size:]) is not None

    def is_other(self, piece: Piece, *, hides: bool = False) -> bool:
        """What stands beside it says that it is something else: an amount, a card, an id; where loosely grouped, a
        unit. Nobody hides the number of an order."""
        if (
            self._nearest[0] == "other"
            or _ACCOUNT_BEFORE.search(self.before)
            or _MONEY_BEFORE.search(self.before)
            or _MONEY_AFTER.match(self.after)
        ):
            return True
        if self._signs(_OTHER_SIGNS, BEFORE) or self.ends_in_amount(piece.text):
            return True
        doubtful = self._nearest[0] == "loose" or _UNIT_AFTER.match(self.after) or self._is_numbered
        return bool(doubtful) and not hides and not (piece.is_grouped and (piece.text[0] in "0(" or piece.is_plain))

    @cached_property
    def _nearest(self) -> tuple[str, bool]:
        """What the nearest word that says anything makes of the number: `call`, `other`, `loose`, '' for nothing; and
        whether it stands in the same clause. Only such words can make it something else."""
        end, near, own, numbered, mine = len(self.before), True, True, False, False
        for count, word in enumerate(reversed(self._words)):
            name = word.group()
            stop = _CLAUSE.search(self.before, word.end(), end)
            if stop and not (stop.group() == "." and len(name) <= _ABBREVIATION):
                near = False
            near = near and count < _NEAR
            end = word.start()
            if name in _CALL or name.startswith(_CALL_STEMS):
                return "call", near
            if not near:
                continue
            if name in _OTHER or name.startswith(_OTHER_STEMS):
                return "other", True
            if name in _LOOSE or _NUMBER_OF.fullmatch(name):
                return "loose", True
            if name in _NUMBERS and (count == 0 or len(name) > _ABBREVIATION):
                numbered = True
                if mine:
                    return "call", True
            elif numbered and name in _OWN:
                return "call", True
            elif numbered or name not in _OWN:
                own = False
            mine = name in _MINE
        return "" if not numbered else "call" if own else "loose", True

    @property
    def _is_numbered(self) -> bool:
        """`No.`, `№` and the like right before it, and no word to call anyone."""
        return self._nearest[0] != "call" and NUMBER_SIGN.search(self.before) is not None

    def ends_in_amount(self, number: str) -> bool:
        """Its last group is a figure of its own: a price or an age, with its unit behind it."""
        tail = _LAST_GROUP.search(number)
        return tail is not None and bool(_UNIT_AFTER.match(self.after) or _MONEY_AFTER.match(self.after))

    def is_apart(self, piece: Piece) -> bool:
        """It stands by itself, not inside a longer word or code. Adverts glue sentences together, so letters may touch
        a number that is plainly written as one."""
        left, right = self.before[-2:], self.after[:2]
        if _TIME_AFTER.match(self.after) or _TIME_BEFORE.search(self.before):
            return False
        if _NUMBER_BEFORE.search(self.before):
            left = ""
        if _NUMBER_AFTER.match(self.after):
            right = ""
        if right[:1] in _TIES_BEHIND or (right[:1] == "-" and right[1:].isalnum()) or left[-1:] in _TIES_BEFORE:
            return False
        if right[:1].isalpha() and not (piece.is_grouped and right.isalpha() and len(right) == 2):
            return False
        if _HEXADECIMAL.search(self.before):
            return False
        if left[-1:].isalpha():
            return piece.is_grouped or self._ends_in_call(0)
        if (
            left[-1:] in _JOINS
            and left[:-1].isalnum()
            and left.isascii()
            and not (left[-1] == "," and left[0].isalpha())
        ):
            return (piece.is_grouped and piece.text[0] in "0(") or (left[0].isalpha() and self._ends_in_call(1))
        return not left[-1:].isdigit()

    @property
    def is_apart_with_plus(self) -> bool:
        """The same for a number that begins with a plus sign, which no word does."""
        left, right = self.before[-1:], self.after[:2]
        glued = right[:1].isalpha() and not (right.isalpha() and len(right) == 2)
        return not (glued or left.isdigit() or left in _TIES_BEFORE or right[:1] in _TIES_BEHIND)

    def _ends_in_call(self, gap: int) -> bool:
        last = self._words[-1] if self._words else None
        return last is not None and last.end() == len(self.before) - gap and last.group() in _CALL
