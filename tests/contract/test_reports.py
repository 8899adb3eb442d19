"""Every report format, found through its registry: what a report must say, must not say, and must survive."""

from __future__ import annotations

import re
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphsvc import reports
from graphsvc.brief import wording
from graphsvc.documents import ReportContext
from graphsvc.errors import InputError, UnknownName
from graphsvc.results import Result
from tests.support import documents, golden
from tests.support.pages import Page

FOLDER = Path(reports.__file__).parent
# How to get the text that a reader reads out of each format.
READERS: dict[str, Callable[[Path], str]] = {"html": lambda path: Page.of(path.read_text("utf-8")).text}
# What no report may say about anybody. The fixed sentences that say what a report is not are taken out first.
FORBIDDEN = re.compile(
    r"traffick|victim|suspect|offender|perpetrator|criminal|guilt|gang|ringleader|\bleader|\bboss|pimp|prostitut"
    r"|\bscores?\b|probab|likelihood|risk score|illegal|migrant|nationality|ethnic|\brace\b",
    re.IGNORECASE,
)


@pytest.fixture(params=sorted(reports.REPORTS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _write(name: str, result: Result, context: ReportContext, folder: Path) -> Path:
    made = reports.get(name)
    return made.write(result, context, folder / f"harbour{made.SUFFIX}")


@pytest.fixture
def text(name: str, tmp_path: Path) -> str:
    """What a reader reads in the invented case's report."""
    return READERS[name](_write(name, documents.result(), documents.context(), tmp_path))


def test_forgot_to_register() -> None:
    files = {path.stem for path in FOLDER.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    registered = {path.split(":")[0].rsplit(".", 1)[-1] for path in reports.REPORTS.values()}
    assert files - {"__init__"} == registered


def test_forgot_a_reader() -> None:
    assert set(READERS) == set(reports.REPORTS)


def test_it_is_what_the_port_says(name: str) -> None:
    made = reports.get(name)
    assert name == made.NAME
    assert made.LABEL
    assert reports.by_suffix(Path(f"Brief{made.SUFFIX.upper()}")) == name


def test_an_unknown_suffix_lists_the_known() -> None:
    with pytest.raises(UnknownName, match=r"'\.doc'; known: html"):
        reports.by_suffix(Path("brief.doc"))


def test_bytes_are_golden(name: str, tmp_path: Path) -> None:
    path = _write(name, documents.result(), documents.context(), tmp_path)
    golden.check(f"{name}/{path.name}", path.read_bytes())


def test_one_file_for_its_owner(name: str, tmp_path: Path) -> None:
    path = _write(name, documents.result(), documents.context(), tmp_path)
    assert list(tmp_path.iterdir()) == [path]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_marking_stands_first_and_last(text: str) -> None:
    assert text.startswith("TLP:AMBER+STRICT NOT-IMM")
    assert text.endswith("TLP:AMBER+STRICT NOT-IMM")


def test_it_says_what_it_is_and_is_not(text: str) -> None:
    for sentence in (*wording.IS, *wording.IS_NOT):
        assert sentence in text
    assert "Accuracy on synthetic data is not accuracy in the field" in text
    assert "2 records are marked NO-ALGO and were left out of every link." in text


def test_the_weakest_link_comes_first(text: str) -> None:
    """Not the largest: the second network has more records, the first hangs on one phone."""
    first, second, third = (text.index(f"Network {n}: ") for n in (1, 2, 3))
    assert first < second < third
    held = "One single identifier holds it together: +44 7700 900123."
    assert f"{held} Without +44 7700 900123, no two of its 3 parts hold together." in text
    assert "Network 1: 3 actors, possibly linked" in text
    assert "Network 2: 2 actors, possibly linked 9 records" in text
    assert "Network 3: 2 actors, one network" in text


def test_other_explanations_stand_beside_every_network(text: str) -> None:
    assert text.count("What else it could be") == 3
    assert text.count("An agency, a platform or a service") == 2
    assert text.count("This result weighed no other explanations") == 1
    assert "share a phone, a room or a screening text so that somebody knows where they are" in text
    for rival in documents.RIVALS:
        for sentence in (*rival.for_it, *rival.against, *rival.not_known):
            assert sentence in text


def test_how_sure_each_network_is(text: str) -> None:
    assert "were +44 7700 900123 wrong, 1 would fall off." in text
    assert "It stays together in 41 % of resamples of its evidence, too few to call it one." in text
    assert "a shuffle of who uses what gives about 0.083: it cannot be told from chance." in text
    assert "2 networks no tighter than a shuffle of who uses what gives by chance." in text


def test_the_run_can_be_repeated(text: str) -> None:
    for fact in ("evidence, version 1", "Seed", "resolution", "threshold", documents.result().digest):
        assert fact in text
    assert "Made 2026-01-15T12:00:00Z by A. Analyst" in text


def test_sources_and_a_warning_for_a_single_one(text: str) -> None:
    assert "Leeds (5), Hull (3)" in text
    assert text.count("Every record comes from one source (rooms)") == 1


def test_records_can_be_found_at_their_source(text: str) -> None:
    for found in ("harbour-jobs J-001", "Angajăm cameriste, cazare inclusă", "2025-10-09", "Constanța"):
        assert found in text
    for digest in documents.FILES.values():
        assert digest[:12] in text
        assert digest in text


def test_bridges_hubs_legend_and_how_to_contest(text: str) -> None:
    assert "Job adverts for hotel work and sale adverts in another town come from one poster" in text
    assert "+44 20 7946 0999" in text
    assert "awaited" in text
    for kind, line, _ in wording.KINDS:
        assert f"{kind}, {line}" in text
    for sentence in wording.CONTEST:
        assert sentence in text


def test_changes_are_told(name: str, tmp_path: Path) -> None:
    changed = {"appeared": ["N-0007"], "gone": [], "split": [{"name": "N-0002", "into": ["N-0002", "N-0008"]}]}
    context = replace(documents.context(), changed=changed)
    text = READERS[name](_write(name, documents.result(), context, tmp_path))
    assert "since the run before New (1) N-0007 Fallen apart (1) N-0002, into N-0002 and N-0008." in text


def test_nobody_is_called_anything(text: str) -> None:
    for sentence in (
        *wording.IS,
        *wording.IS_NOT,
        "Linked does not mean trafficking. Links are for review by a person.",
    ):
        text = text.replace(sentence, "")
    assert not FORBIDDEN.findall(text)


def test_what_the_context_does_not_describe_is_counted_and_not_shown(name: str, tmp_path: Path) -> None:
    """It may be protected: neither the identifier nor the key of the record may appear."""
    context = replace(documents.context(), captions={}, records={})
    text = READERS[name](_write(name, documents.result(), context, tmp_path))
    assert "phone (not shown)" in text
    assert "2 records not described here" in text
    for secret in ("7700", "900123", "example.org", "sunny_stays", "J-001", "TXYZ"):
        assert secret not in text


def test_what_no_ranking_may_list_is_counted(name: str, tmp_path: Path) -> None:
    """RIGHTS A17: a network of protected nodes alone."""
    result = documents.result()
    (gone,) = (network.id for network in result.networks if network.merge_risk.level == "firm")
    context = replace(documents.context(), unranked=frozenset({gone}))
    text = READERS[name](_write(name, result, context, tmp_path))
    assert "1 network of protected nodes alone: counted, and in no list." in text
    assert gone not in text
    assert "flats.example.com" not in text


def test_a_network_keeps_its_name_from_run_to_run(name: str, tmp_path: Path) -> None:
    captions = {network.id: "N-0042" for network in documents.result().networks if network.merge_risk.level == "firm"}
    context = replace(documents.context(), captions=documents.context().captions | captions)
    assert "Network N-0042: 2 actors, one network" in READERS[name](_write(name, documents.result(), context, tmp_path))


def test_long_lists_are_cut_and_counted(name: str, tmp_path: Path) -> None:
    result = documents.result()
    actor = result.actors[0]
    many = replace(actor, evidence=result.links[0].evidence * 500)
    hubs = tuple(replace(result.hubs[0], identifier=f"phone:{n}") for n in range(1_234))
    big = replace(result, actors=(many, *result.actors[1:]), hubs=hubs, notes=("A limit.",) * 3_000)
    path = _write(name, big, documents.context(), tmp_path)
    text = READERS[name](path)
    assert "1,134 identifiers more not shown here; the result document has all 1,234." in text
    assert "2,900 notes more not shown here" in text
    assert path.stat().st_size < 400_000


def test_an_empty_result_is_a_report_too(name: str, tmp_path: Path) -> None:
    empty = replace(documents.result(), actors=(), networks=(), links=(), hubs=(), notes=(), coverage=(), counts={})
    text = READERS[name](_write(name, empty, replace(documents.context(), records={}, captions={}), tmp_path))
    assert "No two records were linked." in text


HOSTILE = (
    "<script>alert(1)</script>", "</style><img src=x onerror=alert(1)>", "javascript:alert(1)", "\u202eevil", "{{7*7}}",
    "{% include 'x' %}", "</table></body>", "\x00\x0b\x1b[2J", "\ud800", "' onmouseover='alert(1)", '"><svg/onload=1>',
    "https://evil.example/x.png", "x" * 10_000, "<!--", "&lt;b&gt;", "Z̸" + "\u0336" * 90, "", "\u2028",
)  # fmt: skip


@pytest.mark.parametrize("payload", HOSTILE, ids=lambda text: ascii(text[:24]))
def test_hostile_text_is_only_text(name: str, payload: str, tmp_path: Path) -> None:
    _check_payload(name, payload, tmp_path)


@given(payload=st.text(st.characters(), max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_is_only_text(name: str, payload: str, tmp_path: Path) -> None:
    _check_payload(name, payload, tmp_path)


def _check_payload(name: str, payload: str, folder: Path) -> None:
    text = READERS[name](_write(name, *documents.report_saying(payload), folder))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", text)
    assert "What else it could be" in text
    assert wording.IS_NOT[0] in text


def test_a_place_that_cannot_be_is_one_sentence(name: str, tmp_path: Path) -> None:
    made = reports.get(name)
    for path in (tmp_path, tmp_path / "missing" / "x.html"):
        with pytest.raises(InputError):
            made.write(documents.result(), documents.context(), path)
    assert list(tmp_path.iterdir()) == []
