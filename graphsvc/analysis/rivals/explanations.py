"""The rival explanations, one function each: from counts to sentences for, against, and on what is not known."""

from __future__ import annotations

from collections.abc import Callable

from graphsvc.analysis.rivals.tally import Tally
from graphsvc.analysis.rivals.words import counted, many
from graphsvc.linking.hubs import CONTACTS
from graphsvc.results import Rival

SEVERAL = 1.5  # effective posters from which others may stand behind a value
LONG = 365.0  # days of use in which a number may have changed hands
REPEATED = 3.0  # records for each advert text from which texts are said to repeat
COPIED = ("image", "template", "url")
ORDINARY = ("housing", "job", "service")


def _given(*sentences: tuple[object, str]) -> tuple[str, ...]:
    """The sentences whose condition holds."""
    return tuple(sentence for holds, sentence in sentences if holds)


def agency(tally: Tally) -> Rival:
    return Rival(
        "An agency, a platform or a service",
        _given(
            (tally.outside, f"Joining identifiers that stand elsewhere too: {tally.outside:,} of {tally.joins:,}; the "
                            f"busiest on {many(tally.elsewhere, 'record')} outside."),
            (tally.spread >= SEVERAL, f"About {tally.spread:.1f} different posters stand behind one of them."),
            (tally.hubs, f"Their records also carry {many(tally.hubs, 'identifier')} that many posters use."),
        ),
        _given((tally.joins and not tally.outside, "Nothing that joins them stands on a record outside.")),
        (),
    )  # fmt: skip


def bulk(tally: Tally) -> Rival:
    per_text = tally.texted / tally.texts if tally.texts else 0.0
    compared = f"Different texts in {many(tally.texted, 'compared record')}: {tally.texts:,}"
    return Rival(
        "A spam farm or bulk poster",
        _given((per_text >= REPEATED, f"{compared}; one text is posted over and over.")),
        _given((0.0 < per_text < REPEATED, f"{compared}; most are written apart.")),
        _given((not tally.texted, "Whether their texts repeat was not compared.")),
    )


def safety(tally: Tally) -> Rival | None:
    contacts = tally.of(*CONTACTS)
    if not contacts:
        return None
    beside = tally.beside(*CONTACTS)
    several = tally.posters > 1
    return Rival(
        "Independents who share a safety phone",
        _given(
            (tally.joins == 1, "One contact is all that joins them."),
            (several and tally.own > 1, f"{tally.own:,} of the {tally.posters:,} posters also have a contact of their "
                                        "own."),
            (tally.at_once, f"{many(tally.at_once, 'contact')} in use by several of them at the same time."),
        ),
        _given(
            (beside, f"They also share {counted(beside)}, which safety does not need."),
            (several and not tally.own, "None of them has a contact of their own."),
        ),
        _given(
            (not several, "Whether several people stand behind these records cannot be read from them."),
            (tally.undated, f"When {many(tally.undated, 'contact')} was in use by whom is not dated."),
        ),
    )  # fmt: skip


def employer(tally: Tally) -> Rival | None:
    ordinary = {kind: number for kind, number in tally.categories.items() if kind in ORDINARY}
    if not ordinary:
        return None
    unstated = tally.categories.get("unknown", 0) + tally.categories.get("other", 0)
    sale = tally.categories.get("sale", 0)
    offers = " and ".join(ordinary)
    return Rival(
        "An honest employer or landlord with branches",
        _given(
            (not sale, f"What they offer is {offers}, in {many(sum(ordinary.values()), 'record')}, and no sale."),
            (tally.posters > 1 and tally.own > 1, f"{tally.own:,} of the {tally.posters:,} posters have a contact of "
                                                  "their own beside the shared one, as branches do."),
            (tally.of("url", "email"), f"They share {counted(tally.beside('phone', 'account', 'wallet', 'image'))}, as "
                                       "one firm would."),
        ),
        _given((sale, f"Sale is offered beside {offers}, in {many(sale, 'record')}.")),
        _given((unstated, f"What is offered is not stated in {many(unstated, 'record')}."),
               (True, "Whether the firm exists is not in these records.")),
    )  # fmt: skip


def copied(tally: Tally) -> Rival | None:
    number = tally.of(*COPIED)
    if not number:
        return None
    beside = tally.beside(*COPIED)
    return Rival(
        "A stock text, picture or page",
        (f"{counted({kind: tally.kinds.get(kind, 0) for kind in COPIED})} among what joins them can be copied by "
         "anybody.",
         *_given((not beside, "Nothing that cannot be copied joins them."))),
        _given((beside, f"They also share {counted(beside)}, which copying an advert does not bring.")),
        (),
    )  # fmt: skip


def forwarding(tally: Tally) -> Rival | None:
    phones = tally.of("phone")
    if not phones:
        return None
    return Rival(
        "A forwarding or reception number",
        _given(
            (tally.at_once, f"{many(tally.at_once, 'contact')} in use by several posters at the same time."),
            (tally.spread >= SEVERAL, f"About {tally.spread:.1f} different posters stand behind one of them."),
        ),
        _given((tally.posters > 1 and not tally.at_once and tally.in_turn, "No contact was in use by two at once.")),
        ("Who answers the number is not in these records.",),
    )


def recycled(tally: Tally) -> Rival | None:
    if not tally.of("phone", "account"):
        return None
    return Rival(
        "A number or account that changed hands",
        _given(
            (tally.changed, f"{many(tally.changed, 'identifier')} changed hands before or after; only one period of "
                            "use is counted here."),
            (tally.in_turn, f"{many(tally.in_turn, 'contact')} in use by one poster after another, never at once."),
            (tally.longest > LONG, f"One was in use over {tally.longest:,.0f} days, long enough to change hands."),
        ),
        _given((tally.at_once, f"{many(tally.at_once, 'contact')} in use by several posters at the same time.")),
        _given((tally.undated, f"When {many(tally.undated, 'contact')} was in use by whom is not dated.")),
    )  # fmt: skip


def exchange(tally: Tally) -> Rival | None:
    wallets = tally.of("wallet")
    if not wallets:
        return None
    return Rival(
        "An address of an exchange or payment service",
        _given((tally.wallets_outside, f"On records outside too: {many(tally.wallets_outside, 'joining wallet')}, "
                                       "as a service's address would be.")),
        _given((not tally.wallets_outside, f"On no record outside: {many(wallets, 'joining wallet')}.")),
        ("Who holds the keys of a wallet is not in these records.",),
    )  # fmt: skip


def mistaken(tally: Tally) -> Rival:
    return Rival(
        "A value misread, mistyped or planted",
        _given(
            (tally.joins == 1, "One identifier is all that joins them."),
            (tally.unsure, f"Read with little confidence: {many(tally.unsure, 'identifier')}, hidden in the text."),
            (tally.posters > 1 and tally.fewest == 1, "One of the posters shows a joining identifier in a single "
                                                      "record."),
        ),
        _given((tally.joins > 1, f"{many(tally.joins, 'identifier')} join them; one mistake does not explain all.")),
        (),
    )  # fmt: skip


EXPLANATIONS: tuple[Callable[[Tally], Rival | None], ...] = (
    agency, bulk, safety, employer, copied, forwarding, recycled, exchange, mistaken,
)  # fmt: skip
