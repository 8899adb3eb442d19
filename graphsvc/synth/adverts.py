"""One advert at a time: an actor's template with its slots filled, its contacts, and what ties show."""

from __future__ import annotations

import random
from dataclasses import dataclass

from graphsvc.synth.actors import Actor, Tie
from graphsvc.synth.names import spell
from graphsvc.synth.phones import Number
from graphsvc.synth.phrasebook import Wording, make_wording
from graphsvc.synth.rates import Rates
from graphsvc.synth.spelling import hidden, hidden_mail, in_column, look_alike, masked, plain
from graphsvc.synth.wallets import ASSETS

COLUMNS = (
    "ad_id", "title", "description", "category", "posted_at", "city", "country", "language", "url", "phone", "email",
    "price", "salary", "image_hash",
)  # fmt: skip
_BOARDS = {"job": "jobs.example.net", "staff": "jobs.example.net", "housing": "rooms.example.org"}
_OTHER_BOARD = "board.example.com"
_HOURS = ("10-22", "10:00-20:00", "9.00-18.00", "11-23", "12:00 - 21:00", "8-19", "14-24")
# Section -> lowest, highest, step of what it asks or pays.
_AMOUNTS = {
    "sale": (60, 250, 10), "service": (20, 90, 5), "housing": (350, 1500, 25), "job": (1400, 4500, 100),
    "staff": (18000, 42000, 500),
}  # fmt: skip
_SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "CAD": "CA$", "AUD": "A$"}


@dataclass(slots=True)
class _Draft:
    """What one advert shows, while it is put together."""

    sentences: list[str]
    images: list[str]
    phone: str = ""
    email: str = ""


class AdvertWriter:
    """Writes rows of COLUMNS. One random stream, so rows depend on seed and order alone. `warned_of`: a number that
    stands nowhere but masked, in warnings."""

    def __init__(self, seed: int, rates: Rates, warned_of: Number) -> None:
        self._rng = random.Random(f"{seed}/adverts")
        self._rates = rates
        self._warned_of = warned_of

    def row(self, key: str, actor: Actor, ordinal: int, posted_at: str, title: str = "") -> list[str]:
        """The advert `ordinal` of an actor. A `title` already used makes it another version of that advert."""
        rng, language = self._rng, actor.language
        city = actor.cities[actor.place_in_turn(ordinal, len(actor.cities))]
        amount = self._amount(actor)
        money = _money(amount, actor)
        slots = {
            "city": city.in_language(language.code), "price": money, "salary": money,
            "price2": _money(amount * 3 // 2, actor), "hours": rng.choice(_HOURS),
        }  # fmt: skip
        wording = self._wording(actor)
        body = wording.body.format_map(slots)
        if self._rates.look_alikes and rng.random() < self._rates.look_alikes:
            body = look_alike(body, rng)
        draft = _Draft([body], [])
        self._own_contacts(draft, actor, ordinal)
        for tie in actor.ties:
            if ordinal in tie.always or rng.random() < tie.rate:
                self._show(draft, actor, tie)
                if not title:
                    tie.planted.shown_by(actor)
        if actor.images and rng.random() < self._rates.image:
            draft.images.insert(0, rng.choice(actor.images))
        if rng.random() < self._rates.masked:
            draft.sentences.append(self._phrase(actor, "masked", masked=masked(self._warned_of)))
        paid = actor.section in ("job", "staff")
        return [
            key, title or wording.title.format_map(slots), wording.separator.join(draft.sentences),
            actor.category, posted_at, city.name, actor.country.code, language.code,
            f"https://{_BOARDS.get(actor.section, _OTHER_BOARD)}/{key}", draft.phone, draft.email,
            "" if paid else f"{amount} {actor.country.currency}", f"{amount} {actor.country.currency}" if paid else "",
            " ".join(draft.images),
        ]  # fmt: skip

    def _wording(self, actor: Actor) -> Wording:
        """The actor's usual wording, or one for this advert alone."""
        if self._rates.paraphrased and self._rng.random() < self._rates.paraphrased:
            return make_wording(actor.language, actor.section, self._rng, actor.brand)
        return actor.wording

    def _own_contacts(self, draft: _Draft, actor: Actor, ordinal: int) -> None:
        rng, rates = self._rng, self._rates
        if rng.random() < rates.silent:
            draft.sentences.append(self._phrase(actor, "site"))
            return
        shown = False
        if actor.handle and rng.random() < rates.handle:
            draft.sentences.append(self._phrase(actor, "handle", handle=spell(*actor.handle, actor.hand)))
            shown = True
        if actor.mailboxes and rng.random() < rates.mail:
            mail = actor.mailboxes[actor.place_in_turn(ordinal, len(actor.mailboxes))]
            if rng.random() < rates.column:
                draft.email = mail
            else:
                shown_mail = hidden_mail(mail, rng) if rates.hidden_mail and rng.random() < rates.hidden_mail else mail
                draft.sentences.append(self._phrase(actor, "email", email=shown_mail))
            shown = True
        if not shown or rng.random() < rates.number:
            self._show_number(draft, actor, actor.number(ordinal))
        former = actor.rotated_from(ordinal)
        if former and rng.random() < rates.previous:
            draft.sentences.append(self._phrase(actor, "previous", phone=self._spell(former, actor)))
        if actor.wallet and rng.random() < rates.wallet:
            chain, wallet = actor.wallet
            draft.sentences.append(self._phrase(actor, "wallet", wallet=wallet, asset=ASSETS[chain]))

    def _show_number(self, draft: _Draft, actor: Actor, number: Number) -> None:
        if self._rng.random() < self._rates.column:
            draft.phone = in_column(number, actor.country.code, actor.hand)
        else:
            draft.sentences.append(self._phrase(actor, "phone", phone=self._spell(number, actor)))

    def _show(self, draft: _Draft, actor: Actor, tie: Tie) -> None:
        if isinstance(tie.value, Number):
            draft.sentences.append(self._phrase(actor, tie.how, phone=self._spell(tie.value, actor)))
        elif tie.how == "text":
            draft.sentences.append(tie.value)
        elif tie.how == "image":
            draft.images.append(tie.value)
        else:
            slot = "building" if tie.how == "place" else tie.how
            draft.sentences.append(self._phrase(actor, tie.how, **{slot: tie.value, "asset": tie.asset}))

    def _spell(self, number: Number, actor: Actor) -> str:
        if self._rng.random() < self._rates.obfuscated:
            return hidden(number, actor.country.code, actor.language, self._rng, self._rates.disguises)
        return plain(number, actor.country.code, actor.hand)

    @staticmethod
    def _phrase(actor: Actor, how: str, **slots: str) -> str:
        """The contact phrase an actor always uses for `how`, filled."""
        phrases = actor.language.contact[how]
        return phrases[actor.hand % len(phrases)].format_map(slots)

    def _amount(self, actor: Actor) -> int:
        lowest, highest, step = _AMOUNTS[actor.section]
        return self._rng.randrange(lowest, highest + 1, step)


def _money(amount: int, actor: Actor) -> str:
    currency = actor.country.currency
    if actor.hand % 3:
        return f"{amount} {currency}" if actor.hand % 2 else f"{amount:,} {currency}"
    return f"{_SYMBOLS[currency]}{amount}"
