"""Telephone numbers. Node id `phone:+E164`; an extension belongs to the mention (`data['extension']`).

In text a number is a node when it is valid and its country is known:
    international   `+` or `00` and a calling code
    national:CC     as dialled in the region given (the advert's country, or the source's)
    link:HOST       a wa.me, viber or signal link; `link:tel` a tel: link
A number without a country is no node: the same digits are other people elsewhere. A national number has to look or be
announced like one; confidence says how much of that it did:
    .95 announced (tel, call, whatsapp, звоните, ...)   .9 grouped as numbers are   .75 bare, with its trunk zero
    .6 bare, nine digits or more, in a country without a trunk zero, not round and beside no amount, id or unit
A column that names its kind says more than a text does, so `clean` accepts any possible length there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from graphsvc.identifiers import Find, Identifier
from graphsvc.identifiers.phones import forms, hidden, national, plan
from graphsvc.identifiers.phones.context import Around
from graphsvc.identifiers.phones.helplines import is_helpline
from graphsvc.identifiers.platforms.links import target
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text
from graphsvc.identifiers.reading.urls import parse
from graphsvc.model import NodeKind

_RUN = pattern(forms.RUN)
_EXTENSION = re.compile(
    r"(?i)[ ,;]{0,3}(?:(?:;?ext=|(?:ext(?:ension|n)?|доб|poste|int(?:erno)?|durchwahl|dw|anexo|ramal|wew|toestel|內線|"
    r"分機|内線)[ .:]{0,3})([0-9]{1,6})|[x#] ?([0-9]{2,6}))(?:$|[^0-9a-z])"
)
_COLUMN = re.compile(r"(?:[^\W\d_]{1,16}[.:]{0,2} {0,2}){0,2}(\(?\+? ?[0-9(][0-9 ().\t/-]*[0-9])\)?(.*)", re.DOTALL)
_FLOAT = re.compile(r"([0-9]+)\.0+")
_LONGEST = 64  # characters of a column's value that can be one number
_APPS = frozenset({"whatsapp", "viber", "signal", "telegram", "e164", "msisdn"})
_WITHOUT_PLUS = 11  # digits from which a column's number may carry its calling code without a plus sign


class Phone:
    """A telephone number."""

    NAME = "phone"
    SPECIFICITY = 6.0
    TRIGGER = r"(?s)."  # words of any language can be digits

    def clean(self, raw: str, *, hint: str = "", region: str = "") -> Identifier | None:
        """The number of a column's value. `hint`: an app whose accounts are numbers, or a region before `region`."""
        text = fold(raw)[0].strip().lstrip("='")
        if len(text) > _LONGEST:
            return None
        url = parse(text) if "/" in text else None
        found = target(url) if url else None
        if found is not None:
            return found if found.kind is NodeKind.PHONE else None
        written = _COLUMN.fullmatch(_FLOAT.sub(r"\1", text) if _FLOAT.fullmatch(text) else text)
        extension = _EXTENSION.fullmatch(written[2]) if written else None
        if written is None or (written[2].strip() and extension is None):
            return None
        number = _column(written[1], hint.lower(), region.upper())
        data = {"extension": extension[1] or extension[2]} if extension else {}
        return Identifier(NodeKind.PHONE, (number,), data) if number else None

    def find(self, text: Text, region: str) -> Iterator[Find]:
        plain = sorted([*_linked(text), *_written(text, region.upper())], key=lambda find: find.start)
        return iter(_joined(plain, list(_hidden(text, region.upper()))))

    def caption(self, parts: tuple[str, ...]) -> str:
        try:
            number = phonenumbers.parse(parts[0])
        except phonenumbers.NumberParseException:
            return parts[0]
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

    def is_helper(self, identifier: Identifier) -> bool:
        """A public helpline is counted as suppressed, never a node: `scan` does so, who cleans a column asks here."""
        return is_helpline(identifier)


def _column(written: str, hint: str, region: str) -> str:
    """`+E.164` of a number as a column holds it, '' for none."""
    if written.lstrip("(").startswith("+"):
        return plan.international(forms.dialled(written.lstrip("(")), lenient=True)
    digits = forms.dialled(written)
    if digits.startswith("00"):
        return plan.international(digits[2:], lenient=True)
    region = hint.upper() if plan.plan_of(hint.upper()) else region
    if hint in _APPS and (number := plan.international(digits)):
        return number
    if number := plan.national(digits, region):
        return number
    if region and len(digits) >= _WITHOUT_PLUS and (number := plan.international(digits)):
        return number
    return plan.national(digits, region, lenient=True)


def _linked(text: Text) -> Iterator[Find]:
    for link in text.links:
        found = target(link.url) if link.url else None
        if link.url and found and found.kind is NodeKind.PHONE:
            yield text.find(found, link.start, link.end, f"link:{link.url.via}", 0.99)


def _written(text: Text, region: str) -> Iterator[Find]:
    """Numbers written out, outside links: digits in a link are a page's."""
    for start, end in text.outside_links(found.span() for found in _RUN.finditer(text.data)):
        yield from _run(text, start, end, region)


def _hidden(text: Text, region: str) -> Iterator[Find]:
    """Numbers that hide, outside links."""
    numbers = {(number.start, number.end): number for number in hidden.hidden(text, region)}
    for span in text.outside_links(numbers):
        number = numbers[span]
        yield _find(text, number.number, number.start, number.end, number.method, number.confidence)


def _joined(plain: list[Find], hidden_finds: list[Find]) -> list[Find]:
    """Both by offset, without overlaps: a hidden number gives way to a plain one, unless that is the rest of it."""
    kept, place = [], 0
    gone: set[int] = set()
    for find in hidden_finds:
        while place < len(plain) and plain[place].end <= find.start:
            place += 1
        last = place
        while last < len(plain) and plain[last].start < find.end:
            last += 1
        if all(_is_part(plain[at], find) for at in range(place, last)):
            gone.update(range(place, last))
            kept.append(find)
    return sorted([*kept, *(find for at, find in enumerate(plain) if at not in gone)], key=lambda find: find.start)


def _is_part(plain: Find, hidden_find: Find) -> bool:
    """What was read plainly is the rest of a number whose beginning hides."""
    return hidden_find.start < plain.start and plain.raw[0] not in "0+("


def _run(text: Text, start: int, end: int, region: str) -> Iterator[Find]:
    run = text.folded[start:end]
    if run[0] == "+":
        number, size = forms.international(run)
        around = Around(text, start, start + size)
        if number and around.ends_in_amount(run[:size]):
            shorter, end = forms.international(run[: run.rindex(" ", 0, size)])
            if shorter:
                number, size, around = shorter, end, Around(text, start, start + end)
        if not number or plan.goes_on(number, around.masked) or not around.is_apart_with_plus:
            return
        method = "link:tel" if text.before(start, 4) == "tel:" else "international"
        yield _find(text, number, start, start + size, method, 0.99)
        start, run = start + size, run[size:]
    if not plan.plan_of(region) and "00" not in run:
        return
    done = start
    for piece in forms.pieces(run, start):
        if piece.start >= done and (found := _at_home(text, piece, region)):
            yield found
            done = piece.end


def _at_home(text: Text, piece: forms.Piece, region: str) -> Find | None:
    """The number of one piece, when it is one and looks or is announced like one."""
    number, method = national.dialled(piece.digits, region)
    if not number or piece.is_other:
        return None
    around = Around(text, piece.start, piece.end)
    if plan.goes_on(number, around.masked) or not around.is_apart(piece) or around.is_other(piece):
        return None
    confidence = national.confidence(piece, number, around.is_called, region)
    return _find(text, number, piece.start, piece.end, method, confidence) if confidence else None


def _find(text: Text, number: str, start: int, end: int, method: str, confidence: float) -> Find:
    found = _EXTENSION.match(text.folded, end, min(len(text.folded), end + 24))
    data = {"extension": found[1] or found[2]} if found else {}
    end = found.end(1 if found[1] else 2) if found else end
    return text.find(Identifier(NodeKind.PHONE, (number,), data), start, end, method, confidence)
