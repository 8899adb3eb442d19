"""Planted-truth corpora: invented adverts, accounts and payments in which it is known who is behind what.

`write` makes a corpus of any size for measuring; `demo` makes the small harbour case to explore. Nothing is taken from
real adverts: numbers are reserved for fiction, mail and pages live under example domains, nobody holds a wallet's key.
"""

from graphsvc.synth.corpus import write
from graphsvc.synth.harbour import demo

__all__ = ["demo", "write"]
