"""Private keys: whoever holds one holds the money, so none is kept, echoed or hashed. `redact` masks them.

Known by themselves
    WIF (Bitcoin, Litecoin, Dogecoin, Dash and their kin; test networks), by checksum or, for Bitcoin's, by shape
    extended private keys (BIP 32: xprv, yprv, zprv, tprv, ...), by shape; BIP 38 (6P...), by shape
    XRP seeds, by checksum; Solana key pairs, by the public key inside; PEM blocks
Known by the words before them
    32 bytes in hex after "private key" and the like; 12 to 24 words after "seed phrase" and the like (BIP 39)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from Crypto.PublicKey import ECC

from graphsvc.identifiers.chains import base58
from graphsvc.identifiers.reading.linear import pattern
from graphsvc.identifiers.reading.text import Text

MASK = "█"
SHORTEST = 28  # characters; no key is shorter

_RUN_TEXT = r"[0-9A-Za-z]{28,128}"
_RUN = pattern(_RUN_TEXT)
_PEM = pattern(r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_PEM_END = re.compile(r"-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----")
_BASE58 = f"[{base58.BITCOIN}]"
_SHAPE = re.compile(
    rf"5[HJK]{_BASE58}{{49}}|[KL]{_BASE58}{{51}}|6P{_BASE58}{{56}}"
    rf"|(?:[xyztuv]prv|[YZUV]prv|[LM]tpv|ttpv|dgpv|drkv){_BASE58}{{100,112}}"
)
_WIF_TEXT, _XRP_TEXT, _SOLANA_TEXT = range(50, 54), range(28, 34), range(85, 89)
_XRP_SEEDS = {b"\x21": 16, b"\x01\xe1\x4b": 16}  # prefix -> bytes of entropy (XRP Ledger, "Base58 Encodings")

_HEX = re.compile(r"(?:0x)?[0-9a-f]{64}")
_BEFORE = 48  # characters before a hex key in which the words that name it stand
_KEY_WORDS = re.compile(
    r"priv(?:ate)?[ _-]?key|secret[ _-]?key|spend[ _-]?key|view[ _-]?key|signing[ _-]?key|private|privkey|secret|"
    r"\bseed\b|приватн|секретн|закрыт\w+ ключ|clave privada|llave privada|cl[ée] priv[ée]e|privater? schl[üu]ssel|"
    r"chiave privata|chave privada|私钥|私鑰|秘密鍵|개인 ?키"
)
_SEED_WORDS = re.compile(
    r"(?:seed|recovery|backup|mnemonic|secret|wallet)[ -]?(?:phrase|words|seed)|mnemonic|(?:12|24)[ -]?words?|"
    r"\bseed(?=\s?[:=])|"
    r"сид[ -]?фраз\w*|мнемоник\w*|frase (?:semilla|de recuperaci[óo]n)|phrase de r[ée]cup[ée]ration|助记词|助記詞"
)
_WORD = r"(?:[0-9]{1,2}[.)]\s?)?[a-z]{3,8}"
_SEED = re.compile(rf"\W{{0,4}}(?:is|are|here)?\W{{0,12}}({_WORD}(?:[\s,]{{1,4}}{_WORD}){{11,23}})")
_MENTIONS = ("seed", "mnemonic", "words", "phrase", "сид", "мнемоник", "frase", "助记词", "助記詞")
_ANY = pattern(rf"{_RUN_TEXT}|-----BEGIN|(?i:seed|mnemonic|words|phrase|frase)")


def redact(text: str) -> tuple[str, int]:
    """`text` with every private key masked, each character by one block, and how many there were."""
    if len(text) < SHORTEST or (text.isascii() and not _ANY.search(text.encode("ascii"))):
        return text, 0
    prepared = Text(text)
    spans = [prepared.place(start, end) for start, end in _merged(sorted(_spans(prepared)))]
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], MASK * (end - start)]
        done = end
    return "".join([*parts, text[done:]]), len(spans)


def _spans(text: Text) -> Iterator[tuple[int, int]]:
    for found in _RUN.finditer(text.data):
        start, end = found.span()
        if _is_key(text.folded[start:end]) or _is_named_hex(text, start, end):
            yield start, end
    yield from _pem_blocks(text)
    if any(word in text.lower for word in _MENTIONS):
        yield from _seed_phrases(text.lower)


def _pem_blocks(text: Text) -> Iterator[tuple[int, int]]:
    """From BEGIN to END; a block that never ends is masked to the end of the text."""
    done = 0
    for found in _PEM.finditer(text.data):
        if found.start() >= done:
            close = _PEM_END.search(text.folded, found.end())
            done = close.end() if close else len(text.folded)
            yield found.start(), done


def _seed_phrases(lower: str) -> Iterator[tuple[int, int]]:
    words = _SEED_WORDS.search(lower)
    while words:
        phrase = _SEED.match(lower, words.end())
        if phrase:
            yield phrase.span(1)
        words = _SEED_WORDS.search(lower, (phrase or words).end())


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in spans:
        if out and start < out[-1][1]:
            out[-1] = out[-1][0], max(end, out[-1][1])
        else:
            out.append((start, end))
    return out


def _is_key(run: str) -> bool:
    if _SHAPE.fullmatch(run):
        return True
    if len(run) in _WIF_TEXT:
        return _is_wif(base58.decode_check(run))
    if len(run) in _XRP_TEXT and run[0] == "s":
        return _is_xrp_seed(base58.decode_check(run, base58.RIPPLE))
    return len(run) in _SOLANA_TEXT and _is_solana_pair(base58.decode(run))


def _is_wif(payload: bytes | None) -> bool:
    """A version byte from 0x80, 32 bytes, and 01 where the public key is compressed."""
    if payload is None or payload[0] < 0x80:
        return False
    return len(payload) == 33 or (len(payload) == 34 and payload[-1] == 1)


def _is_xrp_seed(payload: bytes | None) -> bool:
    return payload is not None and any(
        payload.startswith(prefix) and len(payload) == len(prefix) + size for prefix, size in _XRP_SEEDS.items()
    )


def _is_solana_pair(data: bytes | None) -> bool:
    """Seed and public key; a transaction's signature has as many bytes."""
    if data is None or len(data) != 64:
        return False
    public = ECC.construct(curve="Ed25519", seed=data[:32]).public_key().export_key(format="raw")
    return bool(public == data[32:])


def _is_named_hex(text: Text, start: int, end: int) -> bool:
    if end - start not in (64, 66) or not _HEX.fullmatch(text.lower[start:end]):
        return False
    return _KEY_WORDS.search(text.before(start, _BEFORE)) is not None
