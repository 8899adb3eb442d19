"""What else could explain a link: rival explanations in sentences, each with what would tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WORDS = {
    "phone": "phone number", "email": "e-mail address", "account": "account", "url": "page", "wallet": "wallet",
    "image": "picture",
}  # fmt: skip
SEVERAL = 1.5  # effective posters from which others may stand behind a value
LONG = 365.0  # days of use in which a number may have changed hands


UNSURE = 0.8  # confidence of a find below which it is doubted


@dataclass(frozen=True, slots=True)
class Rival:
    """A shared identifier as a rival explanation sees it: `spread`, effective posters; `days` of use, NaN undated."""

    kind: str
    spread: float
    hub: bool
    days: float


def doubts(shared: Sequence[Rival], unsure: int) -> tuple[str, ...]:
    """Sentences on a link that `shared` identifiers make; `unsure` of them were read with little confidence."""
    kinds = {one.kind for one in shared}
    out = []
    if len(shared) == 1:
        out.append(f"Everything hangs on one {WORDS[shared[0].kind]}; without it nothing links them.")
    if any(one.hub for one in shared):
        out.append("An agency, a platform or a posting service may stand behind what they share: many posters use it.")
    elif any(one.spread >= SEVERAL for one in shared):
        out.append("An agency may stand behind it: several posters with contacts of their own show what they share.")
    if "phone" in kinds:
        out.append(
            "Independents who share a safety phone look the same: ask whether each also has a number of their own."
        )
        out.append("A forwarding or reception number answers for many; who answers it is not in these records.")
        if any(one.kind == "phone" and one.days > LONG for one in shared):
            out.append("Numbers are recycled: one used for more than a year may have changed hands without a gap.")
    if "image" in kinds:
        out.append("Stock or stolen pictures stand in adverts of people who do not know each other.")
    if "url" in kinds:
        out.append("A shared page may be a board, a booking site or a host that anyone can use.")
    if "wallet" in kinds:
        out.append("A wallet may belong to an exchange or a payment service, which pays for many.")
    if unsure:
        out.append(f"{unsure} of the shared identifiers were read from text that hides them, with little confidence.")
    return tuple(out)
