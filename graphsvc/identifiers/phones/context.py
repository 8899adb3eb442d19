"""What stands around a number: words that announce one, words that announce something else, and masks.

Each answer looks at a fixed number of characters on either side, so that its cost does not grow with the text.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.reading.text import Text

BEFORE, AFTER = 40, 20

_TABLE = tomllib.loads(files("graphsvc.identifiers.phones").joinpath("words.toml").read_text("utf-8"))
_CALL, _OTHER, _LOOSE = (frozenset(_TABLE[name].split()) for name in ("call", "other", "loose"))
_CONNECTIVES = frozenset(_TABLE["connectives"].split())
_CALL_STEMS = tuple(_TABLE["stems"].split())
_CALL_SIGNS = re.compile(r"[☎☏✆📞📱📲]|電話|电话|手机|手機|致电|연락|전화")
_CALL_AFTER = re.compile(r"\W{0,3}(?:call|text|txt|whats ?app|wa|viber|sms|звон|тел|llam|anruf)")

_WORD = re.compile(r"[^\W_]+")
_LABEL_GAP = re.compile(r"[\s.:#№=°º()-]{0,4}")

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
_MASK = 12  # characters in which a mask is looked for
_LAST_GROUP = re.compile(r"[0-9] ([0-9]{1,3})$")
_CODE = 2  # characters of a country code or part number between a label and its number: VAT GB, ISBN-13
_TIES_BEHIND, _TIES_BEFORE = tuple("_@=%0123456789"), tuple("_@=&$#%\\^~")
_JOINS = tuple("-/:.,'")


class Around:
    """Both sides of a number at a folded span."""

    __slots__ = ("_words", "after", "before")

    def __init__(self, text: Text, start: int, end: int) -> None:
        self.before, self.after = text.before(start, BEFORE), text.after(end, AFTER)
        self._words: list[re.Match[str]] = list(_WORD.finditer(self.before))

    @property
    def masked(self) -> int:
        """How many signs beside it may stand for digits that were taken out (0176 1234***), 0 for none."""
        before, after = _MASK_BEFORE.search(self.before[-_MASK:]), _MASK_AFTER.match(self.after)
        if before and after and before[1] == after[1]:
            return 0  # bold
        return sum(len(found[1].strip(" .()/-")) for found in (before, after) if found)

    @property
    def is_called(self) -> bool:
        """A word near it says that this is a number to reach someone at."""
        called = any(word.group() in _CALL or word.group().startswith(_CALL_STEMS) for word in self._words)
        return called or bool(_CALL_SIGNS.search(self.before) or _CALL_AFTER.match(self.after))

    def is_other(self, piece: Piece) -> bool:
        """What stands beside it says that it is something else: an amount, a card, an id; where loosely grouped, a
        unit."""
        label = self._label()
        if label in _OTHER or _MONEY_BEFORE.search(self.before) or _MONEY_AFTER.match(self.after):
            return True
        if self.ends_in_amount(piece.text):
            return True
        doubtful = label in _LOOSE or _UNIT_AFTER.match(self.after)
        return bool(doubtful) and not (piece.is_grouped and piece.text[0] in "0(")

    def ends_in_amount(self, number: str) -> bool:
        """Its last group is a figure of its own: a price or an age, with its unit behind it."""
        tail = _LAST_GROUP.search(number)
        return tail is not None and bool(_UNIT_AFTER.match(self.after) or _MONEY_AFTER.match(self.after))

    def is_apart(self, piece: Piece) -> bool:
        """It stands by itself, not inside a longer word or code. Adverts glue sentences together, so letters may touch
        a number that is plainly written as one."""
        left, right = self.before[-2:], self.after[:2]
        if right[:1] in _TIES_BEHIND or (right[:1] == "-" and right[1:].isalnum()) or left[-1:] in _TIES_BEFORE:
            return False
        if right[:1].isalpha() and not (piece.is_grouped and right.isalpha() and len(right) == 2):
            return False
        if left[-1:].isalpha():
            return piece.is_grouped or self._ends_in_call(0)
        if left[-1:] in _JOINS and left[:-1].isalnum():
            return (piece.is_grouped and piece.text[0] in "0(") or (left[0].isalpha() and self._ends_in_call(1))
        return not left[-1:].isdigit()

    @property
    def is_apart_with_plus(self) -> bool:
        """The same for a number that begins with a plus sign, which no word does."""
        left, right = self.before[-1:], self.after[:2]
        glued = right[:1].isalpha() and not (right.isalpha() and len(right) == 2)
        return not (glued or left.isdigit() or left in _TIES_BEFORE or right[:1] in _TIES_BEHIND)

    def _label(self) -> str:
        """The word that names the number, as in `ISBN no. 978...`, '' for none."""
        words = list(self._words)
        end = len(self.before)
        while words and _LABEL_GAP.fullmatch(self.before, words[-1].end(), end):
            word = words.pop()
            name = word.group()
            if name in _OTHER or name in _LOOSE or (name not in _CONNECTIVES and len(name) > _CODE):
                return name
            end = word.start()
        return ""

    def _ends_in_call(self, gap: int) -> bool:
        last = self._words[-1] if self._words else None
        return last is not None and last.end() == len(self.before) - gap and last.group() in _CALL
