"""What a hub may be: a guess for the verdict queue, with its reasons. A person's verdict alone settles it."""

from __future__ import annotations

from graphsvc.linking.hubs import CONTACTS
from graphsvc.linking.units import TEMPLATE

BESIDE = 0.5  # share of a number's uses beside another number from which posters have their own
BY_KIND = {TEMPLATE: "stock-text", "image": "stock-picture", "url": "platform", "wallet": "exchange"}
WHY = {
    "stock-text": "Posters with different contacts use the same words: a form, a screening text or a copied advert.",
    "stock-picture": "Posters with different contacts show the same picture: stock, or taken from elsewhere.",
    "platform": "Posters with different contacts refer to it: a board or a booking page that anyone can use.",
    "exchange": "Posters with different contacts ask to be paid there: an exchange or a payment service pays for many.",
    "agency": "It stands beside a number of the poster's own in most of them: an agency, a desk or a switchboard.",
    "forwarding": "It is the only number in most of them: it answers, or forwards, the calls of posters otherwise "
    "known by addresses or accounts.",
    "hub": "Posters with different contacts give it: an agency or a service stands behind it.",
}


def guess(kind: str, records: int, posters: float, beside: float) -> tuple[str, tuple[str, ...]]:
    """(what it may be, reasons) of a hub of this kind in so many records. `posters`: their effective number; `beside`:
    share of its uses that stand beside another value of its kind."""
    what = BY_KIND.get(kind, "")
    if kind in CONTACTS:
        what = "agency" if kind != "phone" or beside >= BESIDE else "forwarding"
    seen = f"About {posters:.0f} different posters stand behind {records} records that show it."
    return what, (seen, WHY["hub" if kind in CONTACTS and kind != "phone" else what])
