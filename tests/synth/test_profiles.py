from __future__ import annotations

from collections import defaultdict


def test_profiles_are_of_posters_and_keep_their_handles(corpus):
    truth = corpus.truth()
    posters = {actor for (source, _), (actor, _) in truth.items() if source == "ads"}
    rows = corpus.rows("accounts.csv")
    assert len(rows) > 40
    assert {truth["accounts", row["account_id"]][0] for row in rows} <= posters
    assert len({(row["platform"], row["username"]) for row in rows}) == len(rows)
    text = "\n".join(row["description"] for row in corpus.rows("ads.csv"))
    assert sum(row["username"] in text for row in rows) > 0.7 * len(rows)


def test_some_profiles_are_registered_with_what_the_adverts_show(corpus):
    truth = corpus.truth()
    rows = [row for row in corpus.rows("accounts.csv") if row["phone"]]
    assert len(rows) > 10
    shared = 0
    for row in rows:
        number = "+" + "".join(filter(str.isdigit, row["phone"]))
        actors, _ = corpus.owners(corpus.showing(number))
        shared += truth["accounts", row["account_id"]][0] in actors
    assert shared > 0.5 * len(rows)


def test_nobody_follows_themselves_and_public_accounts_are_followed_by_many(corpus):
    rows = corpus.rows("follows.csv")
    assert all(row["follower"] != row["followed"] for row in rows)
    assert len({(row["platform"], row["follower"], row["followed"]) for row in rows}) == len(rows)
    followers = defaultdict(set)
    for row in rows:
        followers[row["followed"]].add(row["follower"])
    assert len(followers["harbour_news_ex"]) > 5


def test_notes_on_numbers_are_ordered_in_time(corpus):
    rows = corpus.rows("phones.csv")
    assert len({row["phone"] for row in rows}) == len(rows) >= 5
    assert all(row["note"] and row["first_seen"] <= row["last_seen"] <= "2026-11-01" for row in rows)
