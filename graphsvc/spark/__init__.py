"""The distributed path (extra `graphsvc[spark]`): the same linking on a cluster, for what one machine cannot hold.

    graphsvc spark link adverts/ -o result/ --master spark://host:7077

`run` is the sentence: read -> templates -> number -> weigh -> join -> link -> write. What decides anything are the
pure functions of `ingest`, `linking` and `clustering`; this package cuts the work into parts that do not depend on each
other, so the answer is that of one machine. Where a part is too large and has to be cut, the result says so.

Invariants
- A stage is on disk before the next begins: a worker that dies costs its tasks, never the run.
- Numbers of units, identifiers and values follow the order of their ids, as on one machine.
- Importing this package imports no Spark; `session` alone starts one.
"""
