from __future__ import annotations

from datetime import timedelta

import pytest

from dash_app.access import IDLE, LIFE, LINK_LIFE, OWNER, Links, Outcome, Permission, Sessions
from graphsvc.errors import InputError
from tests.support.site import SECRET, Hands


@pytest.fixture
def links(hands: Hands) -> Links:
    return Links(SECRET, hands)


@pytest.fixture
def sessions(hands: Hands) -> Sessions:
    return Sessions(SECRET, hands)


def test_a_link_opens_once(links: Links) -> None:
    token = links.new()
    assert links.take(token) is Outcome.OPENED
    assert links.take(token) is Outcome.USED


def test_a_link_runs_out(links: Links, hands: Hands) -> None:
    token = links.new()
    hands.now += LINK_LIFE + timedelta(seconds=1)
    assert links.take(token) is Outcome.EXPIRED
    assert links.take(token) is Outcome.USED


def test_a_new_link_replaces_the_one_before(links: Links) -> None:
    old, new = links.new(), links.new()
    assert links.take(old) is Outcome.UNKNOWN
    assert links.take(new) is Outcome.OPENED


@pytest.mark.parametrize("token", ["", "a", "\ud800", "x" * 100_000])
def test_a_guess_opens_nothing(links: Links, token: str) -> None:
    links.new()
    assert links.take(token) is Outcome.UNKNOWN


def test_tokens_and_cookies_hold_256_random_bits(links: Links, sessions: Sessions) -> None:
    made = {links.new() for _ in range(50)} | {sessions.open() for _ in range(50)}
    assert len(made) == 100
    assert min(map(len, made)) >= 43  # 32 bytes in base64


def test_neither_tokens_nor_cookies_are_kept(links: Links, sessions: Sessions) -> None:
    token, cookie = links.new(), sessions.open()
    assert token not in repr(vars(links))
    assert cookie not in repr(vars(sessions))


def test_a_session_is_found_by_its_cookie_alone(sessions: Sessions) -> None:
    cookie = sessions.open()
    found = sessions.get(cookie)
    assert found is not None
    assert found.permissions == OWNER == frozenset(Permission)
    assert sessions.get(cookie[:-1]) is None


def test_a_session_ends_when_nobody_uses_it(sessions: Sessions, hands: Hands) -> None:
    cookie = sessions.open()
    hands.now += IDLE
    assert sessions.get(cookie) is not None
    hands.now += IDLE + timedelta(seconds=1)
    assert sessions.get(cookie) is None


def test_a_busy_session_ends_too(sessions: Sessions, hands: Hands) -> None:
    cookie = sessions.open()
    end = hands.now + LIFE
    while hands.now < end:
        assert sessions.get(cookie) is not None
        hands.on(hours=1)
    hands.on(seconds=1)
    assert sessions.get(cookie) is None


def test_setting_the_clock_back_revives_nothing(sessions: Sessions, hands: Hands) -> None:
    cookie = sessions.open()
    hands.on(days=1)
    assert sessions.get(cookie) is None
    other = sessions.open()
    hands.on(days=-1)
    assert sessions.get(cookie) is None
    assert sessions.get(other) is not None


def test_a_closed_session_is_over(sessions: Sessions) -> None:
    cookie = sessions.open()
    sessions.close(cookie)
    assert sessions.get(cookie) is None


@pytest.mark.parametrize("secret", [b"", b"x", b"secret", b"change me please", bytes(31)])
def test_a_short_secret_is_refused(secret: bytes, hands: Hands) -> None:
    with pytest.raises(InputError, match=f"has {len(secret)} bytes"):
        Sessions(secret, hands)


def test_another_secret_knows_nothing(sessions: Sessions, hands: Hands) -> None:
    cookie = sessions.open()
    other = Sessions(bytes(32), hands)
    other._open = dict(sessions._open)
    assert other.get(cookie) is None
