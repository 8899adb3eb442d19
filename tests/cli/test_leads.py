"""suggest, bridges, wallets, payments: their JSON shapes, their words, and what they refuse."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.support.commands import Run

JOB, SALE, DESK, SAFE = "+44 7700 900001", "+44 7700 900002", "+44 7700 900003", "+44 7700 900004"
HOT, OWN = "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"
SIDE = "3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy"


def day(number: int) -> str:
    return f"2025-{1 + number // 4:02d}-{1 + 7 * (number % 4):02d}"


def table(path: Path, rows: list[dict[str, str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def case(tmp_path: Path, run: Run) -> Path:
    """A recruiter and a poster who share a desk and a mailbox; payments a few hours after the poster's adverts; a pack
    that tags the wallet where the money ends."""
    adverts = [
        {
            "ad_id": f"{kind}{i}", "category": kind, "title": f"{kind} {i}", "posted": day(i),
            "description": f"Call {number}." + (f" Or {DESK}, desk@example.org" if i % 3 == 0 else "")
            + (f" deposit BTC {OWN}" if kind == "sale" else ""),
        }
        for kind, number in (("job", JOB), ("sale", SALE))
        for i in range(12)
    ]  # fmt: skip
    paid = [
        {"from": SIDE, "to": OWN, "amount": "0.001", "asset": "BTC", "tx": f"t{i}",
         "time": f"{day(i)}T15:00:00Z"} for i in range(12)
    ]  # fmt: skip
    paid += [{"from": f"{OWN};{SIDE}", "to": HOT, "amount": "0.012", "asset": "BTC", "tx": "u", "time": "2025-05-01"}]
    pack = tmp_path / "pack.yaml"
    pack.write_text(
        f"title: t\ncreator: c\nsource: s\ncurrency: BTC\nconfidence: service_data\ntags:\n"
        f"- address: {HOT}\n  label: Lantern Exchange\n  category: exchange\n"
    )
    path = tmp_path / "case.db"
    done = run(
        "load", path, table(tmp_path / "ads.csv", adverts), table(tmp_path / "payments.csv", paid), pack, "--json"
    )
    assert done.code == 0, done.err
    assert run("cluster", path).code == 0
    return path


def test_bridges(case: Path, run: Run) -> None:
    found = run("bridges", case, "--draws", "19", "--json").json
    (bridge,) = found["bridges"]
    assert set(bridge) == {
        "actors", "network", "name", "identifiers", "labels", "nodes", "jobs", "sales", "unknown", "score", "null_mean",
        "reached", "draws", "beyond_chance", "merge_risk", "sentences",
    }  # fmt: skip
    assert (bridge["jobs"], bridge["sales"], bridge["draws"]) == (12, 12, 19)
    assert "4 job adverts and 4 sale adverts share the number +44 7700 900003." in bridge["sentences"]
    assert found["contradictions"] == []
    assert "4 job adverts and 4 sale adverts share" in run("bridges", case).out


def test_suggest(case: Path, run: Run) -> None:
    found = run("suggest", case, "ad:ads:job0", "--json").json
    (one,) = found["suggestions"]
    assert set(one) == {"node", "records", "score", "path", "evidence"}
    assert set(one["evidence"][0]) == {"identifier", "label", "kind", "epoch", "weight", "yes", "no"}
    assert one["node"]["id"].startswith("ad:ads:sale")
    assert one["path"][0]["id"] == "ad:ads:job0"
    assert found["accepted"] == 12
    assert set(found["identifiers"][0]) == {*one["evidence"][0], "unasked"}
    assert {step["unasked"] for step in found["identifiers"]} == {4}
    after = run("suggest", case, "ad:ads:job0", "--no", one["node"]["id"], "--json").json
    assert after["suggestions"] == []
    assert after["notes"] == ["Nothing that may link them leads on from what was accepted."]
    both = run("suggest", case, "ad:ads:job0", "--yes", one["node"]["id"], "--json").json
    assert both["accepted"] == 24
    assert "ad:ads:job0  12" in run("suggest", case, JOB).out


def test_suggest_from_an_actor_and_a_network(case: Path, run: Run) -> None:
    bridge = run("bridges", case, "--json").json["bridges"][0]
    assert run("suggest", case, bridge["actors"][0], "--json").json["accepted"] == 12
    if bridge["network"]:
        assert run("suggest", case, bridge["network"], "--json").json["accepted"] == 24
    done = run("suggest", case, "network:none")
    assert (done.code, done.err) == (
        2,
        "graphsvc: the newest run has no 'network:none'; `graphsvc cluster` lists them\n",
    )


def test_suggest_refuses(case: Path, run: Run) -> None:
    assert run("suggest", case, "ad:ads:none").code == 2
    twice = run("suggest", case, JOB, "--yes", "ad:ads:sale0", "--no", "ad:ads:sale0")
    assert twice.code == 2
    assert "answered both yes and no" in twice.err


def test_nothing_protected_leaves_by_any_of_them(case: Path, run: Run) -> None:
    desk = "phone:+447700900003"
    assert run("decide", case, "protect", desk, "--reason", "a shelter's").code == 0
    for words in (["bridges"], ["suggest", JOB], ["suggest", "ad:ads:job1"], ["wallets"], ["payments"]):
        done = run(words[0], case, *words[1:], "--json")
        assert done.code == 0, done.err
        assert "900003" not in done.out
    assert run("bridges", case, "--json").json["bridges"] == []
    assert all(s["node"]["id"] != "ad:ads:sale0" for s in run("suggest", case, SALE, "--json").json["suggestions"])
    refused = run("suggest", case, desk)
    assert refused.code == 4
    assert "900003" not in refused.err


def test_wallets(case: Path, run: Run) -> None:
    found = run("wallets", case, "--json").json
    assert (found["method"], found["kind"], found["payments"]) == ("multi-input", "inference", 14)
    (cluster,) = found["clusters"]
    assert cluster["wallets"] == sorted([f"wallet:bitcoin:{OWN}", f"wallet:bitcoin:{SIDE}"])
    assert cluster["joined_by"] == ["u"]
    assert [(s["wallet"], s["why"]) for s in found["services"]] == [(f"wallet:bitcoin:{HOT}", "tag")]
    assert found["tags"][0]["confidence"] == "service_data"
    out = run("wallets", case).out
    assert "1 wallet clusters from 14 payments" in out
    assert "an inference" in out
    kept = run("decide", case, "not-same", f"wallet:bitcoin:{OWN}", f"wallet:bitcoin:{SIDE}", "--reason", "two people")
    assert kept.code == 0
    assert run("wallets", case, "--json").json["clusters"] == []


def test_payments(case: Path, run: Run) -> None:
    found = run("payments", case, "--json").json
    (one,) = found["payments"]
    assert (one["kind"], one["adverts"], one["payments"], one["matched"]) == ("time", 12, 12, 12)
    assert one["null_low"] <= one["null_mean"] <= one["null_high"]
    assert one["draws"] == 499
    assert "as many in" in one["sentence"]
    assert "A payment that follows an advert is no proof" in found["notes"][0]
    assert "comparisons hold against shifted times" in run("payments", case, "--rate", "BTC:EUR=60000").out
    for words in (["--rate", "BTC=1"], ["--rate", "BTC:EUR=x"], ["--window", "0"], ["--tolerance", "2"]):
        assert run("payments", case, *words).code == 2


def test_without_clusters_the_next_step_is_said(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "case.db"
    assert run("load", path, table(tmp_path / "ads.csv", [{"ad_id": "1", "title": "t", "description": "x"}])).code == 0
    for command in ("bridges", "payments"):
        done = run(command, path)
        assert (done.code, done.err) == (2, "graphsvc: no clusters yet in this case; run `graphsvc cluster` first\n")
    assert run("wallets", path, "--json").json["clusters"] == []
