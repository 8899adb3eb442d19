"""What a link to a platform stands for: an account, a telephone number, or neither (a post, a group, an invitation)."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qs, unquote

from graphsvc.identifiers import Identifier
from graphsvc.identifiers.phones import plan
from graphsvc.identifiers.platforms.table import Platform, by_host, platforms
from graphsvc.identifiers.reading.urls import APPS, Url
from graphsvc.model import NodeKind

# Sub-domains that show the same pages: mobile, plain and language versions.
_SAME_PAGES = re.compile(r"(?:www|m|mobile|web|mbasic|touch|old|new|[a-z]{2}(?:-[a-z]{2})?)[.]")
# Hosts whose links hold a number: the app, and where the number stands ('' path, '#' fragment, else a parameter).
_NUMBER_HOSTS = {
    "wa.me": ("whatsapp", ""),
    "whatsapp.com": ("whatsapp", "phone"),
    "api.whatsapp.com": ("whatsapp", "phone"),
    "viber.click": ("viber", ""),
    "signal.me": ("signal", "#"),
}
_NUMBER_PARAMETERS = ("phone", "number")
_NAME_PARAMETERS = ("domain", "username", "screen_name", "id")
_APP_PLATFORMS = {"tg": "telegram", "sgnl": "signal", "fb": "facebook", "weixin": "wechat"}
_PATH_APPS = ("line", "snapchat")  # whose own links are built like their web links
_CUT = re.compile(r"/?\+?[0-9]{0,5}")
_NUMBER = re.compile(r"\+?[0-9][0-9 ().-]{5,20}")


@lru_cache(maxsize=8192)
def target(url: Url) -> Identifier | None:
    """The account or phone that a link stands for, None for a page. A phone's `data` names the app."""
    if url.scheme in APPS:
        return _app(url)
    host = _SAME_PAGES.sub("", url.host, count=1) if url.host.count(".") > 1 else url.host
    if host.endswith(".t.me"):
        return account(platforms()["telegram"], host.removesuffix(".t.me"))
    if url.host in _NUMBER_HOSTS or host in _NUMBER_HOSTS:
        return _number_link(url, *(_NUMBER_HOSTS.get(url.host) or _NUMBER_HOSTS[host]))
    platform = by_host().get(url.host) or by_host().get(host)
    return None if platform is None else _page(platform, url)


def is_cut_number(url: Url) -> bool:
    """A link of an app whose accounts are numbers that ends inside the number: `wa.me/+44`."""
    return url.host in _NUMBER_HOSTS and _CUT.fullmatch(url.path) is not None


def account(platform: Platform, name: str) -> Identifier | None:
    """The node of a name on a platform; a number where numbers are the accounts is a phone."""
    if platform.numbers and _NUMBER.fullmatch(name):
        return phone(name, platform.name)
    canonical = platform.canonical(name)
    return Identifier(NodeKind.ACCOUNT, (platform.name, canonical)) if canonical else None


def phone(text: str, app: str) -> Identifier | None:
    """The node of a number as links write it: international, with or without its plus sign."""
    number = plan.international("".join(char for char in text if char in "0123456789"))
    return Identifier(NodeKind.PHONE, (number,), {"app": app}) if number else None


def _number_link(url: Url, app: str, where: str) -> Identifier | None:
    if where == "#":
        text = url.fragment.removeprefix("p/")
    elif where:
        text = _parameter(url, (where,))
    else:
        text = unquote(url.path).strip("/")
    return phone(text, app) if _NUMBER.fullmatch(text) else None


def _page(platform: Platform, url: Url) -> Identifier | None:
    path = unquote(url.path)
    if platform.name == "telegram" and _NUMBER.fullmatch(path.removeprefix("/")):
        return phone(path, platform.name)  # t.me/+4477...: letters after the plus sign would be an invitation
    if platform.name == "facebook" and path.rstrip("/") == "/profile.php":
        return account(platform, _parameter(url, ("id",)))
    return account(platform, platform.in_path(path))


def _app(url: Url) -> Identifier | None:
    name = _APP_PLATFORMS.get(url.scheme, url.scheme)
    number = _parameter(url, _NUMBER_PARAMETERS)
    if _NUMBER.fullmatch(number):
        return phone(number, name)
    platform = platforms().get(name)
    if platform is None:
        return None
    in_path = platform.in_path(f"/{url.host}{unquote(url.path)}") if url.scheme in _PATH_APPS else ""
    return account(platform, _parameter(url, _NAME_PARAMETERS) or in_path)


def _parameter(url: Url, names: tuple[str, ...]) -> str:
    found = parse_qs(url.query, max_num_fields=100) if url.query.count("&") < 100 else {}
    return next((found[name][0].strip() for name in names if name in found), "")
