from __future__ import annotations

import csv
import json
import re
from datetime import date
from pathlib import Path

import phonenumbers
import pytest

from graphsvc.errors import InputError
from graphsvc.synth import write
from graphsvc.synth.rates import Rates
from tests.support.corpus import Corpus

FILES = {
    "ads.csv", "later/ads.csv", "accounts.csv", "follows.csv", "phones.csv", "wallets.csv", "payments.csv",
    "transactions.csv", "owners.jsonl",
    "truth.jsonl", "manifest.json",
}  # fmt: skip


def read(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("benign", [False, True])
def test_same_arguments_give_the_same_bytes(tmp_path, benign):
    for name in ("a", "b"):
        write(tmp_path / name, records=700, seed=5, hubs=4, benign=benign)
    first = read(tmp_path / "a")
    assert set(first) == FILES
    assert read(tmp_path / "b") == first


def test_each_argument_changes_the_corpus(tmp_path):
    calls = {
        "plain": {}, "seed": {"seed": 6}, "hubs": {"hubs": 0}, "benign": {"benign": True},
        "today": {"today": date(2026, 5, 1)}, "rates": {"rates": Rates(obfuscated=0.5)},
    }  # fmt: skip
    for name, changed in calls.items():
        write(tmp_path / name, **{"records": 300, "seed": 5, **changed})
    texts = {name: (tmp_path / name / "ads.csv").read_bytes() for name in calls}
    assert len(set(texts.values())) == len(calls)


@pytest.mark.parametrize("records", [1, 2, 7, 40, 113, 999])
def test_there_are_exactly_as_many_adverts_as_asked_for(tmp_path, records):
    made = write(tmp_path, records=records, seed=records)
    with (tmp_path / "ads.csv").open(encoding="utf-8", newline="") as file:
        keys = [row["ad_id"] for row in csv.DictReader(file)]
    assert len(keys) == len(set(keys)) == records == made.files["ads.csv"] == sum(made.ads.values())


def test_truth_names_every_advert_and_profile_once(corpus):
    keys = {("ads", row["ad_id"]) for row in corpus.rows("ads.csv")}
    keys |= {("accounts", row["account_id"]) for row in corpus.rows("accounts.csv")}
    assert set(corpus.truth()) == keys
    assert len(keys) == corpus.manifest.files["truth.jsonl"]
    assert corpus.rows("accounts.csv")


def test_an_actor_belongs_to_one_network(corpus):
    labels = set(corpus.truth().values())
    assert len({actor for actor, _ in labels}) == len(labels)


def test_manifest_counts_what_was_written(corpus):
    manifest = json.loads((corpus.folder / "manifest.json").read_text("utf-8"))
    assert manifest == json.loads(json.dumps(corpus.manifest.as_json()))
    for name, rows in corpus.manifest.files.items():
        if name.endswith(".csv"):
            assert len(corpus.rows(name)) == rows
    networks = corpus.actors_by_network()
    assert corpus.manifest.posters == len(set().union(*networks.values()))
    assert corpus.manifest.networks == len(networks)
    assert corpus.manifest.organisations == sum(len(actors) > 1 for actors in networks.values()) >= 20


def test_rows_are_whole_and_columns_filled(corpus):
    rows = corpus.rows("ads.csv")
    assert all(None not in row and None not in row.values() for row in rows)
    assert all(row[name] for row in rows for name in ("title", "description", "city", "country", "language", "url"))
    assert {row["category"] for row in rows} == {"job", "sale", "service", "housing"}
    assert all(bool(row["salary"]) == (row["category"] == "job") != bool(row["price"]) for row in rows)
    posted = [row["posted_at"] for row in rows]
    assert posted == sorted(posted)
    assert "2025-05-11T00:00:00Z" <= posted[0] < posted[-1] <= "2026-11-01T23:59:59Z"


def test_many_languages_and_scripts_for_jobs_and_sales(corpus):
    rows = corpus.rows("ads.csv")
    for category in ("job", "sale"):
        assert len({row["language"] for row in rows if row["category"] == category}) >= 8
    text = "".join(row["description"] for row in rows)
    for script in ("[a-z]", "[а-я]", "[؀-ۿ]", "[฀-๿]", "[一-鿿]"):
        assert re.search(script, text)


def test_no_slot_or_choice_is_left_open(corpus):
    for row in corpus.rows("ads.csv"):
        assert not re.search(r"[{}<>\[\]]|[^\W\d]\|[^\W\d]", row["title"] + row["description"])


def test_contacts_belong_to_nobody(corpus):
    for row in corpus.rows("ads.csv") + corpus.rows("accounts.csv"):
        text = " ".join(row.values())
        for mail in re.findall(r"[\w.+-]+@[\w.-]+\w", text):
            if not mail.endswith("_ex"):
                assert re.search(r"@(\w+\.)?example\.(com|org|net)$", mail)
        for host in re.findall(r"https?://([^/\s]+)", text):
            assert re.search(r"example\.(com|org|net)$", host) or host in ("t.me", "wa.me", "vk.com")
    for row in corpus.rows("accounts.csv"):
        assert row["username"].endswith("_ex")
    numbers = [row["phone"] for row in corpus.rows("accounts.csv") + corpus.rows("phones.csv") if row["phone"]]
    assert numbers
    for number in numbers:
        assert phonenumbers.is_possible_number(phonenumbers.parse(number))


def test_most_contacts_stand_in_the_text_and_some_in_columns(corpus):
    rows = corpus.rows("ads.csv")
    in_column = sum(bool(row["phone"]) for row in rows)
    assert 0.05 * len(rows) < in_column < 0.2 * len(rows)
    assert any(row["email"] for row in rows)
    assert any(row["image_hash"] for row in rows)


def test_later_versions_keep_key_and_title_and_change_the_text(corpus):
    first = {row["ad_id"]: row for row in corpus.rows("ads.csv")}
    later = corpus.rows("later/ads.csv")
    assert 0.01 * len(first) < len(later) < 0.03 * len(first)
    assert len({row["ad_id"] for row in later}) == len(later)
    for row in later:
        assert row["title"] == first[row["ad_id"]]["title"]
        assert row != first[row["ad_id"]]
    changed = [row for row in later if row["description"] != first[row["ad_id"]]["description"]]
    assert len(changed) > 0.9 * len(later)


def test_how_often_wording_is_made_afresh_is_a_rate(tmp_path):
    for name, rates in {"usual": Rates(paraphrased=0.0), "other": Rates(paraphrased=1.0)}.items():
        write(tmp_path / name, records=900, seed=5, rates=rates)
    usual, other = (Corpus(tmp_path / name, None) for name in ("usual", "other"))
    assert openings(usual) < 1.3 < 3 < openings(other)


def openings(corpus: Corpus) -> float:
    """Different first words of the text for each poster of ten adverts or more, on average."""
    truth, seen = corpus.truth(), {}
    for row in corpus.rows("ads.csv"):
        seen.setdefault(truth["ads", row["ad_id"]][0], []).append(row["description"][:12])
    often = [texts for texts in seen.values() if len(texts) >= 10]
    return sum(len(set(texts)) for texts in often) / len(often)


def test_the_share_of_hidden_numbers_and_addresses_is_a_rate(tmp_path):
    for name, rates in {"none": Rates(obfuscated=0, hidden_mail=0), "all": Rates(obfuscated=1, hidden_mail=1)}.items():
        write(tmp_path / name, records=400, seed=5, rates=rates)
    none, every = ("".join(row["description"] for row in Corpus(tmp_path / name, None).rows("ads.csv"))
                   for name in ("none", "all"))  # fmt: skip
    assert not re.search("[\u200b①０]", none)
    assert all(char in every for char in "\u200b①０\u20e3")
    mail = r"\w@\w+(\.\w+)*\.(com|org|net)\b"
    assert len(re.findall(mail, every)) < 0.1 * len(re.findall(mail, none))


def test_look_alike_letters_are_a_rate(tmp_path):
    for name, share in {"none": 0.0, "all": 1.0}.items():
        write(tmp_path / name, records=300, seed=5, rates=Rates(look_alikes=share))
    none, every = (
        sum(bool(re.search("[a-z][аеорсху]|[аеорсху][a-z]", row["description"]))
            for row in Corpus(tmp_path / name, None).rows("ads.csv"))
        for name in ("none", "all")
    )  # fmt: skip
    assert none == 0
    assert every > 150


def test_benign_has_no_organisation(benign):
    assert all(len(actors) == 1 for actors in benign.actors_by_network().values())
    assert benign.manifest.organisations == 0
    assert set(benign.manifest.ads) == {"agency", "employer", "independent", "landlord"}
    assert benign.planted("safety-phone")
    assert benign.planted("agency")
    assert not benign.planted("desk") + benign.planted("bridge") + benign.planted("wallet")


@pytest.mark.parametrize("arguments", [{"records": 0}, {"records": -3}, {"records": 5, "hubs": -1}])
def test_counts_that_make_no_sense_are_refused(tmp_path, arguments):
    with pytest.raises(InputError, match="at least 1 advert"):
        write(tmp_path, seed=1, **arguments)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(InputError, match="choose another folder"):
        write(tmp_path / "taken", records=3, seed=1)
