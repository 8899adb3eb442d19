from graphsvc.linking.link import gather
from graphsvc.model import Verb
from tests.support.linked import actors_of, decided
from tests.support.projections import ad, make_projection

A, B, C = "phone:+442079460001", "phone:+442079460002", "phone:+442079460003"
ROWS = [ad("a", A), ad("b", B), ad("c", C)]


def _rules(decisions, rows=ROWS):
    return gather(make_projection(rows), decisions).rules


def test_a_contradiction_is_reported_and_apart_wins():
    said = [
        decided(Verb.SAME, "ad:s:a", "ad:s:c", at="2026-01-01"),
        decided(Verb.SAME, "ad:s:b", "ad:s:c", at="2026-01-02"),
        decided(Verb.NOT_SAME, "ad:s:a", "ad:s:b", at="2026-01-03"),
    ]
    rules = _rules(said)
    assert rules.contradictions == ((said[1].id, (said[2].id,)),)
    assert actors_of(ROWS, said) == [["a", "c"], ["b"]]
    assert _rules(said[::-1]).contradictions == rules.contradictions


def test_record_ids_name_their_unit():
    record = make_projection(ROWS).records[0]
    rules = _rules([decided(Verb.NOT_SAME, record, "ad:s:b")])
    assert rules.apart == ((0, 1),)


def test_what_is_not_shown_here_is_noted():
    rules = _rules([decided(Verb.SAME, "ad:s:a", "ad:s:gone"), decided(Verb.NOT_SAME, "actor:0123", "ad:s:a")])
    assert (rules.same, rules.apart) == ((), ())
    assert len(rules.notes) == 2
    assert not any("gone" in note for note in rules.notes)


def test_a_number_that_changed_hands_is_kept_apart_in_every_epoch_and_joined_in_none():
    rows = [ad("a", A, day=0), ad("b", A, day=400), ad("c", C, day=0)]
    assert len(_rules([decided(Verb.NOT_SAME, A, C)], rows).apart) == 2
    rules = _rules([decided(Verb.SAME, A, C)], rows)
    assert rules.same == ()
    assert "changed hands" in rules.notes[0]


def test_protected_nodes_are_known():
    assert _rules([decided(Verb.PROTECT, A)]).protected == {A}
