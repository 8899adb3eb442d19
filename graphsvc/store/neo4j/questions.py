"""Every Cypher text that a view asks with. Keys are hash63 of node ids; `$parts` are those the view may see.

An index over (case, key) is used only where both are spoken of: what reads a whole case says that the key IS NOT NULL.
"""

from __future__ import annotations

from graphsvc.store.neo4j.cypher import TYPES

_SEEN = "EXISTS { (r)-[seen:SEEN_IN]->(:Source) WHERE seen.part IN $parts }"
_VISIBLE = (
    f"(EXISTS {{ (n)-[e:{TYPES}]-(:Entity) WHERE e.part IN $parts }} "
    f"OR EXISTS {{ (n)<-[:ABOUT]-(r:Record) WHERE {_SEEN} }})"
)
_EP, _RP = (f"CASE WHEN {name}.posted <> '' THEN {name}.posted END" for name in ("e", "r"))
# The edge's own time, else its record's; null where there is none, which min and max pass over.
_TIME = "CASE WHEN e.at <> '' THEN e.at WHEN e.posted <> '' THEN e.posted END"

NODES = (
    f"UNWIND $keys AS key MATCH (n:Entity {{case: $case, h: key}}) "
    f"CALL (n) {{ MATCH (n)-[e:{TYPES}]-(o:Entity) WHERE e.part IN $parts "
    f"RETURN count(DISTINCT o) AS degree, collect(DISTINCT e.record) AS stated, "
    f"min({_EP}) AS first1, max({_EP}) AS last1 }} "
    f"CALL (n) {{ MATCH (n)<-[:ABOUT]-(r:Record) WHERE {_SEEN} "
    f"RETURN collect(r.id) AS own, "
    f"min({_RP}) AS first2, max({_RP}) AS last2 }} "
    f"WITH n, degree, stated, own, first1, last1, first2, last2 WHERE size(stated) + size(own) > 0 "
    f"RETURN n.h AS h, n.id AS id, n.kind AS kind, degree, "
    f"COUNT {{ UNWIND stated + own AS record RETURN DISTINCT record }} AS records, first1, last1, first2, last2"
)
COUNTS = (
    f"MATCH (n:Entity {{case: $case, h: $key}})-[e:{TYPES}]-(o:Entity) WHERE e.part IN $parts "
    f"RETURN type(e) AS predicate, startNode(e) = n AS out, o.kind AS kind, count(DISTINCT o) AS many"
)
TOUCHING = (
    f"MATCH (n:Entity {{case: $case, h: $key}})-[e:{TYPES}]-(o:Entity) "
    f"WHERE e.part IN $parts AND type(e) IN $types AND o.kind IN $kinds "
    f"WITH DISTINCT o.h AS other, type(e) AS predicate, startNode(e) <> n AS inward "
    f"RETURN other, predicate, inward ORDER BY other, predicate, inward LIMIT $most"
)
ADJACENT = (
    f"UNWIND $keys AS key CALL (key) {{ MATCH (n:Entity {{case: $case, h: key}})-[e:{TYPES}]-(o:Entity) "
    f"WHERE e.part IN $parts AND type(e) IN $types AND NOT o.h IN $skip "
    f"WITH DISTINCT o.h AS h ORDER BY h LIMIT $most RETURN collect(h) AS others }} RETURN key, others"
)
EDGES = (
    f"UNWIND $triples AS t MATCH (s:Entity {{case: $case, h: t[0]}})-[e:{TYPES}]->(o:Entity {{case: $case, h: t[2]}}) "
    f"WHERE type(e) = t[1] AND e.part IN $parts "
    f"RETURN s.id AS subject, type(e) AS predicate, o.id AS object, count(DISTINCT e.record) AS records, "
    f"min({_TIME}) AS first, max({_TIME}) AS last, collect(DISTINCT e.kind) AS kinds"
)
BETWEEN = (
    f"UNWIND $pairs AS p MATCH (a:Entity {{case: $case, h: p[0]}})-[e:{TYPES}]-(b:Entity {{case: $case, h: p[1]}}) "
    f"WHERE e.part IN $parts RETURN DISTINCT startNode(e).h AS s, type(e) AS p, endNode(e).h AS o"
)
AMONG = (
    f"UNWIND $keys AS key MATCH (s:Entity {{case: $case, h: key}})-[e:{TYPES}]->(o:Entity) "
    f"WHERE o.h IN $keys AND e.part IN $parts RETURN DISTINCT s.h AS s, type(e) AS p, o.h AS o"
)
PRESENT = f"UNWIND $ids AS id MATCH (n:Entity {{case: $case, id: id}}) WHERE {_VISIBLE} RETURN n.id AS id"
LABELLED = (
    f"UNWIND $patterns AS pattern MATCH (n:Entity) WHERE n.shelf CONTAINS pattern AND n.case = $case "
    f"WITH DISTINCT n WHERE {_VISIBLE} RETURN n.id AS id ORDER BY n.h, n.id LIMIT $most"
)
TITLED = (
    f"UNWIND $patterns AS pattern MATCH (r:Record) WHERE r.shelf CONTAINS pattern AND r.case = $case "
    f"WITH DISTINCT r WHERE {_SEEN} RETURN r.node AS node, r.title AS title ORDER BY r.h, r.id LIMIT $most"
)
WORDED = (
    f"CALL db.index.fulltext.queryNodes('graphsvc_words', $terms) YIELD node AS r "
    f"WITH r WHERE r.case = $case AND {_SEEN} RETURN r.node AS node, r.id AS record ORDER BY r.h, r.id LIMIT $most"
)
EVIDENCE = (
    f"MATCH (a:Entity {{case: $case, h: $subject}})-[e:{TYPES}]-(b:Entity {{case: $case, h: $object}}) "
    f"WHERE e.part IN $parts RETURN startNode(e).id AS subject, type(e) AS predicate, endNode(e).id AS object, e AS e"
)
STATEMENTS = (
    f"MATCH (s:Entity {{case: $case}})-[e:{TYPES}]->(o:Entity) "
    f"WHERE s.h IS NOT NULL AND e.part IN $parts AND ($keys IS NULL OR (s.h IN $keys AND o.h IN $keys)) "
    f"RETURN s.id AS subject, type(e) AS predicate, o.id AS object, e AS e "
    f"ORDER BY subject, predicate, object, e.record"
)
RECORD = f"MATCH (r:Record {{case: $case, id: $id}}) WHERE {_SEEN} RETURN r"
RECORDS_BY_ID = f"UNWIND $ids AS id MATCH (r:Record {{case: $case, id: id}}) WHERE {_SEEN} RETURN r"
RECORDS_ABOUT = (
    f"MATCH (n:Entity {{case: $case, h: $key}})<-[:ABOUT]-(r:Record) WHERE {_SEEN} "
    f"RETURN r ORDER BY r.posted DESC, r.id LIMIT $most"
)
TITLES = (
    f"UNWIND $keys AS key CALL (key) {{ MATCH (n:Entity {{case: $case, h: key}})<-[:ABOUT]-(r:Record) WHERE {_SEEN} "
    f"RETURN r.title AS title ORDER BY r.posted DESC, r.id LIMIT 1 }} RETURN key, title"
)
SIGHTINGS = (
    "UNWIND $ids AS id MATCH (r:Record {case: $case, id: id})-[s:SEEN_IN]->(f:Source) WHERE s.part IN $parts "
    "RETURN r.id AS record, s.line AS line, s.captured AS captured, s.part AS part, f.body AS body"
)
USED_PARTS = "UNWIND $parts AS part WITH part WHERE EXISTS { ()-[s:SEEN_IN {case: $case, part: part}]->() } RETURN part"
COUNT_RECORDS = (
    f"MATCH (r:Record {{case: $case}}) WHERE r.h IS NOT NULL AND {_SEEN} RETURN r.source AS source, count(r) AS many, "
    f"min({_RP}) AS first, max({_RP}) AS last"
)
COUNT_NODES = (
    f"MATCH (n:Entity {{case: $case}}) WHERE n.h IS NOT NULL AND {_VISIBLE} RETURN n.kind AS kind, count(n) AS many"
)
COUNT_EDGES = (
    f"MATCH (s:Entity {{case: $case}})-[e:{TYPES}]->(o:Entity) WHERE s.h IS NOT NULL AND e.part IN $parts "
    f"WITH s, type(e) AS predicate, o, count(DISTINCT e.key) AS stated "
    f"RETURN count(*) AS edges, sum(stated) AS statements"
)
COUNT_FILES = (
    "MATCH (f:Source {case: $case}) WHERE f.key IS NOT NULL AND f.part IN $parts "
    "RETURN f.body AS body, f.part AS part, COUNT { (f)<-[:SEEN_IN]-() } AS rows"
)
ALL_NODES = f"MATCH (n:Entity {{case: $case}}) WHERE n.h IS NOT NULL AND {_VISIBLE} RETURN n.h AS h, n.id AS id"
ALL_RECORDS = (
    "MATCH (r:Record {case: $case})-[s:SEEN_IN]->(:Source) WHERE r.h IS NOT NULL AND s.part IN $parts "
    "RETURN r.h AS h, r.id AS id, r.nh AS nh, r.posted AS posted, r.category AS category, "
    "collect(DISTINCT s.part) AS parts"
)
EVERY_RECORD = f"MATCH (r:Record {{case: $case}}) WHERE r.h IS NOT NULL AND {_SEEN} RETURN r"
ALL_STATEMENTS = (
    f"MATCH (s:Entity {{case: $case}})-[e:{TYPES}]->(o:Entity) WHERE s.h IS NOT NULL AND e.part IN $parts "
    f"RETURN s.h AS s, type(e) AS p, o.h AS o, e.rh AS record, e.confidence AS confidence, e.at AS at, e.part AS part"
)
