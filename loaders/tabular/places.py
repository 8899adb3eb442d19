"""The country a place names, as ISO 3166-1 alpha-2; '' wherever two readings are possible.

`US, AZ, Phoenix` begins with its country, as job portals write it. `Phoenix, AZ` ends with a state, though AZ is also
Azerbaijan: a two-letter ending counts only where no state or province of the United States, Canada or Australia
bears it. Names are English, with the country's own names and those of the main languages of adverts beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from loaders.tabular.names import joined
from loaders.tabular.sheet import Cells, Pairs, Sheet
from loaders.tabular.values import something
from loaders.tabular.vocabulary import phrases, word_list

_NAMES = {code: phrases(names) for code, names in word_list("countries").items()}
CODES = frozenset(_NAMES)
_BY_NAME = {joined(name): code for code, names in _NAMES.items() for name in names}
_ALPHA3 = {
    "usa": "US", "gbr": "GB", "deu": "DE", "fra": "FR", "esp": "ES", "ita": "IT", "prt": "PT", "rou": "RO", "rus": "RU",
    "ukr": "UA", "nld": "NL", "bel": "BE", "pol": "PL", "can": "CA", "aus": "AU", "mex": "MX", "bra": "BR", "ind": "IN",
    "chn": "CN", "tha": "TH", "phl": "PH", "are": "AE", "tur": "TR", "grc": "GR", "bgr": "BG", "hun": "HU", "aut": "AT",
    "che": "CH", "nga": "NG", "vnm": "VN",
}  # fmt: skip
# Georgia, Jordan and Lebanon are left out of the names that a place may end with: they are also places elsewhere.
_COLUMN_ONLY = {"georgia": "GE", "jordan": "JO", "lebanon": "LB"}
_STATES = frozenset(
    phrases(
        """AL, AK, AZ, AR, CA, CO, CT, DE, FL, GA, HI, ID, IL, IN, IA, KS, KY, LA, ME, MD, MA, MI, MN, MS, MO, MT,
        NE, NV, NH, NJ, NM, NY, NC, ND, OH, OK, OR, PA, RI, SC, SD, TN, TX, UT, VT, VA, WA, WV, WI, WY, DC, PR,
        AB, BC, MB, NB, NL, NS, NT, NU, ON, PE, QC, SK, YT, NSW, QLD, SA, TAS, VIC, ACT"""
    )
)


@lru_cache(maxsize=4096)
def country(text: str) -> str:
    """The code a country column means: a code, a name or a three-letter code; '' when it is none."""
    plain = text.strip()
    if plain.upper() in CODES:
        return plain.upper()
    name = joined(plain)
    return _BY_NAME.get(name) or _COLUMN_ONLY.get(name) or _ALPHA3.get(name, "")


@lru_cache(maxsize=4096)
def country_of(place: str) -> str:
    """The code of the country that a place's text names, or ''."""
    parts = [part.strip() for part in place.split(",")]
    first, last = parts[0], parts[-1]
    # Three parts that begin with a code are the portals' form; with fewer, CA may be California.
    if first in CODES and (len(parts) >= 3 or first not in _STATES):
        return first
    if last in CODES and last not in _STATES and len(parts) > 1:
        return last
    # `Mexico, MO` and `Holland, MI` are towns: a name in front counts as a code does.
    return _BY_NAME.get(joined(last)) or (_BY_NAME.get(joined(first), "") if len(parts) != 2 else "")


def whereabouts(sheet: Sheet) -> Callable[[Cells, Pairs], tuple[str, str]]:
    """A getter of `(place, country)`. The columns of a place are joined, the most telling name first; a country that
    is none is kept among the given attributes."""
    places, named = sheet.named("place"), sheet.value("country")

    def get(cells: Cells, kept: Pairs) -> tuple[str, str]:
        parts = dict.fromkeys(part for index, _ in places if (part := something(cells[index])))
        place, said = ", ".join(parts), named(cells)
        code = country(said) if said else ""
        if said and not code:
            kept.append(("country", said))
        return place, code or country_of(place)

    return get
