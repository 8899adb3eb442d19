"""Addresses spelled out or taken apart: `anna22 at gmail dot com`, `anna (arroba) example . com`, `a n n a @ ...`.

Read over the skeleton of a text, so that letters of other scripts and styles stand for those they look like. A sign
in brackets or an @ says that this is an address. The bare word `at` says so only before a spelled dot, and only with a
known mail host, a marked name (a digit, a dot, an underscore) or a sentence that speaks of mail: `meet me at hotel dot
com` is no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graphsvc.identifiers.reading.domains import public_host
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text

# In the shadow of the skeleton, where a letter without a Latin look-alike is '?': собака, точка, крапка.
_AT = (
    r"at|arroba|arrobase|arobase|arobas|papaki|majmun|chiocciola|chez|malpa|kukac|zavinac|klammeraffe|apenstaartje|"
    r"snabel-a|sobaka|co\?aka|et isareti"
)
_DOT = r"dot|punto|punkt|point|ponto|punct|punctul|kropka|tocka|tecka|nokta|piste|tochka|pont|punt|dht|to\?ka|kpa\?ka"
# Words for other signs of a name.
_JOINS = {"_": "underscore|underline|unterstrich|guion bajo|guiao baixo|podkreslnik|podcherkivanie|tiret bas",
          "-": "dash|hyphen|minus|guion|tiret|trattino|bindestrich|myslnik|defis"}  # fmt: skip
_HOSTS = frozenset(
    """gmail googlemail yahoo ymail hotmail outlook live msn icloud aol proton protonmail tutanota gmx web mail inbox
    yandex ya rambler bk list ukr email zoho posteo qq 163 126 naver daum hanmail seznam wp o2 onet interia libero
    virgilio orange laposte wanadoo sfr uol bol terra rediffmail example""".split()  # noqa: SIM905
)
_OPEN, _CLOSE = r"\s{0,2}[(\[{<*]\s{0,2}", r"\s{0,2}[)\]}>*]\s{0,2}"
_NAME, _LABEL = r"[0-9a-z][0-9a-z._%+-]{0,63}", r"[0-9a-z][0-9a-z-]{0,62}"


_BRACKETED = {"@": "|a|ett|et", r"\.": ""}  # stand for the sign in brackets only


def _sign(words: str, sign: str) -> str:
    bracketed = rf"{_OPEN}(?:{words}|{sign}{_BRACKETED[sign]}){_CLOSE}"
    return rf"(?:{bracketed}|[ _]{{1,2}}(?:{words})[ _]{{1,2}}|[ ]{{0,2}}{sign}[ ]{{0,2}})"


_AT_SIGN, _DOT_SIGN = _sign(_AT, "@"), _sign(_DOT, r"\.")
_WORD_JOIN = rf"[ _]{{1,2}}(?:{'|'.join(_JOINS.values())})[ _]{{1,2}}"
_WORD_DOT = rf"(?:{_OPEN}(?:{_DOT}){_CLOSE}|[ _]{{1,2}}(?:{_DOT})[ _]{{1,2}})"
_SPELLED = pattern(
    rf"{_NAME}(?:(?:{_WORD_DOT}|{_WORD_JOIN}){_NAME}){{0,3}}{_AT_SIGN}{_LABEL}(?:{_DOT_SIGN}{_LABEL}){{1,4}}"
)
_SPACED = pattern(r"(?:[0-9a-z._+-] ){3,40}@ (?:[0-9a-z-] ){2,40}\.(?: [a-z]){2,10}")
_ACCENTED = r"ma\?pa|zavin\?\?|\?t|snabel-\?"  # in the shadow of the text itself
TRIGGER = (
    rf"(?i)(?:[ _]|{_OPEN})(?:{_AT}|@|{_ACCENTED})(?:[ _]|{_CLOSE})|"
    rf"{_OPEN}(?:\?{{1,8}}|a|ett|et){_CLOSE}|@[a-z]{{2,12}}[ ,]|@[ ]|[ ]@|"
    r"\?{4,8}\s{1,2}[0-9a-z-]{2,40}\s{0,2}[.?]|"
    r"\?[0-9a-z?._-]{0,64}@|@[0-9a-z.-]{0,64}\?"
)
_ENDINGS = "com|net|org|info|ru|ua|de|fr|es|it|pl|pt|br|nl|cz|ro|tr|co\\.uk|com\\.br|com\\.mx"
_MISTYPED = pattern(rf"{_NAME}@(?:{'|'.join(sorted(_HOSTS))})(?:, ?| )(?:{_ENDINGS})\b")
_AT_WRITTEN, _DOT_WRITTEN = re.compile(_AT_SIGN.replace(r"\?", ".")), re.compile(_DOT_SIGN.replace(r"\?", "."))
_WORD_DOT_WRITTEN = re.compile(_WORD_DOT.replace(r"\?", "."))
_JOIN_WRITTEN = {sign: re.compile(rf"[ _]{{1,2}}(?:{words})[ _]{{1,2}}") for sign, words in _JOINS.items()}
_CUE = re.compile(
    r"e-?mail|\bmail|correo|write|schreib|escrib|escrev|ecri|scrivi|scrie|napisz|pisz|contact|kontakt|contat|поч|пиш|"
    r"имейл|мейл|邮箱|邮件|信箱|メール|이메일|بريد|ايميل|อีเมล|επικοινων"
)
_CUE_WINDOW = 40
_NO_DOT = re.compile(r"[ ,]{1,2}")
_MARKED = re.compile(r"[0-9._+-]")


@dataclass(frozen=True, slots=True)
class Hidden:
    """An address at a span of the folded text; `method` is `spelled`, `letters` or `apart`."""

    local: str
    domain: str
    start: int
    end: int
    method: str
    confidence: float


def hidden(text: Text) -> Iterator[Hidden]:
    """Hidden addresses by offset."""
    data = text.deep.text.encode("ascii", "replace")
    for found in _SPELLED.finditer(data):
        address = _spelled(text, *found.span())
        if address is not None:
            yield address
    for found in _SPACED.finditer(data):
        address = _spaced(text, *found.span())
        if address is not None:
            yield address
    for found in _MISTYPED.finditer(data):
        yield _mistyped(text, *found.span())


def _spelled(text: Text, start: int, end: int) -> Hidden | None:
    deep = text.deep
    written = deep.text[start:end]
    at = _AT_WRITTEN.search(written)
    if at is None or deep.text[max(0, start - 1) : start].isalnum():
        return None
    local = _WORD_DOT_WRITTEN.sub(".", written[: at.start()])
    for sign, words in _JOIN_WRITTEN.items():
        local = words.sub(sign, local)
    local = local.strip("_-.")
    labels, size, first = [], at.end(), ""
    for dot in [*_DOT_WRITTEN.finditer(written, at.end()), None]:
        label = written[size : dot.start() if dot else len(written)]
        labels.append((label, size + len(label)))
        if dot is None or (first and _style(dot.group()) not in ("plain", first)):
            break
        first, size = first or _style(dot.group()), dot.end()
    domain, stop = _longest(labels)
    begin, finish = deep.place(start, start + stop) if domain else (0, 0)
    raw = text.folded[begin:finish]
    method = "letters" if not raw.isascii() and _style(at.group()) == "plain" and first == "plain" else "spelled"
    if not domain or (raw.isascii() and _style(at.group()) == first == "plain"):
        return None  # written plainly
    if method == "spelled" and not _is_meant(text, local, domain, _style(at.group()), first, begin):
        return None
    return Hidden(local, domain, begin, finish, method, 0.85 if method == "spelled" else 0.8)


def _style(sign: str) -> str:
    """`plain`: the sign alone; `bracket`; `word`; `gap`: the sign among spaces."""
    if sign in ("@", "."):
        return "plain"
    if any(char in "([{<*" for char in sign):
        return "bracket"
    return "word" if any(map(str.isalpha, sign)) else "gap"


def _longest(labels: list[tuple[str, int]]) -> tuple[str, int]:
    """The domain of the most labels that exists, and where it ends; ('', 0) for none."""
    for many in range(len(labels), 1, -1):
        domain = public_host(".".join(label for label, _ in labels[:many]))
        if domain:
            return domain, labels[many - 1][1]
    return "", 0


def _is_meant(text: Text, local: str, domain: str, at: str, dot: str, start: int) -> bool:
    known = domain.partition(".")[0] in _HOSTS
    cue = _CUE.search(text.before(start, _CUE_WINDOW)) is not None
    marked = _MARKED.search(local) is not None
    if at == "bracket":
        return True
    if at == "word":
        return (known or cue or marked) if dot in ("word", "bracket") else known and (cue or marked)
    return known or (cue and dot != "plain")


def _mistyped(text: Text, start: int, end: int) -> Hidden:
    """A known mail host with a comma or a space for its dot."""
    local, _, domain = text.deep.text[start:end].partition("@")
    begin, finish = text.deep.place(start, end)
    return Hidden(local, _NO_DOT.sub(".", domain), begin, finish, "spelled", 0.8)


def _spaced(text: Text, start: int, end: int) -> Hidden | None:
    local, _, domain = text.deep.text[start:end].partition("@")
    letters = domain.replace(" ", "")
    for cut in range(len(letters), letters.index("."), -1):
        host = public_host(letters[:cut])
        if host:
            stop = end - 2 * (len(letters) - cut)
            begin, finish = text.deep.place(start, stop)
            return Hidden(local.replace(" ", ""), host, begin, finish, "apart", 0.85)
    return None
