from __future__ import annotations

from typing import Any

import pytest

from dash_app import bundles
from dash_app.desk import Desk
from dash_app.panels.explore import expand, groups, hiding, inspector, spread, verbs
from dash_app.steps import Group
from dash_app.views import View
from graphsvc.errors import CaseNotFound, InputError
from tests.support.site import ids_in, text_of

OFFICE = "phone:+442079460999"


def wish(desk: Desk) -> dict[str, Any]:
    return {"ref": desk.case.ref(OFFICE), "edge": "MENTIONS", "kind": "ad"}


@pytest.fixture
def view(desk: Desk) -> View:
    """A view of the number that stands on all eight adverts."""
    fresh = desk.shelf.fresh()
    with desk.changing(fresh.id) as opened:
        opened.add("Add", [OFFICE])
    return fresh


def drawn(desk: Desk, view: View) -> dict[str, dict[str, Any]]:
    return {one["data"]["label"]: one["data"] for one in desk.picture(view)[1][0].values()}


def test_ways_are_offered_with_true_counts(desk: Desk, view: View) -> None:
    said = text_of(spread.question(desk, view, wish(desk)))
    assert "8 adverts are not on the canvas yet" in said
    assert "By month 8 groups, the largest of 1" in said
    assert "By place" not in said  # all from one place: it would tell nothing apart


def test_neighbours_come_as_groups_and_go_by_one_undo(desk: Desk, view: View) -> None:
    said, refs = spread.spread(desk, view.id, wish(desk), "month")
    assert said == "8 nodes in 8 groups."
    assert len(refs) == 8
    assert list(view.nodes) == [OFFICE]
    assert drawn(desk, view)["2025-03 · 1"]["group"] == "fact"
    frame = desk.picture(view)[1]
    assert expand.near(desk.case.ref(OFFICE), frame) == {("MENTIONS", "ad"): 8}
    view.undo()
    assert len(drawn(desk, view)) == 1


def test_what_is_shown_held_or_hidden_is_not_grouped_again(desk: Desk, view: View) -> None:
    expand.expand(desk, view.id, {**wish(desk), "limit": 3, "order": "most"})
    shown = [node for node in view.nodes if node != OFFICE]
    with desk.changing(view.id) as opened:
        opened.hide("Hide", shown[:1])
        opened.group("Group", [Group(opened.next_id("hand"), "hand", "", tuple(shown[1:]))])
    assert len(spread.apart(desk, view, wish(desk))) == 5


def test_a_stub_counts_what_is_left_wherever_the_rest_went(desk: Desk, view: View) -> None:
    expand.expand(desk, view.id, {**wish(desk), "limit": 3, "order": "most"})
    assert drawn(desk, view)["+5 more adverts"]["group"] == "more"
    stub = next(one for one in view.groups.values() if one.by == "more")
    with desk.changing(view.id) as opened:
        opened.hide("Hide", [node for node in opened.nodes if node != OFFICE][:1])
    assert "+5 more adverts" in drawn(desk, view)
    assert groups.open_(desk, view.id, desk.case.ref(stub.id)) == "Added 5 adverts."
    assert not [label for label in drawn(desk, view) if " more " in label]


def test_the_card_of_a_group_opens_it(desk: Desk, view: View) -> None:
    expand.expand(desk, view.id, {**wish(desk), "limit": 8, "order": "most"})
    with desk.changing(view.id) as opened:
        verbs.group_hand(desk, opened, [node for node in opened.nodes if node != OFFICE])
    group = next(iter(view.groups.values()))
    ref = desk.case.ref(group.id)
    card = inspector.content(desk, view.id, {"kind": "node", "ref": ref})
    said = text_of(card)
    assert "8 adverts" in said
    assert "chosen by a person" in said
    assert len([id_ for id_ in ids_in(card) if isinstance(id_, dict) and id_["type"] == "take"]) == 9
    line = inspector.content(desk, view.id, {"kind": "edge", "a": ref, "b": desk.case.ref(OFFICE)})
    assert "8 links in one line" in text_of(line)
    assert groups.take(desk, view, group, 3) == "3 nodes came out; 5 stay in the group."
    assert groups.open_(desk, view.id, ref) == ""
    assert view.closed() == {}


def test_actors_of_the_newest_run_collapse(clustered: Desk) -> None:
    view = clustered.shelf.fresh()
    nodes = clustered.case.clusters()[0]["nodes"]
    with clustered.changing(view.id) as opened:
        opened.add("Open", nodes)
        said = verbs.group_by("actor")(clustered, opened, [])
    assert said.startswith("Grouped ")
    made = [data for data in drawn(clustered, view).values() if data.get("group")]
    assert made
    assert all(data["group"] == "inference" and data["label"].startswith("Actor A-") for data in made)
    held = view.closed()
    member = next(iter(held.values()))[0]
    assert view.home(member) in held
    assert member not in view.nodes


def test_a_protected_node_is_not_named_by_its_group(clustered: Desk) -> None:
    view = clustered.shelf.fresh()
    ads = clustered.case.around(OFFICE, kind="ad")
    clustered.case.decide("protect", [ads[0]], reason="a minor")
    clustered.changed()
    with clustered.changing(view.id) as opened:
        opened.add("Like", [OFFICE], groups=[Group(opened.next_id("wording"), "wording", "", tuple(ads), (ads[0],))])
    label = next(label for label in drawn(clustered, view) if label.startswith("Worded"))
    assert label == "Worded like protected advert · 8"
    card = text_of(groups.content(clustered, view.id, clustered.case.ref(next(iter(view.groups)))))
    assert card.rindex("protected advert") > card.index("Kitchen help")  # listed last, never as the most connected


def test_verbs_are_steps_with_names(desk: Desk, view: View) -> None:
    with desk.changing(view.id) as opened:
        assert verbs.pin(desk, opened, [OFFICE]) == "Pinned 1 node."
        assert verbs.lock(desk, opened, []).startswith("The layout is locked")
        assert verbs.tidy(desk, opened, []).endswith("Unlock it first.")
        verbs.hide(desk, opened, [OFFICE])
    told = [desk.told(step) for step in view.done[1:]]
    assert told == ["Pin +44 20 7946 0999", "Lock the layout", "Hide +44 20 7946 0999"]
    assert "+44 20 7946 0999" in text_of(hiding.content(desk, view))
    with desk.changing(view.id) as opened:
        assert verbs.restore_all(desk, opened, []) == "Restored 1 node."
        assert verbs.undo(desk, opened, []) == "Undone: Restore 1 node"
    assert "Nothing is hidden" in text_of(hiding.content(desk, View("other")))


def test_what_a_browser_sends_is_checked(desk: Desk, view: View) -> None:
    with pytest.raises(CaseNotFound):
        groups.content(desk, view.id, desk.case.ref("group:hand:99"))
    with pytest.raises(InputError):
        desk.case.alike([OFFICE], "colour")
    assert not bundles.is_group(OFFICE)
