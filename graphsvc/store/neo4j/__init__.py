"""The server store: Neo4j 5.26 LTS over Bolt. One server holds many cases; every node and relationship says which."""

from graphsvc.store.neo4j.store import Neo4jStore

__all__ = ["Neo4jStore"]
