"""Columns that name an identifier's kind, the same in every loader: phones, mail, links, accounts, wallets, hashes."""

from __future__ import annotations

from collections.abc import Callable, Collection

from graphsvc.model import Mention, NodeKind
from loaders.tabular.names import words
from loaders.tabular.sheet import Cells, Sheet
from loaders.tabular.values import split

PHONE = (
    "phones", "phone number", "phone numbers", "phone no", "telephone", "telephone number", "tel", "mobile", "mobile number",
    "mobile phone", "cell", "cellphone", "cell phone", "contact phone", "contact number", "phone contact", "call",
    "hotline", "phone raw", "telefono", "telefonos", "número de teléfono", "movil", "celular", "teléfono móvil",
    "téléphone", "numéro de téléphone", "portable", "numéro", "telefon", "telefonnummer", "handy", "handynummer",
    "rufnummer", "mobilnummer", "numero di telefono", "cellulare", "telefone", "número de telefone", "telemóvel",
    "телефон", "телефоны", "номер телефона", "номер", "мобильный", "telefoon", "telefoonnummer", "nr telefonu",
    "număr de telefon", "numar telefon",
)  # fmt: skip
EMAIL = (
    "emails", "e-mail", "e-mails", "mail", "mails", "email address", "e-mail address", "contact email", "correo",
    "correo electrónico", "courriel", "adresse mail", "adresse e-mail", "adresse email", "mél", "emailadresse",
    "e-mail-adresse", "mailadresse", "posta elettronica", "indirizzo email", "indirizzo e-mail", "endereço de email",
    "эл почта", "электронная почта", "почта", "адрес электронной почты",
)  # fmt: skip
WEBSITE = (
    "websites", "web site", "web", "homepage", "home page", "link", "links", "external link", "external url", "company url",
    "company website", "employer url", "contact url", "apply url", "application url", "apply link", "domain", "domains",
    "sitio web", "página web", "enlace", "enlaces", "site web", "site internet", "lien", "liens", "webseite",
    "internetseite", "internetadresse", "sito", "sito web", "collegamento", "site da empresa", "сайт", "веб сайт",
    "ссылка", "ссылки",
)  # fmt: skip
HANDLE = (
    "handles", "username", "usernames", "user name", "user", "login", "nick", "nickname", "screen name", "account",
    "account name", "account handle", "account url", "profile", "profile url", "profile link", "profile name", "social",
    "social media", "social handle", "usuario", "nombre de usuario", "cuenta", "perfil", "utilisateur",
    "nom d utilisateur", "pseudo", "compte", "profil", "benutzer", "benutzername", "konto", "utente", "nome utente",
    "profilo", "usuário", "nome de usuário", "conta", "пользователь", "имя пользователя", "ник", "логин", "аккаунт",
    "профиль",
)  # fmt: skip
PLATFORM = (
    "social network", "social platform", "messenger", "messaging app", "app", "plataforma", "red social", "plateforme",
    "réseau social", "plattform", "netzwerk", "piattaforma", "rede social", "платформа", "соцсеть", "мессенджер",
)  # fmt: skip
WALLET = (
    "wallets", "wallet address", "wallet addresses", "crypto", "crypto address", "crypto wallet", "cryptocurrency address",
    "payment address", "btc", "btc address", "btc wallet", "bitcoin", "bitcoin address", "bitcoin wallet", "eth",
    "eth address", "eth wallet", "ethereum", "ethereum address", "xmr", "xmr address", "monero", "monero address", "ltc",
    "ltc address", "litecoin", "litecoin address", "trx", "trx address", "tron", "tron address", "usdt", "usdt address",
    "monedero", "cartera", "portefeuille", "brieftasche", "portafoglio", "carteira", "кошелек", "биткоин", "криптокошелек",
)  # fmt: skip
IMAGE = (
    "image hash", "image hashes", "images hash", "photo hash", "photo hashes", "picture hash", "img hash", "phash",
    "image phash", "photo phash", "dhash", "image dhash", "ahash", "pdq", "pdq hash", "sha256", "image sha256",
    "photo sha256", "image md5", "photo md5", "hash imagen", "hash de imagen", "hash image", "bildhash", "bild hash",
    "hash immagine", "hash da imagem", "хеш изображения", "хеш фото",
)  # fmt: skip

# Platform -> how its own column is called. Accounts on the first ones are telephone numbers, wholly or mostly.
NUMBERED = ("whatsapp", "viber", "signal")
PLATFORMS: dict[str, tuple[str, ...]] = {
    "whatsapp": ("whats app", "wa", "whatsapp number", "whatsapp phone", "wsp", "вотсап", "ватсап"),
    "viber": ("viber number", "вайбер"),
    "signal": ("signal number", "сигнал"),
    "telegram": ("tg", "telegram handle", "telegram username", "telegram link", "телеграм", "телеграмм"),
    "instagram": ("insta", "ig", "instagram handle", "instagram username", "инстаграм"),
    "facebook": ("fb", "facebook url", "facebook profile", "facebook page", "фейсбук"),
    "twitter": ("twitter handle", "twitter username", "x handle", "твиттер"),
    "snapchat": ("snap", "snapchat username", "снэпчат"),
    "tiktok": ("tik tok", "tiktok username", "тикток"),
    "wechat": ("we chat", "weixin", "wechat id", "微信"),
    "line": ("line id",),
    "qq": ("qq number",),
    "kakaotalk": ("kakao", "kakao talk", "kakao id"),
    "zalo": ("zalo number",),
    "vk": ("vkontakte", "вк", "вконтакте"),
    "onlyfans": ("only fans",),
    "discord": ("discord id",),
    "skype": ("skype id", "скайп"),
    "kik": ("kik username",),
    "linkedin": ("linked in", "linkedin url"),
    "youtube": ("you tube", "youtube channel"),
    "reddit": ("reddit username",),
}

FIELDS: dict[str, tuple[str, ...]] = {
    "phone": PHONE, "email": EMAIL, "website": WEBSITE, "handle": HANDLE, "platform": PLATFORM, **PLATFORMS,
    "wallet": WALLET, "image": IMAGE,
}  # fmt: skip

_COINS = frozenset("btc xbt bitcoin eth ethereum xmr monero ltc litecoin trx tron usdt биткоин".split())
_HASHES = frozenset("phash dhash ahash whash pdq sha256 sha1 md5".split())


def contacts(sheet: Sheet, but: Collection[int] = ()) -> Callable[[Cells], list[Mention]]:
    """A getter of every contact a row's columns give. `but`: indexes of columns that are something else here."""
    taken: list[tuple[int, str, NodeKind, str]] = []
    for field, kind in (
        ("phone", NodeKind.PHONE), ("email", NodeKind.EMAIL), ("website", NodeKind.URL), ("wallet", NodeKind.WALLET),
        ("image", NodeKind.IMAGE), *((name, NodeKind.ACCOUNT) for name in PLATFORMS),
    ):  # fmt: skip
        taken += [(index, name, kind, _hint(field, name)) for index, name in sheet.named(field) if index not in but]
    handles = [(index, name) for index, name in sheet.named("handle") if index not in but]
    platform = sheet.value("platform")

    def get(cells: Cells) -> list[Mention]:
        found = [
            Mention(_kind(kind, hint, raw), raw, name, hint)
            for index, name, kind, hint in taken
            if cells[index]
            for raw in split(kind.value, cells[index])
        ]
        if handles:
            hint = platform(cells)
            found += [
                Mention(NodeKind.ACCOUNT, raw, name, hint)
                for index, name in handles
                for raw in split("account", cells[index])
            ]
        return found

    return get


def _hint(field: str, column: str) -> str:
    """What the column's name adds: the platform, the coin, the kind of hash."""
    if field in PLATFORMS:
        return field
    narrowing = {"wallet": _COINS, "image": _HASHES}.get(field, frozenset())
    return next((word for word in words(column) if word in narrowing), "")


def _kind(kind: NodeKind, platform: str, raw: str) -> NodeKind:
    """A number, or a link to one, in the column of an app whose accounts are numbers is a phone."""
    if kind is not NodeKind.ACCOUNT or platform not in NUMBERED:
        return kind
    named = any(char.isalpha() for char in raw) and "/" not in raw
    return NodeKind.ACCOUNT if named and platform != "whatsapp" else NodeKind.PHONE

