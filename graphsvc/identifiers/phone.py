"""Telephone numbers. Node id `phone:+E164`; an extension belongs to the mention (`data['extension']`).

In text a number is a node when it is valid and its country is known:
    international   `+` or `00` and a calling code
    national:CC     as dialled in the region given (the advert's country, or the source's)
    link:HOST       a wa.me, viber or signal link; `link:tel` a tel: link
    code:CC         its country's calling code without a plus sign
    apart:HOST      a link taken apart
A number without a country is no node: the same digits are other people elsewhere. Digits that are valid may be anything
that a clerk counts, so what announces them, how they are grouped and what stands around them is weighed
(`phones.evidence`): the confidence says how sure that makes them, and with too little of it they are a candidate.
A column that names its kind says more than a text does, so `clean` accepts any possible length there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import phonenumbers

from graphsvc.identifiers import Candidate, Find, Identifier
from graphsvc.identifiers.phones import evidence, forms, hidden, national, plan
from graphsvc.identifiers.phones.context import Around
from graphsvc.identifiers.phones.helplines import is_helpline
from graphsvc.identifiers.phones.surroundings import form, shape, surroundings
from graphsvc.identifiers.platforms.apart import apart
from graphsvc.identifiers.platforms.links import phone as link_phone
from graphsvc.identifiers.platforms.links import target
from graphsvc.identifiers.reading.fold import fold
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text, clear
from graphsvc.identifiers.reading.urls import parse
from graphsvc.model import NodeKind

RUNS = pattern(forms.RUN)
_EXTENSION = re.compile(
    r"(?i)[ ,;]{0,3}(?:(?:;?ext=|(?:ext(?:ension|n)?|доб|poste|int(?:erno)?|durchwahl|dw|anexo|ramal|wew|toestel|內線|"
    r"分機|内線)[ .:]{0,3})([0-9]{1,6})|[x#] ?([0-9]{2,6}))(?:$|[^0-9a-z])"
)
_COLUMN = re.compile(r"(?:[^\W\d_]{1,16}[.:]{0,2} {0,2}){0,2}(\(?\+? ?[0-9(][0-9 ().\t/-]*[0-9])\)?(.*)", re.DOTALL)
_FLOAT = re.compile(r"([0-9]+)\.0+")
_UNANNOUNCED = "a valid number, but too little says that it is one to call"
_SPACED_LINK = re.compile(r"(?i)(?:https?://)?(?:www\.)?wa\.me/(\+?[0-9]{1,4}(?:[ .-]{1,2}\(?[0-9]{1,6}\)?){1,6})")
_BESIDE = 8  # characters between a number and the next
_APP = re.compile(
    r"(?:^|\W)(?:whats ?app|wa|wsp|wa\W{0,3}(?:dot)?\W{0,3}me|viber|imo|signal|ватсап|вотсап|вацап|واتساب|واتس)\W{0,4}$"
)
_APP_BEFORE = 16
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

    def find(self, text: Text, region: str) -> Iterator[Find | Candidate]:
        linked = sorted(_linked(text), key=lambda find: find.start)
        written = {(find.start, find.end): find for find in _written(text, region.upper())}
        apart_from_links = clear(written, [(find.start, find.end) for find in linked])
        plain = sorted([*linked, *(written[span] for span in apart_from_links)], key=lambda find: find.start)
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
        found, end = target(link.url) if link.url else None, link.end
        if found is None and (spaced := _SPACED_LINK.match(text.folded, link.start, link.start + _LONGEST)):
            found, end = link_phone(spaced[1], "whatsapp"), spaced.end()
        if link.url and found and found.kind is NodeKind.PHONE:
            yield text.find(found, link.start, end, f"link:{link.url.via}", 0.99)
    for found, start, end, host in apart(text):
        if found.kind is NodeKind.PHONE:
            yield text.find(found, start, end, f"apart:{host}", 0.99)


def _written(text: Text, region: str) -> Iterator[Find | Candidate]:
    """Numbers written out, outside links: digits in a link are a page's. Beside one to call the next is another."""
    last = -_BESIDE - 1
    for start, end in text.outside_links(found.span() for found in RUNS.finditer(text.data)):
        for found in _run(text, start, end, region, last):
            if isinstance(found, Find):
                last = end
            yield found


def _hidden(text: Text, region: str) -> Iterator[Find | Candidate]:
    """Numbers that hide, outside links."""
    numbers = {(number.start, number.end): number for number in hidden.hidden(text, region)}
    for span in text.outside_links(numbers):
        yield _weighed(text, numbers[span])


def _joined(plain: list[Find | Candidate], hidden_finds: list[Find | Candidate]) -> list[Find | Candidate]:
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


def _is_part(plain: Find | Candidate, hidden_find: Find | Candidate) -> bool:
    """What was read plainly is the rest of a number whose beginning hides."""
    return hidden_find.start < plain.start and (isinstance(plain, Candidate) or plain.raw[0] not in "0+(")


def _run(text: Text, start: int, end: int, region: str, last: int) -> Iterator[Find | Candidate]:
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
        start, run, last = start + size, run[size:], start + size
    if not plan.plan_of(region) and "00" not in run:
        return
    done = start
    for piece in forms.pieces(run, start):
        if piece.start < done:
            continue
        dialled = at_home(text, piece, region, beside=piece.start - last <= _BESIDE)
        if dialled is not None and not dialled.other:
            found = _weighed(text, dialled)
            yield found
            done = piece.end
            last = done if isinstance(found, Find) else last


def at_home(text: Text, piece: forms.Piece, region: str, *, beside: bool = False) -> hidden.Number | None:
    """What a piece is as dialled in the region, when its form and its edges allow that it is a number. `beside`: a
    number to call stands right before it."""
    number, method = national.dialled(piece.digits, region)
    if not number and (number := _of_app(text, piece)):
        method = "international"
    if not number or piece.is_other:
        return None
    around = Around(text, piece.start, piece.end)
    if plan.goes_on(number, around.masked) or not around.is_apart(piece):
        return None
    dialled_abroad = method == "international" and piece.text.startswith("00")
    if not dialled_abroad and not national.may_be(piece, number, around.is_called or text.named or beside, region):
        return None
    seen = (
        form(piece, number),
        *shape(piece, number, method),
        *surroundings(text, piece.start, piece.end, around, told=beside),
    )
    return hidden.Number(number, piece.start, piece.end, method, seen, around.is_other(piece))


def _of_app(text: Text, piece: forms.Piece) -> str:
    """An international number without its plus sign, right behind the name of an app whose accounts are numbers."""
    return plan.international(piece.digits) if _APP.search(text.before(piece.start, _APP_BEFORE)) else ""


def _weighed(text: Text, number: hidden.Number) -> Find | Candidate:
    """A candidate where too little says that it is a number to call."""
    confidence = evidence.confidence(number.seen)
    if evidence.is_enough(confidence):
        return _find(text, number.number, number.start, number.end, number.method, confidence)
    return text.candidate(NodeKind.PHONE, number.number, number.start, number.end, _UNANNOUNCED)


def _find(text: Text, number: str, start: int, end: int, method: str, confidence: float) -> Find:
    found = _EXTENSION.match(text.folded, end, min(len(text.folded), end + 24))
    data = {"extension": found[1] or found[2]} if found else {}
    end = found.end(1 if found[1] else 2) if found else end
    return text.find(Identifier(NodeKind.PHONE, (number,), data), start, end, method, confidence)
