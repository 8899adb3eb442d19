from __future__ import annotations

import pytest

from loaders.tabular.never import GROUPS, group


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("ethnicity", "origin of persons"),
        ("Ethnic Group", "origin of persons"),
        ("RACE", "origin of persons"),
        ("nacionalidad", "origin of persons"),
        ("Staatsangehörigkeit", "origin of persons"),
        ("национальность", "origin of persons"),
        ("country_of_origin", "origin of persons"),
        ("placeOfBirth", "origin of persons"),
        ("religión", "belief and politics"),
        ("political_opinion", "belief and politics"),
        ("visaStatus", "immigration status"),
        ("titre de séjour", "immigration status"),
        ("HIV", "health"),
        ("handicap", "health"),
        ("sexual orientation", "sex life"),
        ("gender", "sex life"),
        ("пол", "sex life"),
        ("services", "sex life"),
        ("bust_size", "body"),
        ("weight_kg", "body"),
        ("Haarfarbe", "body"),
        ("hairColor", "body"),
        ("ojos", "body"),
        ("first_name", "names of persons"),
        ("victim_phone", "names of persons"),
        ("display name", "names of persons"),
        ("apellidos", "names of persons"),
        ("ФИО", "names of persons"),
        ("age", "age and birth"),
        ("person.age", "age and birth"),
        ("dateofbirth", "age and birth"),
        ("edad", "age and birth"),
        ("passport_no", "identity papers"),
        ("national id", "identity papers"),
        ("SSN", "identity papers"),
        ("photo1", "pictures and biometrics"),
        ("images", "pictures and biometrics"),
        ("image_base64", "pictures and biometrics"),
        ("street address", "exact addresses"),
        ("address", "exact addresses"),
        ("Adresse", "exact addresses"),
        ("latitude", "exact addresses"),
        ("zip code", "exact addresses"),
        ("адрес", "exact addresses"),
    ],
)
def test_never_collected_by_name_in_many_languages(name: str, why: str) -> None:
    assert group(name) == why


@pytest.mark.parametrize(
    "name",
    [
        "trace",
        "title",
        "entitled",
        "page",
        "agency",
        "language",
        "image_hash",
        "photo phash",
        "image_count",
        "email address",
        "E-Mail-Adresse",
        "adresse mail",
        "ip_address",
        "web address",
        "company name",
        "username",
        "file name",
        "city",
        "country",
        "service",
        "category",
        "description",
        "wallet address",
        "btc_address",
        "text",
        "message",
        "posted",
        "traceability",
    ],
)
def test_what_only_looks_like_it_is_kept(name: str) -> None:
    assert group(name) == ""


def test_a_word_may_be_exempt_but_no_phrase_with_it() -> None:
    exempt = frozenset({"address"})
    assert group("from_address", exempt) == ""
    assert group("home address", exempt) == "exact addresses"


def test_every_listed_phrase_is_found() -> None:
    for why, phrases in GROUPS.items():
        for phrase in phrases:
            assert group(phrase), (why, phrase)
            assert group(phrase.replace(" ", "_").upper()), (why, phrase)
