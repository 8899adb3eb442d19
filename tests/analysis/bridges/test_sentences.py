from graphsvc.analysis.bridges import NAMED, bridges

PHONE, MAIL = "phone:+442079460001", "email:a%40example.org"
CATEGORIES = [("job",), ("job",), ("sale",), ("sale",), ("sale",), ("housing",)]


def test_both_kinds_and_what_joins_them():
    uses = [(0, PHONE), (2, PHONE), (3, PHONE), (1, MAIL), (5, MAIL)]
    first, second = bridges(CATEGORIES, uses, ())
    assert first == "2 job adverts and 3 sale adverts stand in this cluster."
    assert second == "1 job advert and 2 sale adverts share the number +44 20 7946 0001."


def test_one_kind_is_no_bridge():
    assert bridges([("job",), ("housing",)], [(0, PHONE)], ()) == ()
    assert bridges([], [], ()) == ()


def test_joined_step_by_step():
    assert bridges(CATEGORIES, [(0, PHONE), (1, MAIL)], ())[-1].startswith("No single identifier stands in both kinds")


def test_protected_identifiers_are_not_named():
    said = " ".join(bridges(CATEGORIES, [(0, PHONE), (2, PHONE)], {PHONE}))
    assert "protected" in said
    assert "7946" not in said


def test_an_advert_that_changed_its_kind_stands_in_both():
    assert bridges([("job", "sale")], [(0, PHONE)], ())[1].startswith("1 job advert and 1 sale advert share")


def test_the_rest_is_counted():
    uses = [(r, f"phone:+4420794600{i:02d}") for i in range(NAMED + 3) for r in (0, 2)]
    said = bridges(CATEGORIES, uses, ())
    assert len(said) == NAMED + 2
    assert said[-1] == "3 further identifiers stand in both kinds."
