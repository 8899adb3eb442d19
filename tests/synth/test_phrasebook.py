from __future__ import annotations

import random
import re
from importlib.resources import files

import pytest

from graphsvc.synth.phrasebook import SECTIONS, compose, countries, languages, make_wording

SLOTS = {"city", "price", "price2", "salary", "hours"}
CONTACT_SLOTS = {
    "phone": {"phone"}, "second": {"phone"}, "previous": {"phone"}, "friend": {"phone"}, "office": {"phone"},
    "handle": {"handle"}, "email": {"email"}, "wallet": {"wallet", "asset"}, "link": {"link"}, "place": {"building"},
    "masked": {"masked"}, "site": set(),
}  # fmt: skip


def slots(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_phrase_file_is_a_language():
    folder = files("graphsvc.synth") / "phrases"
    assert sorted(f"{code}.toml" for code in languages()) == sorted(entry.name for entry in folder.iterdir())
    assert len(languages()) >= 10


@pytest.mark.parametrize("code", sorted(languages()))
def test_a_language_says_everything_and_knows_its_slots(code):
    language = languages()[code]
    assert len(language.digits) == len(set(language.digits)) == 10
    assert set(language.sections) == set(SECTIONS)
    assert set(language.stock) == {"screening", "phrases", "bio"}
    assert {how: slots(" ".join(phrases)) for how, phrases in language.contact.items()} == CONTACT_SLOTS
    assert all(slots(phrase) for how, phrases in language.contact.items() if how != "site" for phrase in phrases)


@pytest.mark.parametrize("code", sorted(languages()))
@pytest.mark.parametrize("section", SECTIONS)
def test_a_template_has_only_slots_left(code, section):
    rng = random.Random(f"{code}/{section}")
    for _ in range(40):
        wording = make_wording(languages()[code], section, rng, "Brandname")
        for text in (wording.title, wording.body):
            assert slots(text) <= SLOTS
            filled = text.format_map(dict.fromkeys(SLOTS, "x"))
            assert filled.strip()
            assert not re.search(r"[\[\]<>{}|]", filled)


def test_templates_differ_and_a_list_gives_no_word_twice():
    rng = random.Random(1)
    english = languages()["en"]
    assert len({make_wording(english, "sale", rng, "B").body for _ in range(200)}) == 200
    for _ in range(50):
        drawn = compose("<likes>/<likes>/<likes>", english, rng, "").split("/")
        assert len(set(drawn)) == 3


def test_upper_case_titles_keep_their_slots():
    rng = random.Random(2)
    titles = [make_wording(languages()["en"], "sale", rng, "Brand").title for _ in range(300)]
    shouted = [title for title in titles if re.sub(r"\{\w+\}", "", title).isupper()]
    assert shouted
    assert all(slots(title) <= SLOTS for title in shouted)


@pytest.mark.parametrize("name", ["places.toml", "harbour.toml"])
def test_places_have_languages_and_names_in_their_scripts(name):
    for country in countries(name):
        assert set(country.languages) <= set(languages())
        assert len(country.cities) >= 2
        for city in country.cities:
            assert set(city.names) == {"ru", "ar", "th", "zh"}
            assert city.in_language("en") == city.name != city.in_language("ru")
