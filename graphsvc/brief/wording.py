"""The sentences every report uses: what it is and is not, what a level, a role or a weight means, how to contest.

Careful words are the product here: a report is read by people who were not there, about people who cannot answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from graphsvc.results import BY_CHANCE, STABLE, MergeRisk, Without

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
RIVALS = {
    "An agency, a platform or a service": "One office or site lends its contact to many who do not know each other.",
    "A spam farm or bulk poster": "One firm posts for whoever pays, in bulk, from a few texts.",
    "Independents who share a safety phone": "People who work alone share a phone, a room or a screening text so that "
    "somebody knows where they are.",
    "An honest employer or landlord with branches": "A firm that hires or lets in several places posts many adverts "
    "with the same contacts.",
    "A stock text, picture or page": "Pictures and texts are copied from other adverts and from stock, and many "
    "adverts point to one page.",
    "A forwarding or reception number": "One desk answers, or forwards, the calls of many.",
    "A number or account that changed hands": "Numbers are given to new owners after months of rest, and accounts are "
    "sold; the new owner is a stranger.",
    "An address of an exchange or payment service": "Customers of one exchange pay into addresses that it holds.",
    "A value misread, mistyped or planted": "One wrong digit, or a rival's number put into an advert on purpose, joins "
    "what does not belong together.",
}
TOLD = 3  # identifiers without which the pieces are told
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


def holds(risk: MergeRisk, caption: Callable[[str], str]) -> tuple[str, ...]:
    """What holds a network together, what it falls into, and how sure it is. `caption`: of an identifier; a protected
    one is in no list and has none."""
    if risk.level == "fragile" and not risk.held_by and not risk.without:
        if risk.falls_into > 1:
            return (f"No evidence connects its {risk.falls_into:,} parts: the method put them together.",)
        return (
            "Without the adverts that show two contacts of one kind it falls apart: friends who advertise together "
            "look just so.",
        )
    sentence = LEVELS.get(risk.level, ("", risk.level))[1]
    held = [caption(identifier) for identifier in risk.held_by]
    said = [f"{sentence.rstrip('.')}: {listed(held)}." if held else sentence]
    if risk.level == "single-record":
        return tuple(said)
    said += [_without(one, caption) for one in risk.without[:TOLD]]
    if risk.level != "firm" and not risk.without and risk.falls_into > 1:
        which = "it" if len(risk.held_by) < 2 else "the one that matters most"
        said.append(f"Without {which}, it falls into {risk.falls_into:,} parts.")
    return (*said, _weakest(risk, caption), *_sureness(risk))


def _without(one: Without, caption: Callable[[str], str]) -> str:
    what = caption(one.identifier) if one.identifier else "a protected identifier"
    if one.sizes and one.sizes[0] == 1:
        return f"Without {what}, no two of its {one.pieces:,} parts hold together."
    sizes = [f"{size:,}" for size in one.sizes]
    if one.pieces > len(sizes):
        sizes.append(f"{one.pieces - len(sizes):,} smaller")
    of = f" of {listed(sizes, len(sizes))}" if sizes else ""
    return f"Without {what}, it falls into {one.pieces:,} parts{of}."


def _weakest(risk: MergeRisk, caption: Callable[[str], str]) -> str:
    least = "" if risk.proven else "at most "
    said = f"Its weakest link is {strength(risk.weakest)} ({least}weight {risk.weakest:.1f})"
    if not risk.cut or not risk.cut_off:
        return f"{said}."
    wrong = listed([caption(identifier) for identifier in risk.cut])
    return f"{said}: were {wrong} wrong, {risk.cut_off:,} would fall off."


def _sureness(risk: MergeRisk) -> Iterator[str]:
    if risk.stability is not None:
        weak = "" if risk.stability >= STABLE else ", too few to call it one"
        yield f"It stays together in {100 * risk.stability:.0f} % of resamples of its evidence{weak}."
    if risk.by_chance is not None:
        rate = "fewer than 0.001" if risk.by_chance < 0.001 else f"about {risk.by_chance:.3f}"
        told = "" if risk.by_chance <= BY_CHANCE else ": it cannot be told from chance"
        yield f"For each cluster as tight, a shuffle of who uses what gives {rate}{told}."
