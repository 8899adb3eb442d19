"""What platform links stand for."""

from __future__ import annotations

import pytest

from graphsvc.identifiers.platforms.links import target
from graphsvc.identifiers.reading.urls import parse


@pytest.mark.parametrize(
    ("link", "value"),
    [
        ("https://t.me/lola_99?start=1", "telegram:lola_99"),
        ("https://t.me/s/lola_99", "telegram:lola_99"),
        ("https://lola99.t.me/", "telegram:lola99"),
        ("https://t.me/+447700900123", "+447700900123"),
        ("tg://resolve?phone=447700900123", "+447700900123"),
        ("https://wa.me/447700900123", "+447700900123"),
        ("https://wa.me/+44-7700-900123", "+447700900123"),
        ("https://web.whatsapp.com/send?phone=447700900123", "+447700900123"),
        ("https://www.whatsapp.com/send?phone=447700900123", "+447700900123"),
        ("https://viber.click/447700900123", "+447700900123"),
        ("https://ru-ru.facebook.com/lola.rossi", "facebook:lola.rossi"),
        ("https://facebook.com/people/Lola-Rossi/100012345678", "facebook:100012345678"),
        ("https://m.me/lola.rossi", "facebook:lola.rossi"),
        ("https://mobile.twitter.com/lola99", "twitter:lola99"),
        ("https://line.me/R/ti/p/%40lola99", "line:lola99"),
        ("line://ti/p/~lola99", "line:lola99"),
        ("snapchat://add/lola99", "snapchat:lola99"),
        ("instagram://user?username=lola99", "instagram:lola99"),
        ("https://kik.me/lola99", "kik:lola99"),
        ("https://www.reddit.com/user/Lola99/", "reddit:lola99"),
        ("https://ok.ru/profile/123456789", "odnoklassniki:123456789"),
        ("https://www.paypal.com/paypalme/Lola99", "paypal:lola99"),
        ("https://paypal.me/Lola99/25", "paypal:lola99"),
        ("https://www.threads.net/@lola99", "threads:lola99"),
        ("https://discord.com/users/123456789012345678", "discord:123456789012345678"),
    ],
)
def test_accounts_and_numbers(link: str, value: str) -> None:
    url = parse(link)
    assert url is not None
    found = target(url)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    "link",
    [
        "https://t.me/joinchat/AAAA",
        "https://t.me/+AbCdEf",
        "https://t.me/c/123/4",
        "https://t.me/share/url?url=x",
        "https://t.me/",
        "https://wa.me/message/ABC",
        "https://wa.me/123",
        "https://chat.whatsapp.com/ABC",
        "https://signal.me/#eu/abc",
        "https://instagram.com/p/abc/",
        "https://instagram.com/reel/abc",
        "https://instagram.com/explore/tags/x",
        "https://www.instagram.com/",
        "https://facebook.com/groups/1234567",
        "https://facebook.com/share/p/abc",
        "https://facebook.com/login",
        "https://l.facebook.com/l.php?u=x",
        "https://facebook.com/profile.php",
        "https://x.com/home",
        "https://x.com/i/status/1",
        "https://vm.tiktok.com/abc",
        "https://tiktok.com/tag/x",
        "https://vk.com/wall-1_2",
        "https://vk.com/feed",
        "https://youtube.com/watch?v=abc",
        "https://youtu.be/abc",
        "https://linkedin.com/jobs/view/1",
        "https://discord.gg/abc",
        "https://discord.com/invite/abc",
        "https://onlyfans.com/123456",
        "https://example.com/lola",
        "tg://join?invite=x",
    ],
)
def test_posts_groups_and_invitations_are_neither(link: str) -> None:
    url = parse(link)
    assert url is not None
    assert target(url) is None
