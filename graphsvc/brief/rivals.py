"""Other explanations of the same evidence, with what speaks for and against each.

People who work alone share a phone, a room or a screening text to stay safe; agencies, platforms and stock texts join
strangers; numbers change hands. A network is read beside these, never alone. Each function takes the shared evidence
of one network and gives a `Rival`, or None where nothing in the data could suggest it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graphsvc.brief import EvidenceLine, Rival
from graphsvc.brief.wording import listed, plural


@dataclass(frozen=True, slots=True)
class Shared:
    """What one network rests on, each identifier once. `joins`: what holds it together, between its actors or, where
    there is one actor only, within; `beside`: what else its records carry. `categories`: what its adverts offer."""

    joins: Sequence[EvidenceLine]
    beside: Sequence[EvidenceLine]
    categories: Mapping[str, int]

    def of(self, *kinds: str) -> list[EvidenceLine]:
        return [line for line in self.joins if line.kind in kinds]

    def except_for(self, lines: Sequence[EvidenceLine]) -> str:
        """Captions of what else joins it."""
        return listed([line.caption for line in self.joins if line not in lines])


def rivals(shared: Shared) -> tuple[Rival, ...]:
    """Every explanation that the data could suggest, most general first."""
    found = (make(shared) for make in _EXPLANATIONS)
    return tuple(rival for rival in found if rival is not None)


def _service(shared: Shared) -> Rival:
    wide = [line for line in (*shared.joins, *shared.beside) if line.elsewhere]
    most = sorted(wide, key=lambda line: (-line.elsewhere, line.caption))[:3]
    return Rival(
        "A shared service",
        "An agency, a platform, a print shop or a call forwarder lends its contact to many who do not know each other.",
        tuple(f"{line.caption} also stands on {plural(line.elsewhere, 'record')} outside." for line in most),
        () if wide else ("None of its identifiers stands on a record outside it.",),
    )


def _safety(shared: Shared) -> Rival | None:
    contacts = shared.of("phone", "email", "account")
    if not contacts:
        return None
    others = shared.except_for(contacts)
    return Rival(
        "A phone shared for safety",
        "People who work alone share a phone, a room or a screening text so that somebody knows where they are.",
        (f"{listed([line.caption for line in contacts])}: sharing a contact is how that would look.",),
        (f"They also share {others}, which safety would not need.",) if others else (),
    )


def _copied(shared: Shared) -> Rival | None:
    copied = shared.of("image", "template", "url")
    if not copied:
        return None
    others = shared.except_for(copied)
    return Rival(
        "A copied text, picture or page",
        "Pictures and texts are copied from other adverts and from stock, and many adverts point to one page.",
        (f"{listed([line.caption for line in copied])} can be copied by anybody.",),
        (f"They also share {others}, which copying an advert would not explain.",) if others else (),
    )


def _passed_on(shared: Shared) -> Rival | None:
    phones = shared.of("phone", "account")
    if not phones:
        return None
    epochs = [line for line in phones if line.epoch]
    return Rival(
        "A number or account that changed hands",
        "Numbers are given to new owners after months of rest, and accounts are sold; the new owner is a stranger.",
        tuple(f"{line.caption} has more than one period of use; this is {line.epoch}." for line in epochs),
        () if epochs else ("No long silence was seen in the use of what they share.",),
    )


def _exchange(shared: Shared) -> Rival | None:
    wallets = shared.of("wallet")
    if not wallets:
        return None
    return Rival(
        "An address of an exchange or payment service",
        "Customers of one exchange pay into addresses that it holds for all of them.",
        tuple(f"{line.caption} is shared." for line in wallets[:3]),
        tuple(f"{line.caption} stands on no record outside." for line in wallets[:3] if not line.elsewhere),
    )


def _business(shared: Shared) -> Rival | None:
    named = sorted(name for name, count in shared.categories.items() if count and name in ("job", "housing"))
    if not named:
        return None
    other = sorted(name for name, count in shared.categories.items() if count and name not in ("job", "housing"))
    return Rival(
        "An ordinary employer or landlord",
        "A firm that hires or lets in several places posts many adverts with the same contacts.",
        (f"Its adverts offer {' and '.join(named)}.",),
        (f"It also has adverts of another kind: {', '.join(other)}.",) if other else (),
    )


def _error(shared: Shared) -> Rival | None:
    if len(shared.joins) != 1:
        return None
    return Rival(
        "A value misread, mistyped or planted",
        "One wrong digit, or a rival's number put into an advert on purpose, joins what does not belong together.",
        (f"{shared.joins[0].caption} is the only thing that links them.",),
        (),
    )


_EXPLANATIONS: tuple[Callable[[Shared], Rival | None], ...] = (
    _service, _safety, _copied, _passed_on, _exchange, _business, _error,
)  # fmt: skip
