"""graphsvc: links traffickers' online footprints into networks that hold, with evidence and doubt shown.

The package reads as one sentence: records are *ingested* (identifiers found and cleaned), *stored*,
*linked*, *clustered*, and shown as one frozen *result*. `graphsvc.service` is the only door.
"""

__version__ = "0.1.0"
