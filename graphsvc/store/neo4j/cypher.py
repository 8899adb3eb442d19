"""Every Cypher text of the store. Values go in by parameter; labels and types come from closed enums, never from data.

The graph in the server
    (:Entity:Phone {case, id, kind, h, shelf})     a drawn node; h = hash63(id), shelf = its folded labels for search
    (:Record {case, id, h, ...})-[:ABOUT]->(:Entity)
    (:Record)-[:SEEN_IN {line, captured, part}]->(:Source {case, key, ...})
    (:Entity)-[:MENTIONS {case, key, part, record, rh, ...}]->(:Entity)     one for each statement and part
    (:Marking {part}), (:Decision), (:Setting), (:Run), (:RunText), (:Cursor), (:Audit), (:Case)     never drawn
    (:Entity)-[:MEMBER_OF]->(:Result:Actor)-[:MEMBER_OF]->(:Result:Network)     published for Bloom; no view reads them
`Case` holds the head of the audit chain; writing to it first is the lock that makes writers take turns.
"""

from __future__ import annotations

from dataclasses import fields

from graphsvc.model import EdgeType, NodeKind, StoredRecord

TYPES = "|".join(predicate.value for predicate in EdgeType)

_UNIQUE = {
    "Entity": "n.case, n.id",
    "Record": "n.case, n.id",
    "Source": "n.case, n.key",
    "Marking": "n.case, n.hash",
    "Decision": "n.case, n.id",
    "Setting": "n.case, n.name",
    "Run": "n.case, n.id",
    "RunText": "n.case, n.run, n.place",
    "Cursor": "n.case, n.job",
    "Audit": "n.case, n.chain, n.seq",
    "Case": "n.case",
    "Result": "n.case, n.id",
}
SCHEMA_VERSION = 2  # a case made by an import, or under an older schema, gets this one when it is next opened
SCHEMA = (
    *(
        f"CREATE CONSTRAINT graphsvc_{label.lower()} IF NOT EXISTS FOR (n:{label}) REQUIRE ({on}) IS UNIQUE"
        for label, on in _UNIQUE.items()
    ),
    *(
        f"CREATE CONSTRAINT graphsvc_{p.value.lower()} IF NOT EXISTS FOR ()-[e:{p.value}]-() "
        f"REQUIRE (e.case, e.key, e.part) IS UNIQUE"
        for p in EdgeType
    ),
    *(
        f"CREATE INDEX graphsvc_{p.value.lower()}_record IF NOT EXISTS FOR ()-[e:{p.value}]-() ON (e.case, e.rh)"
        for p in EdgeType
    ),
    "CREATE INDEX graphsvc_entity_h IF NOT EXISTS FOR (n:Entity) ON (n.case, n.h)",
    "CREATE INDEX graphsvc_record_h IF NOT EXISTS FOR (n:Record) ON (n.case, n.h)",
    "CREATE INDEX graphsvc_record_key IF NOT EXISTS FOR (n:Record) ON (n.case, n.kh)",
    "CREATE INDEX graphsvc_seen_in IF NOT EXISTS FOR ()-[s:SEEN_IN]-() ON (s.case, s.part)",
    "CREATE TEXT INDEX graphsvc_entity_shelf IF NOT EXISTS FOR (n:Entity) ON (n.shelf)",
    "CREATE TEXT INDEX graphsvc_record_shelf IF NOT EXISTS FOR (n:Record) ON (n.shelf)",
    "CREATE FULLTEXT INDEX graphsvc_words IF NOT EXISTS FOR (n:Record) ON EACH [n.words] "
    "OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}}",
)
INDEXES_READY = "CALL db.awaitIndexes(120)"

# --- the case, its lock and its trail ---------------------------------------------------------------------------
CASE = "MATCH (c:Case {case: $case}) RETURN c.chain AS chain, c.version AS version, coalesce(c.schema, 0) AS schema"
NEW_CASE = (
    "MERGE (c:Case {case: $case}) ON CREATE SET c.chain = $chain, c.version = 0, c.seq = 0, c.head = $genesis, "
    "c.schema = $schema "
    "MERGE (s:Setting {case: $case, name: $name}) ON CREATE SET s.value = $value"
)
SCHEMA_MADE = "MATCH (c:Case {case: $case}) SET c.schema = $schema"
LOCK = (
    "MATCH (c:Case {case: $case}) SET c.turn = coalesce(c.turn, 0) + 1 "
    "WITH c MATCH (s:Setting {case: $case, name: $name}) "
    "RETURN c.chain AS chain, c.seq AS seq, c.head AS head, s.value AS key"
)
APPEND = (
    "MATCH (c:Case {case: $case}) SET c.seq = $seq, c.head = $hash, c.version = c.version + $changed "
    "CREATE (:Audit {case: $case, chain: $chain, seq: $seq, event: $event})"
)

# --- writing ----------------------------------------------------------------------------------------------------
PARTS = "MATCH (m:Marking {case: $case}) WHERE m.hash IS NOT NULL RETURN m.part AS part, m.body AS body"
PUT_MARKING = "CREATE (:Marking {case: $case, hash: $hash, part: $part, body: $body})"
PART = "MATCH (m:Marking {case: $case, hash: $hash}) RETURN m.part AS part"
# Counted on the case: a number that was given once is never given to another marking.
NEXT_PART = "MATCH (c:Case {case: $case}) SET c.parts = coalesce(c.parts, 0) + 1 RETURN c.parts AS part"
# Rows go over the wire as lists: names of columns, sent with every row, would take half of the time.
SOURCE_ROW = ("key", "part", "source", "sha256", "body")
NODE_ROW = ("id", "kind", "h", "shelf")
RECORD_ROW = (*(field.name for field in fields(StoredRecord)), "h", "nh", "kh", "shelf", "words")
SIGHTING_ROW = ("record", "file", "line", "captured", "part")
STATED = ("record", "field", "start", "end", "raw", "method", "confidence", "at", "data", "kind", "rh", "posted")
STATEMENT_ROW = ("subject", "object", "key", "part", *STATED)


def _row(columns: tuple[str, ...], *names: str) -> str:
    """The map of these columns of a row, of all of them where none is named."""
    return "{" + ", ".join(f"{name}: row[{columns.index(name)}]" for name in names or columns) + "}"


def _at(columns: tuple[str, ...], name: str) -> str:
    return f"row[{columns.index(name)}]"


PUT_SOURCES = (
    f"UNWIND $rows AS row MERGE (f:Source {{case: $case, key: {_at(SOURCE_ROW, 'key')}}}) "
    f"ON CREATE SET f += {_row(SOURCE_ROW)}"
)
PUT_NODES = {
    kind: (
        f"UNWIND $rows AS row MERGE (n:Entity {{case: $case, id: {_at(NODE_ROW, 'id')}}}) "
        f"ON CREATE SET n:{kind.label}, n += {_row(NODE_ROW)}"
    )
    for kind in NodeKind
}
KNOWN_FILES = "UNWIND $keys AS key MATCH (f:Source {case: $case, key: key}) RETURN f.key AS key"
KNOWN_RECORDS = "UNWIND $ids AS id MATCH (r:Record {case: $case, id: id}) RETURN r.id AS id"
KNOWN_KEYS = "UNWIND $keys AS key MATCH (r:Record {case: $case, kh: key}) RETURN DISTINCT r.kh AS key"
PUT_RECORDS = (
    f"UNWIND $rows AS row MERGE (r:Record {{case: $case, id: {_at(RECORD_ROW, 'id')}}}) "
    f"ON CREATE SET r += {_row(RECORD_ROW)} "
    f"WITH r, row MATCH (n:Entity {{case: $case, id: {_at(RECORD_ROW, 'node')}}}) "
    f"MERGE (r)-[a:ABOUT]->(n) ON CREATE SET a.case = $case"
)
PUT_SIGHTINGS = (
    f"UNWIND $rows AS row MATCH (r:Record {{case: $case, id: {_at(SIGHTING_ROW, 'record')}}}) "
    f"MATCH (f:Source {{case: $case, key: {_at(SIGHTING_ROW, 'file')}}}) "
    f"MERGE (r)-[s:SEEN_IN {_row(SIGHTING_ROW, 'line', 'part')}]->(f) "
    f"ON CREATE SET s.case = $case, s.captured = {_at(SIGHTING_ROW, 'captured')}"
)
_ENDS = (
    f"UNWIND $rows AS row MATCH (s:Entity {{case: $case, id: {_at(STATEMENT_ROW, 'subject')}}}) "
    f"MATCH (o:Entity {{case: $case, id: {_at(STATEMENT_ROW, 'object')}}}) "
)
_KEY = f"case: $case, key: {_at(STATEMENT_ROW, 'key')}, part: {_at(STATEMENT_ROW, 'part')}"
PUT_STATEMENTS = {
    p: f"{_ENDS}MERGE (s)-[e:{p.value} {{{_KEY}}}]->(o) ON CREATE SET e += {_row(STATEMENT_ROW, *STATED)}"
    for p in EdgeType
}
# Of records that are new to the case, so that none of their statements can be there: nothing is looked for.
NEW_STATEMENTS = {
    p: f"{_ENDS}CREATE (s)-[e:{p.value} {{{_KEY}}}]->(o) SET e += {_row(STATEMENT_ROW, *STATED)}" for p in EdgeType
}
PUT_CURSOR = "MERGE (c:Cursor {case: $case, job: $job}) SET c.body = $body"
PUT_NEW_CURSOR = "MERGE (c:Cursor {case: $case, job: $job}) ON CREATE SET c.body = $body"
SET_SETTING = "MERGE (s:Setting {case: $case, name: $name}) SET s.value = $value"
PUT_SETTING = "MERGE (s:Setting {case: $case, name: $name}) ON CREATE SET s.value = $value"
DROP_SETTING = "MATCH (s:Setting {case: $case, name: $name}) DELETE s"
PUT_RUN = "MERGE (r:Run {case: $case, id: $id}) ON CREATE SET r.at = $at, r.body = $body, r.document = $document"
DROP_RUN = "MATCH (r:Run {case: $case, id: $id}) DELETE r"
PUT_RUN_TEXT = "MERGE (t:RunText {case: $case, run: $id, place: $place}) ON CREATE SET t.body = $body"
DROP_RUN_TEXT = "MATCH (t:RunText {case: $case, run: $id}) WHERE t.place IS NOT NULL DELETE t"
PUT_DECISION = (
    "MERGE (d:Decision {case: $case, id: $id}) ON CREATE SET d.body = $body, d.stands = $stands, d.fresh = true "
    "WITH d, coalesce(d.fresh, false) OR (d.stands AND NOT $stands AND $undo) AS changed "
    "SET d.body = CASE WHEN changed THEN $body ELSE d.body END, "
    "d.stands = CASE WHEN changed THEN $stands ELSE d.stands END REMOVE d.fresh RETURN changed"
)
DROP_DECISION = "MATCH (d:Decision {case: $case, id: $id}) DELETE d"
PUT_AUDIT = "MERGE (a:Audit {case: $case, chain: $chain, seq: $seq}) ON CREATE SET a.event = $event"
OWN_REFERENCES = "MATCH (a:Audit {case: $case, chain: $chain}) WHERE a.seq IS NOT NULL RETURN a.event AS event"

# --- published results: an inference beside the statements, which no view, count or digest reads --------------------
DROP_RESULTS = "MATCH (x:Result) WHERE x.case = $case AND x.id IS NOT NULL DETACH DELETE x"
PUT_RESULTS = {
    kind: f"UNWIND $rows AS row CREATE (x:Result:{kind.label} {{case: $case, id: row.id}}) SET x += row.fields"
    for kind in (NodeKind.ACTOR, NodeKind.NETWORK, NodeKind.TEMPLATE)
}
PUT_ASCRIBED = {
    (type_, label): (
        f"UNWIND $rows AS row MATCH (m:{label} {{case: $case, id: row.source}}) "
        f"MATCH (x:Result {{case: $case, id: row.target}}) "
        f"CREATE (m)-[e:{type_.value} {{case: $case}}]->(x) SET e += row.fields"
    )
    for type_ in (EdgeType.MEMBER_OF, EdgeType.USES_TEMPLATE)
    for label in ("Entity", "Result")
}
UNPUBLISH = (
    f"UNWIND $ids AS id MATCH (n:Entity {{case: $case, id: id}})"
    f"-[e:{EdgeType.MEMBER_OF.value}|{EdgeType.USES_TEMPLATE.value}]->(:Result) DELETE e"
)

# --- erasing ----------------------------------------------------------------------------------------------------
FILES_OF_SOURCE = "MATCH (f:Source {case: $case, source: $source}) WHERE f.key IS NOT NULL RETURN f.key AS key"
FILES_OF_PARTS = "MATCH (f:Source {case: $case}) WHERE f.key IS NOT NULL AND f.part IN $parts RETURN f.key AS key"
DROP_SIGHTINGS = (
    "MATCH (f:Source {case: $case})<-[s:SEEN_IN]-(r:Record) WHERE f.key IN $files "
    "WITH r, s, s.part AS part DELETE s RETURN DISTINCT r.id AS record, r.h AS h, part"
)
SUPPORTED = (
    "UNWIND $records AS id MATCH (r:Record {case: $case, id: id})-[s:SEEN_IN]->(:Source) "
    "RETURN DISTINCT r.id AS record, s.part AS part"
)
DROP_STATEMENTS = (
    f"UNWIND $rows AS row MATCH ()-[e:{TYPES} {{case: $case, rh: row.h}}]->() "
    f"WHERE e.record = row.record AND e.part = row.part DELETE e"
)
DROP_RECORDS = "UNWIND $records AS id MATCH (r:Record {case: $case, id: id}) DETACH DELETE r"
DROP_FILES = "MATCH (f:Source {case: $case}) WHERE f.key IN $files DETACH DELETE f"
DROP_CURSORS = "MATCH (c:Cursor {case: $case}) WHERE c.job IN $jobs DELETE c"
DROP_MARKINGS = (
    "MATCH (m:Marking {case: $case}) WHERE m.hash IS NOT NULL AND NOT EXISTS "
    "{ MATCH (f:Source {case: $case}) WHERE f.key IS NOT NULL AND f.part = m.part } DELETE m"
)
DROP_NODES = "MATCH (n:Entity {case: $case}) WHERE n.h IS NOT NULL AND NOT (n)--() DELETE n"
NAMES = (
    "MATCH (r:Record {case: $case}) WHERE r.h IS NOT NULL "
    "RETURN r.id AS id, r.node AS node, r.kind AS kind, r.source AS source, r.key AS key"
)
NODE_IDS = "MATCH (n:Entity {case: $case}) WHERE n.h IS NOT NULL RETURN n.id AS id"

# --- tables, in canonical order ---------------------------------------------------------------------------------
SOURCES = "MATCH (f:Source {case: $case}) WHERE f.key IS NOT NULL RETURN f.body AS body"
BY_ID = "UNWIND $ids AS id MATCH (r:Record {case: $case, id: id}) RETURN r"
RECORDS = "MATCH (r:Record {case: $case}) WHERE r.h IS NOT NULL RETURN r ORDER BY r.h, r.id"
SIGHTINGS = (
    "MATCH (r:Record {case: $case})-[s:SEEN_IN]->(f:Source) WHERE r.h IS NOT NULL "
    "RETURN r.h AS h, r.id AS record, f.sha256 AS file, s.line AS line, s.captured AS captured, s.part AS part"
)
STATEMENTS = (
    f"MATCH (s:Entity {{case: $case}})-[e:{TYPES}]->(o:Entity) WHERE s.h IS NOT NULL "
    "RETURN s.id AS subject, type(e) AS predicate, o.id AS object, e AS e ORDER BY e.rh, e.record, e.key"
)
DECISIONS = "MATCH (d:Decision {case: $case}) WHERE d.id IS NOT NULL RETURN d.body AS body ORDER BY d.id"
SETTINGS = (
    "MATCH (s:Setting {case: $case}) WHERE s.name IS NOT NULL RETURN s.name AS name, s.value AS value ORDER BY s.name"
)
SETTING = "MATCH (s:Setting {case: $case, name: $name}) RETURN s.value AS value"
RUNS = "MATCH (r:Run {case: $case}) WHERE r.id IS NOT NULL RETURN r.body AS body ORDER BY r.at, r.id"
RUN_TEXT = "MATCH (t:RunText {case: $case, run: $id}) WHERE t.place IS NOT NULL RETURN t.body AS body ORDER BY t.place"
FULL_RUNS = (
    "MATCH (r:Run {case: $case}) WHERE r.id IS NOT NULL "
    "RETURN r.body AS body, r.document AS document ORDER BY r.at, r.id"
)
RUN = "MATCH (r:Run {case: $case, id: $id}) RETURN r.body AS body, r.document AS document"
CURSORS = "MATCH (c:Cursor {case: $case}) WHERE c.job IS NOT NULL RETURN c.body AS body ORDER BY c.job"
CURSOR = "MATCH (c:Cursor {case: $case, job: $job}) RETURN c.body AS body"
AUDIT = (
    "MATCH (a:Audit {case: $case}) WHERE a.chain IS NOT NULL AND a.seq IS NOT NULL "
    "RETURN a.event AS event ORDER BY a.chain, a.seq"
)
HAS_SOURCE = "MATCH (f:Source {case: $case, source: $source}) WHERE f.key IS NOT NULL RETURN 1 AS one LIMIT 1"
KNOWN = (
    "UNWIND $keys AS key MATCH (r:Record {case: $case, kh: key}) "
    "RETURN r.key AS key, r.title AS title, r.text AS text ORDER BY r.posted, r.id"
)
