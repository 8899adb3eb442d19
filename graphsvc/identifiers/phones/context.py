"""What stands around a number: words that announce one, words that announce something else, and masks.

Each answer looks at a fixed number of characters on either side, so that its cost does not grow with the text.
"""

from __future__ import annotations

import re

from graphsvc.identifiers.phones.forms import Piece
from graphsvc.identifiers.reading.text import Text

BEFORE, AFTER = 40, 20

_CALL = re.compile(
    r"(?:^|[\W_])(?:tel(?:e(?:phone|fon\w*|fono)?)?|t[ée]l[ée]phone|phone\w*|mob(?:ile)?|cell(?:phone|ulare?)?|call(?:ing|s)?|"
    r"txt|text(?:ing|s)?|sms|whats ?app|wa|viber|signal|imo|zalo|contact\w*|ring|dial|hotline|fax|number|handy\w*|"
    r"mobil\w*|anruf\w*|ruf\w*|portable|appel\w*|joindre|ll[áa]m\w*|m[óo]vil\w*|celular\w*|contacta\w*|chiam\w*|"
    r"cell|lig(?:ue|ar|a)|telem[óo]vel|zap|sun[ăa]|nr|num[ăa]r\w*|n[úu]mer\w*|zadzwo\w*|dzwo\w*|kom|kontakt\w*|bel(?:len)?|"
    r"gsm|ara(?:y\w*)?|cep|ring|hubungi|hp|goi|g[ọo]i|sdt|тел\w*|моб\w*|звон\w*|позвон\w*|номер\w*|ватсап|вацап|вотсап|"
    r"вайбер|сот\w*|дзвон\w*|телефон\w*|обад\w*|τηλ\w*|κιν\w*|καλ[έε]σ\w*|هاتف|جوال|واتساب|اتصل|موبايل|رقم|تلفن|"
    r"تماس|טלפון|נייד|वॉट्सऐप|फोन|कॉल|โทร)(?:$|[\W_])|電話|电话|手机|手機|致电|연락|전화|☎|📞|📱|☏|✆|📲"
)
_CALL_AFTER = re.compile(r"[\s\W]{0,3}(?:call|text|txt|whats ?app|wa|viber|sms|звон|тел|llam|anruf)")
_ID = (
    r"isbn(?:-?1[03])?|issn|ean|upc|gtin|sku|iban|bic|swift|vat|ust-?id(?:nr)?|tva|btw|nip|nif|cif|cnpj|cpf|ssn|ein|"
    r"abn|acn|siret|siren|hrb|инн|огрн|кпп|снилс|imei|iccid|serial|credit card|debit card|card|karte|karta|carte|"
    r"tarjeta|карт[аы]|visa|mastercard|account|acct|konto\w*|compte|cuenta|sort code|routing|passport|licen[cs]e|uuid|"
    r"doi|pmid|lat(?:itude)?|lon(?:gitude)?|lng|tracking|parcel"
)
_LABEL_END = r"(?:\s?(?:no|nr|num(?:ber)?|n[°º]|№|#|code|id))?[\s.:#№=]{0,4}(?:is\s)?$"
_NEVER_BEFORE = re.compile(rf"(?:^|[\W_])(?:{_ID}){_LABEL_END}")
_LOOSE = (
    r"id|ids|ref(?:erence)?|post(?:ing)?|ad|job|order|invoice|case|ticket|reg(?:istration)?|company|charity|zip|postcode|"
    r"plz|ver(?:sion)?|v|build|iso|din|en|item|article|artikel|model|part|patent|date|dob|born|since|from|between|salary|"
    r"gehalt|pay|price|preis|prix|precio|цена|зарплата|budget|cost|fee|rate|earn|up to|over|about|approx|views|vacancy"
)
_DOUBTFUL_BEFORE = re.compile(rf"(?:^|[\W_])(?:{_LOOSE}){_LABEL_END}")
_MONEY_BEFORE = re.compile(
    r"(?:[$€£¥₽₹₴₺₩฿₫₱₦]|(?:^|[\W_])(?:usd|eur|gbp|rub|руб|chf|aud|cad|aed|inr|pln|zł|ron|lei|r|rs)[.:]?)\s?$"
)
_MONEY_AFTER = re.compile(
    r"\s?(?:[$€£¥₽₹₴₺₩฿%‰°]|(?:usd|eur|gbp|euros?|dollars?|pounds?|rub|руб\w*|р|zł|pln|ron|lei|chf|aed|inr)(?:$|[\W_]))"
)
_UNIT_AFTER = re.compile(
    r"\s?(?:k|kg|g|mg|km|cm|mm|m|m2|sqm|sq|ft|lbs?|ml|l|gb|mb|kb|[mgk]?hz|kwh?|hp|years?|yrs?|yo|days?|hours?|hrs?|h|"
    r"min|mins|sec|per|pcs|pieces|people|views|followers|members|units|points|pts|лет|jahre|años|ans|anni)(?:$|[\W_])"
)
_MASK_BEFORE = re.compile(r"(?:[*•●▪█_]|x{2})[ .()/-]{0,3}$")
_MASK_AFTER = re.compile(r"[ .()/-]{0,3}(?:[*•●▪█]|_{2}|x{2}|\?{2}|#{2})")
_GLUED = re.compile(r"[^\W\d_]{2}")
_TIES_BEHIND, _TIES_BEFORE = tuple("_@=%0123456789"), tuple("_@=&$#%\\^~")
_JOINS = tuple("-/:.,'")


def is_masked(text: Text, start: int, end: int) -> bool:
    """Digits were taken out beside it (0176***4567): the rest is no number, however valid it looks."""
    return bool(_MASK_BEFORE.search(text.before(start, 6)) or _MASK_AFTER.match(text.after(end, 6)))


def is_called(text: Text, start: int, end: int) -> bool:
    """A word near it says that this is a number to reach someone at."""
    return bool(_CALL.search(text.before(start, BEFORE)) or _CALL_AFTER.match(text.after(end, AFTER)))


def is_other(text: Text, piece: Piece) -> bool:
    """The words beside it say that it is something else: an amount, a card, an id; where loosely grouped, a unit."""
    before, after = text.before(piece.start, BEFORE), text.after(piece.end, AFTER)
    if _MONEY_BEFORE.search(before) or _MONEY_AFTER.match(after) or _NEVER_BEFORE.search(before):
        return True
    doubtful = _DOUBTFUL_BEFORE.search(before) or _UNIT_AFTER.match(after)
    return bool(doubtful) and not (piece.is_grouped and (piece.text[0] in "0("))


def is_apart(text: Text, piece: Piece) -> bool:
    """It stands by itself, not inside a longer word or code. Adverts glue sentences together, so letters may touch a
    number that is plainly written as one."""
    before, after = text.folded[max(0, piece.start - 2) : piece.start], text.folded[piece.end : piece.end + 2]
    written = piece.is_grouped and piece.text[0] in "0("
    if after[:1] in _TIES_BEHIND or (after[:1] == "-" and after[1:].isalnum()) or before[-1:] in _TIES_BEFORE:
        return False
    if after[:1].isalpha() and not (piece.is_grouped and _GLUED.match(after)):
        return False
    if before[-1:].isalpha():
        return piece.is_grouped or _ends_in_call(text, piece.start)
    if before[-1:] in _JOINS and before[:-1].isalnum():
        return written or (before[0].isalpha() and _ends_in_call(text, piece.start - 1))
    return not before[-1:].isdigit()


def is_apart_with_plus(text: Text, start: int, end: int) -> bool:
    """The same for a number that begins with a plus sign, which no word does."""
    before, after = text.folded[max(0, start - 1) : start], text.folded[end : end + 2]
    glued = after[:1].isalpha() and not _GLUED.match(after)
    return not (glued or before.isdigit() or before in _TIES_BEFORE or after[:1] in _TIES_BEHIND or after[:1].isdigit())


def _ends_in_call(text: Text, start: int) -> bool:
    window = text.before(start, 12)
    found = [match.end() for match in _CALL.finditer(window)]
    return bool(found) and found[-1] == len(window)
