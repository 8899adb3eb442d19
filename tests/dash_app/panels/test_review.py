"""The review screen: what waits for a person, and what persons said."""

from __future__ import annotations

from dash_app import decide, dialog
from dash_app.desk import Desk
from dash_app.panels.review import hubs, links, log
from tests.support.site import ids_in, text_of


def judge(desk: Desk, verb: str, reason: str, *refs: str) -> None:
    decide.save(desk, {"verb": verb, "refs": list(refs)}, "", "", reason)
    desk.changed()


def test_a_link_waits_until_somebody_judged_it(clustered: Desk) -> None:
    (found, *_) = waiting = clustered.review()
    row = links.row(found)
    assert {column["field"] for column in links.columns()} <= set(row)
    assert "office@example.org" in row["shared"]
    assert "actor:" not in repr(row)
    judge(clustered, "not-same", "Different towns", *row["ref"].split("~"))
    assert [links.key(one) for one in clustered.review()] == [links.key(one) for one in waiting[1:]]
    clustered.case.undo(clustered.case.decisions()[0].id, reason="Mistaken")
    clustered.changed()
    assert clustered.review() == waiting


def test_the_card_doubts_before_it_shows(clustered: Desk) -> None:
    found = clustered.review()[0]
    shown = links.card(found)
    said = text_of(shown)
    assert said.index("How this could be wrong") < said.index("What they share")
    assert "Each has contacts of its own" in said
    verbs = {id_["verb"] for id_ in ids_in(shown) if isinstance(id_, dict) and id_["type"] == "decide"}
    assert verbs == {"same", "not-same", "unsure", "unlink"}
    alone = {**found, "shared": found["shared"][:1]}
    assert "and nothing else" in " ".join(links.doubts(alone))


def test_the_next_link_takes_the_place_of_a_judged_one() -> None:
    old = [{"ref": name} for name in "abc"]
    assert links.following(old, [{"ref": "b"}], old) == {"ids": ["b"]}
    assert links.following([old[0], old[2]], [{"ref": "b"}], old) == {"ids": ["c"]}
    assert links.following([old[0]], {"ids": ["c"]}, old) == {"ids": ["a"]}
    assert links.following([], [{"ref": "b"}], old) == []
    assert links.following(old, [], []) == []


def test_a_contradiction_is_told_before_any_run(clustered: Desk) -> None:
    a, b, c = (clustered.case.ref(f"ad:tied:p{number}") for number in (0, 1, 2))
    judge(clustered, "same", "One voice on the phone", a, c)
    judge(clustered, "same", "Same room", b, c)
    assert clustered.case.contradictions() == []
    judge(clustered, "not-same", "Different towns", a, b)
    (found,) = clustered.case.contradictions()
    said = text_of(log.banner([found]))
    assert "Different towns" in said
    assert "Same room" in said or "One voice" in said
    assert "stay apart" in said
    clustered.case.undo(found["kept"][0], reason="Mistaken")
    assert clustered.case.contradictions() == []


def test_the_log_says_who_when_why_and_about_what(clustered: Desk) -> None:
    judge(clustered, "same", "One voice on the phone", *(clustered.case.ref(f"ad:tied:p{n}") for n in (0, 2)))
    said = text_of(log.listing(clustered))
    assert "Cleaner wanted 0 and Cleaner wanted 2" in said
    assert "One voice on the phone" in said
    assert "local" in said
    assert "2026-01-15 12:00 UTC" in said
    assert "One voice" in text_of(log.listing(clustered, "voice 2026-01 SAME"))
    assert "0 decisions of 1 on this case" in text_of(log.listing(clustered, "nobody"))


def test_reasons_given_before_are_offered_again(clustered: Desk) -> None:
    assert dialog.offered(dialog.before(clustered, "same")) is None
    refs = [clustered.case.ref(f"ad:tied:p{n}") for n in range(4)]
    judge(clustered, "same", "One voice", refs[0], refs[2])
    judge(clustered, "same", "One voice", refs[1], refs[3])
    judge(clustered, "not-same", "Different towns", refs[0], refs[1])
    assert dialog.before(clustered, "same") == ["One voice"]
    assert "One voice" in text_of(dialog.offered(dialog.before(clustered, "same")))


def test_without_a_run_the_screen_teaches(desk: Desk) -> None:
    assert "No hubs to judge" in text_of(hubs.listing(desk))
    assert "Nothing waits for you" in text_of(links.teach(0))
    assert "Choose a link" in text_of(links.teach(3))
    assert log.banner([]) is None


def test_a_hub_waits_until_somebody_judged_it() -> None:
    row = {"ref": "r", "kind": "phone", "label": "+44 20 7946 0999", "verdict": "", "records": 412, "diversity": 37.2,
           "guess": "hotline", "reasons": ["Posters with numbers of their own show it."]}  # fmt: skip
    said = text_of(hubs.hub_row(row))
    assert "Perhaps: Help or emergency line. Posters with numbers of their own show it." in said
    assert "412 records of about 37 different posters" in said
    assert "waits for a verdict" in said
    given = {"verdict": "agency", "author": "local", "at": "2026-01-15T12:00:00Z", "expires": "2027-01-31"}
    judged = text_of(hubs.hub_row({**row, **given}))
    assert "said by local on 2026-01-15, holds until 2027-01-31" in judged
    assert "holds until taken back" in text_of(hubs.hub_row({**row, **given, "expires": ""}))
    assert "Agency" in judged
    assert "Change" in judged
