"""Two corpora, made once: one with organisations and hubs, one of honest posters only."""

from __future__ import annotations

import pytest

from graphsvc.synth import write
from tests.support.corpus import Corpus

RECORDS, SEED = 4000, 11


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("corpus")
    return Corpus(folder, write(folder, records=RECORDS, seed=SEED))


@pytest.fixture(scope="session")
def benign(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("benign")
    return Corpus(folder, write(folder, records=RECORDS, seed=SEED, benign=True))
