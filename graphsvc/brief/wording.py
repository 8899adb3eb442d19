"""The sentences every report uses: what it is and is not, what a level, a role or a weight means, how to contest.

Careful words are the product here: a report is read by people who were not there, about people who cannot answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graphsvc.results import MergeRisk

IS = (
    "A list of adverts and other records that share contact details, grouped by an algorithm for a person to review.",
    "Every group shows its records, where each was read, what holds it together, and what else it could be.",
)
IS_NOT = (
    "Linked does not mean trafficking. A link says that records share something; it does not say what anybody did.",
    "It says nothing about what a person is. Who wrote an advert, and whether freely, cannot be read from these data.",
    "It is no evidence by itself. The records are; each must be checked at its source before anything is done.",
    "Accuracy on synthetic data is not accuracy in the field. Groups can be wrong in both directions.",
    "What was never collected is not here: other sites, languages and places may look different.",
)
KINDS = (
    ("fact", "solid", "Seen in a record, with the file's hash and the line."),
    ("assessment", "dashed", "What a named person concluded, with author, time and reason."),
    (
        "inference",
        "dotted",
        "What an algorithm concluded, with its name, version and parameters. Every group here is one.",
    ),
)
CONTEST = (
    "Look at the evidence of the link: open the file with the given hash, go to the line, read the whole record.",
    "If two records or actors are not the same, decide so in the case, on the screen or with “graphsvc decide”, and "
    "give the reason. The next run respects it, and the case keeps who decided and when.",
    "If an identifier belongs to a service, give it a verdict, such as agency or hotline. It then links nobody.",
    "Every decision can be undone, and none deletes a record. A person named here may ask for the same through the "
    "authority that holds the case.",
)
WEIGHTS = (
    "A weight is a natural log-odds: what sharing this identifier is worth by its kind and rarity, less what is lost "
    "because other posters use it too. Weights order links for review. They are not calibrated on real cases and say "
    "nothing about a person."
)
LEVELS = {
    "firm": ("lower", "No single identifier holds it together."),
    "fragile": ("raised", "Few identifiers hold it together."),
    "single-identifier": ("high", "One single identifier holds it together."),
    "single-record": ("none", "One record: nothing is linked."),
}
ROLES = {
    "exclusive": "holds the actor together",
    "shared": "links actors",
    "hub": "discounted as a hub",
}
_STRENGTHS = ((1.0, "slight"), (3.0, "limited"), (6.0, "substantial"))


def strength(weight: float) -> str:
    """A word for a weight in natural log-odds; the steps are ours, and the same everywhere."""
    return next((word for limit, word in _STRENGTHS if weight < limit), "strong")


def plural(count: int, one: str, many: str = "") -> str:
    """`1 record`, `2,400 records`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], limit: int = 3) -> str:
    """`A, B and C`, or `A, B, C and 4 more`."""
    shown, more = list(names[:limit]), len(names) - limit
    if more > 0:
        return f"{', '.join(shown)} and {more:,} more"
    return " and ".join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def offers(counts: Mapping[str, int]) -> str:
    """What the adverts offer, most frequent first: `3 job, 2 sale`."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    words = {"unknown": "not stated"}
    return ", ".join(f"{count:,} {words.get(name, name)}" for name, count in ordered if count) or "not stated"


def holds(risk: MergeRisk, captions: Sequence[str]) -> tuple[str, ...]:
    """What holds a network together and what it falls into. `captions`: of the identifiers in `risk.held_by`; a
    protected one has none."""
    if risk.level == "fragile" and not risk.held_by and risk.falls_into > 1:
        return (f"No evidence connects its {risk.falls_into:,} parts: the method put them together.",)
    sentence = LEVELS.get(risk.level, ("", risk.level))[1]
    said = [f"{sentence.rstrip('.')}: {listed(captions)}." if captions else sentence]
    if risk.level in ("fragile", "single-identifier") and risk.falls_into > 1:
        which = "it" if len(risk.held_by) < 2 else "the one that matters most"
        said.append(f"Without {which}, it falls into {risk.falls_into:,} parts.")
    if risk.level != "single-record":
        said.append(f"Its weakest link is {strength(risk.weakest)} (weight {risk.weakest:.1f}).")
    return tuple(said)
