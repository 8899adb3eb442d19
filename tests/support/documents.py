"""A small case worth reading, as the documents that exports and reports are given. All of it is invented.

Four networks: one held by a wallet and a phone, with recruitment and sale under one actor; one that a single shared
phone holds, from one source; one firm; one of a single record. An agency's number is a hub.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

from graphsvc.documents import EvidenceRow, GraphDocument, GraphEdge, GraphNode, ReportContext
from graphsvc.marking import Marking
from graphsvc.results import (
    ActorCluster,
    Evidence,
    Hub,
    Link,
    MergeRisk,
    NetworkCluster,
    RecordRef,
    Result,
    Rival,
    Without,
    cluster_id,
)

PHONE = "phone:+442079460101"
SHARED = "phone:+447700900123"
AGENCY = "phone:+442079460999"
WALLET = "wallet:tron:TXYZopYRdj2D9XRtbG411XZZ3kM5VkAeBf"
EMAIL = "email:placements@example.org"
HANDLE = "account:telegram:sunny_stays"
IMAGE = "image:phash:c3d4e5f60718293a"
URL = "url:flats.example.com"

CAPTIONS = {
    PHONE: "+44 20 7946 0101",
    SHARED: "+44 7700 900123",
    AGENCY: "+44 20 7946 0999",
    WALLET: "TXYZop…VkAeBf (tron)",
    EMAIL: "placements@example.org",
    HANDLE: "telegram: sunny_stays",
    IMAGE: "picture c3d4e5f60718293a",
    URL: "flats.example.com",
}
AMBER = Marking(legal_basis="court order 12/2026", originators=frozenset({"unit-7"}))
GREEN = Marking(tlp="GREEN", legal_basis="open source", originators=frozenset({"unit-7"}))
FILES = {name: hashlib.sha256(name.encode()).hexdigest() for name in ("harbour-jobs", "city-ads", "rooms")}


def _jobs(*numbers: int) -> tuple[RecordRef, ...]:
    return tuple(RecordRef("ad", "harbour-jobs", f"J-{n:03}") for n in numbers)


def _ads(*numbers: int) -> tuple[RecordRef, ...]:
    return tuple(RecordRef("ad", "city-ads", f"C-{n:03}") for n in numbers)


def _rooms(*numbers: int) -> tuple[RecordRef, ...]:
    return tuple(RecordRef("ad", "rooms", f"R-{n:03}") for n in numbers)


def _evidence(identifier: str, weight: float, prior: float, records: int, elsewhere: int, role: str) -> Evidence:
    epoch = "E2" if identifier == SHARED else ""
    return Evidence(identifier, identifier.split(":")[0], epoch, weight, prior, records, elsewhere, role)


def _actor(
    records: tuple[RecordRef, ...], evidence: tuple[Evidence, ...], risk: MergeRisk, **categories: int
) -> ActorCluster:
    identifiers = tuple(sorted({row.identifier for row in evidence}))
    return ActorCluster(cluster_id("actor", records), records, identifiers, evidence, risk, categories)


def _network(actors: tuple[ActorCluster, ...], risk: MergeRisk, wording: str, **more: Any) -> NetworkCluster:
    records = tuple(sorted(ref for actor in actors for ref in actor.records))
    identifiers = tuple(sorted({identifier for actor in actors for identifier in actor.identifiers}))
    ids = tuple(sorted(actor.id for actor in actors))
    return NetworkCluster(cluster_id("network", records), ids, records, identifiers, risk, wording, **more)


RIVALS = (
    Rival("An agency, a platform or a service", ("Joining identifiers that stand elsewhere too: 1 of 2; the busiest on "
          "4 records outside.",), ()),
    Rival("Independents who share a safety phone", ("2 of the 2 posters also have a contact of their own.",),
          ("They also share 1 wallet, which safety does not need.",),
          ("When 1 phone number was in use by whom is not dated.",)),
)  # fmt: skip


def _link(a: ActorCluster, b: ActorCluster, *evidence: Evidence) -> Link:
    first, second = sorted((a.id, b.id))
    return Link(first, second, round(sum(row.weight for row in evidence), 6), evidence)


def result() -> Result:
    """The invented case, clustered."""
    firm = MergeRisk("firm", (), 1, 6.4)
    recruiter = _actor(
        (*_ads(1, 2), *_jobs(1, 2, 3)),
        (_evidence(EMAIL, 6.9, 7.0, 3, 0, "exclusive"), _evidence(HANDLE, 6.1, 6.5, 4, 0, "exclusive")),
        firm, job=3, sale=2,
    )  # fmt: skip
    seller = _actor(
        _ads(3, 4, 5, 6),
        (_evidence(PHONE, 5.2, 6.0, 4, 0, "exclusive"), _evidence(AGENCY, 0.0, 6.0, 2, 37, "hub")),
        MergeRisk("single-identifier", (PHONE,), 4, 5.2), sale=4,
    )  # fmt: skip
    rooms = [
        _actor(_rooms(n, n + 1), (_evidence(f"phone:+44770090020{n}", 5.8, 6.0, 2, 0, "exclusive"),), firm, housing=2)
        for n in (1, 3, 5)
    ]
    pair = [
        _actor(_ads(7, 8), (_evidence(IMAGE, 4.0, 4.5, 2, 1, "exclusive"),), firm, sale=2),
        _actor(_jobs(7, 8), (_evidence(URL, 3.1, 4.0, 2, 1, "exclusive"),), firm, job=2),
    ]
    alone = _actor(_jobs(9), (), MergeRisk("single-record", (), 1, 0.0), job=1)
    bridge = "Job adverts for hotel work and sale adverts in another town come from one poster (3 and 2 records)."
    networks = (
        _network(
            (recruiter, seller),
            MergeRisk(
                "fragile",
                (WALLET, SHARED),
                2,
                3.3,
                (WALLET, SHARED),
                1,
                True,
                (Without(WALLET, 2, (1, 1)), Without(SHARED, 2, (1, 1))),
                0.41,
                0.0833,
            ),
            "possibly linked",
            bridges=(bridge,),
            rivals=RIVALS,
        ),
        _network(
            tuple(rooms),
            MergeRisk(
                "single-identifier", (SHARED,), 3, 1.2, (SHARED,), 1, False, (Without(SHARED, 3, (1, 1, 1)),), 0.94, 1.0
            ),
            "possibly linked",
            rivals=RIVALS[:1],
        ),
        _network(tuple(pair), MergeRisk("firm", (), 1, 8.7, (IMAGE, URL), 1, True, (), 0.98, 0.0002), "one network"),
        _network((alone,), MergeRisk("single-record", (), 1, 0.0), "one network"),
    )
    shared = _evidence(SHARED, 1.2, 6.0, 2, 4, "shared")
    links = (
        _link(recruiter, seller, _evidence(WALLET, 2.1, 7.5, 2, 3, "shared"), shared),
        *(_link(a, b, shared) for a, b in ((rooms[0], rooms[1]), (rooms[0], rooms[2]), (rooms[1], rooms[2]))),
        _link(*pair, _evidence(IMAGE, 4.5, 4.5, 2, 0, "shared"), _evidence(URL, 4.2, 4.2, 2, 0, "shared")),
    )
    coverage = (
        {"source": "city-ads", "records": 8, "first": "2025-09-02", "last": "2025-12-19",
         "places": {"Leeds": 5, "Hull": 3}, "languages": {"en": 7, "ro": 1}},
        {"source": "harbour-jobs", "records": 6, "first": "2025-08-11", "last": "2025-11-30",
         "places": {"Constanța": 4}, "languages": {"ro": 6}},
        {"source": "rooms", "records": 6, "first": "", "last": "", "places": {}, "languages": {}},
    )  # fmt: skip
    actors = sorted((recruiter, seller, *rooms, *pair, alone), key=lambda actor: actor.id)
    return Result(
        method="evidence",
        method_version="1",
        parameters={"resolution": 1.0, "threshold": 3.0},
        seed=7,
        keys_version=1,
        marking=AMBER.as_json(),
        counts={"records": 20, "identifiers": 11, "actors": 8, "networks": 4, "links": 5},
        coverage=coverage,
        actors=tuple(actors),
        networks=tuple(sorted(networks, key=lambda network: network.id)),
        links=tuple(sorted(links, key=lambda link: (link.a, link.b))),
        hubs=(Hub(AGENCY, 39, 21.4, ""), Hub("email:info@example.com", 12, 9.0, "platform")),
        notes=(
            "Linked does not mean trafficking. Links are for review by a person.",
            "Accuracy on synthetic data is not accuracy in the field.",
            "2 records are marked NO-ALGO and were left out of every link.",
            "1 identifier stands behind more different posters than a poster has: discounted, queued for a verdict.",
        ),
    )


def context() -> ReportContext:
    """What the report of `result()` shows beside it."""
    titles = {
        "harbour-jobs": "Angajăm cameriste, cazare inclusă",
        "city-ads": "New in town 💐",
        "rooms": "Room, bills in",
    }
    places = {"harbour-jobs": "Constanța", "city-ads": "Leeds", "rooms": ""}
    records = {
        ref.text: (
            titles[ref.source],
            f"2025-10-{1 + at % 28:02}T09:00:00Z",
            places[ref.source],
            FILES[ref.source],
            2 + at,
        )
        for at, ref in enumerate(sorted(ref for actor in result().actors for ref in actor.records))
    }
    return ReportContext(
        title="Cluster report: Harbour",
        at="2026-01-15T12:00:00Z",
        author="A. Analyst",
        banner=AMBER.banner(),
        captions=CAPTIONS | {f"phone:+44770090020{n}": f"+44 7700 90020{n}" for n in (1, 3, 5)},
        records=records,
    )


def graph() -> GraphDocument:
    """Adverts, what they mention, and the actors they were ascribed to; with parallel edges and all three kinds."""
    found = result()
    actor = next(actor for actor in found.actors if EMAIL in actor.identifiers)
    network = next(network for network in found.networks if actor.id in network.actors)
    ads = ("ad:harbour-jobs:J-001", "ad:city-ads:C-001")
    member = {"actor": actor.id, "network": network.id, "marking": AMBER.banner()}
    nodes = (
        GraphNode(
            ads[0], "ad", "Angajăm cameriste, cazare inclusă", {"category": "job", "place": "Constanța"}, **member
        ),
        GraphNode(ads[1], "ad", "New in town 💐\nLeeds", {"category": "sale", "kind": "=cmd", "title": "+1"}, **member),
        GraphNode(EMAIL, "email", CAPTIONS[EMAIL], {}, **member),
        GraphNode(PHONE, "phone", "+44 20 7946 0101", {}, **member, protected=True),
        GraphNode(actor.id, "actor", "poster of 5 adverts", {"records": "5"}, marking=AMBER.banner()),
    )
    rows = (
        EvidenceRow("record:ad:harbour-jobs:J-001@0a1b2c", "text", 31, 53, "placements@example.org", "plain", 0.99,
                    FILES["harbour-jobs"], 2, AMBER.hash),
        EvidenceRow("record:ad:city-ads:C-001@99aa88", "text", 0, 24, "tel:\t+44-20-7946 \x0b 0101\r\n=", "spaced", 0.8,
                    FILES["city-ads"], 2, GREEN.hash),
    )  # fmt: skip
    edges = (
        GraphEdge("e1", ads[0], EMAIL, "MENTIONS", "fact", 1, "2025-10-01", "2025-10-01", rows[:1]),
        GraphEdge(
            "e2", ads[1], PHONE, "MENTIONS", "fact", 1, "2025-10-02", "2025-10-02", rows[1:], {"extension": "12"}
        ),
        GraphEdge("e3", ads[1], PHONE, "MENTIONS", "assessment", 1, "", "", (), {"author": "A. Analyst"}),
        GraphEdge("e4", ads[0], actor.id, "MEMBER_OF", "inference", 1, "", "", (), {"method": "evidence 1"}),
        GraphEdge("e5", ads[1], actor.id, "MEMBER_OF", "inference", 2, "", "", rows, {"method": "evidence 1"}),
    )
    markings = {marking.hash: marking.as_json() for marking in (AMBER, GREEN)}
    return GraphDocument("Harbour", nodes, edges, AMBER.join(GREEN), markings, found, "graphsvc 0.1.0")


def graph_saying(text: str) -> GraphDocument:
    """A graph with one text from a stranger in every place where such text can stand."""
    row = EvidenceRow("record:ad:s:k@0", text, 0, len(text), text, text, 0.5, "f" * 64, 1, AMBER.hash)
    nodes = (
        GraphNode("ad:s:k", "ad", text, {"title": text, text: "named by a stranger"}, marking=AMBER.banner()),
        GraphNode(PHONE, "phone", text, {}),
    )
    edge = GraphEdge("e1", "ad:s:k", PHONE, "MENTIONS", "fact", 1, "", "", (row,), {"note": text})
    return GraphDocument(text, nodes, (edge,), AMBER, {AMBER.hash: AMBER.as_json()}, None, "graphsvc 0.1.0")


def report_saying(text: str) -> tuple[Result, ReportContext]:
    """A result and its context with one text from a stranger in every place where such text can stand."""
    found, about = result(), context()
    return (
        replace(
            found,
            notes=(text,),
            parameters={text: text},
            coverage=({"source": text, "records": 1, "first": text, "last": text, "places": {text: 1}},),
            networks=tuple(replace(network, bridges=(text,)) for network in found.networks),
            hubs=(replace(found.hubs[0], verdict=text),),
        ),
        replace(
            about,
            title=text,
            author=text,
            banner=text,
            captions=dict.fromkeys(about.captions, text),
            records=dict.fromkeys(about.records, (text, text, text, text, 1)),
            changed={"appeared": [text], "split": [{"name": text, "into": [text]}]},
        ),
    )
