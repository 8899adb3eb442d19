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

_NAMES = """
AD Andorra;AE United Arab Emirates,UAE,Emirates,Emiratos Arabes Unidos,Emirats arabes unis,ОАЭ;AF Afghanistan
AG Antigua and Barbuda;AI Anguilla;AL Albania,Shqiperia,Albanie,Albanien;AM Armenia,Армения;AO Angola;AQ Antarctica
AR Argentina,Argentine,Argentinien;AS American Samoa;AT Austria,Österreich,Autriche,Австрия;AU Australia,Australie
AW Aruba;AX Aland Islands;AZ Azerbaijan,Азербайджан;BA Bosnia and Herzegovina,Bosnia,Bosna i Hercegovina;BB Barbados
BD Bangladesh;BE Belgium,België,Belgique,Belgien,Belgica,Belgio;BF Burkina Faso;BG Bulgaria,България,Bulgarie,Bulgarien
BH Bahrain;BI Burundi;BJ Benin;BL Saint Barthelemy;BM Bermuda;BN Brunei,Brunei Darussalam;BO Bolivia,Bolivie
BQ Bonaire;BR Brazil,Brasil,Bresil,Brasilien,Brasile;BS Bahamas,The Bahamas;BT Bhutan;BW Botswana
BY Belarus,Беларусь,Belarus,Bielorrusia;BZ Belize;CA Canada,Kanada;CC Cocos Islands
CD Democratic Republic of the Congo,DR Congo,DRC;CF Central African Republic;CG Congo,Republic of the Congo
CH Switzerland,Schweiz,Suisse,Svizzera,Suiza;CI Ivory Coast,Cote d Ivoire;CK Cook Islands;CL Chile,Chili;CM Cameroon,Cameroun
CN China,中国,Chine,Cina;CO Colombia,Colombie,Kolumbien;CR Costa Rica;CU Cuba;CV Cape Verde,Cabo Verde;CW Curacao
CY Cyprus,Chypre,Zypern,Chipre,Κύπρος;CZ Czechia,Czech Republic,Česko,Tschechien,Republica Checa
DE Germany,Deutschland,Allemagne,Alemania,Germania,Alemanha,Германия,Niemcy;DJ Djibouti;DK Denmark,Danmark,Dinamarca
DM Dominica;DO Dominican Republic,Republica Dominicana;DZ Algeria,Algerie;EC Ecuador,Equateur;EE Estonia,Eesti
EG Egypt,Egypte,Egipto,مصر;EH Western Sahara;ER Eritrea;ES Spain,España,Espagne,Spanien,Spagna,Espanha,Испания,Hiszpania
ET Ethiopia,Ethiopie,Etiopia;FI Finland,Suomi,Finlande,Finnland;FJ Fiji;FK Falkland Islands;FM Micronesia;FO Faroe Islands
FR France,Frankreich,Francia,França,Франция,Francja;GA Gabon
GB United Kingdom,UK,Great Britain,Britain,England,Scotland,Wales,Northern Ireland,Reino Unido,Royaume-Uni,Vereinigtes Königreich,Großbritannien,Regno Unito,Великобритания
GD Grenada;GE Georgien,Sakartvelo,Грузия;GF French Guiana;GG Guernsey;GH Ghana;GI Gibraltar;GL Greenland;GM Gambia,The Gambia
GN Guinea,Guinee;GP Guadeloupe;GQ Equatorial Guinea;GR Greece,Ελλάδα,Grece,Griechenland,Grecia,Греция;GT Guatemala;GU Guam
GW Guinea-Bissau;GY Guyana;HK Hong Kong,香港;HN Honduras;HR Croatia,Hrvatska,Croatie,Kroatien,Croacia;HT Haiti
HU Hungary,Magyarország,Hongrie,Ungarn,Hungria,Ungheria;ID Indonesia,Indonesie;IE Ireland,Eire,Irlande,Irland,Irlanda
IL Israel,Израиль,ישראל;IM Isle of Man;IN India,Inde,Indien;IQ Iraq,Irak,العراق;IR Iran;IS Iceland,Island,Islande
IT Italy,Italia,Italie,Italien,Италия,Włochy;JE Jersey;JM Jamaica;JO Jordanie,Jordanien;JP Japan,日本,Japon
KE Kenya;KG Kyrgyzstan,Киргизия,Кыргызстан;KH Cambodia,Cambodge;KI Kiribati;KM Comoros;KN Saint Kitts and Nevis
KP North Korea;KR South Korea,Korea,대한민국,한국,Coree du Sud,Südkorea,Corea del Sur;KW Kuwait;KY Cayman Islands
KZ Kazakhstan,Казахстан;LA Laos;LB Liban,Líbano;LC Saint Lucia;LI Liechtenstein;LK Sri Lanka;LR Liberia;LS Lesotho
LT Lithuania,Lietuva,Lituanie,Litauen;LU Luxembourg,Luxemburg;LV Latvia,Latvija,Lettonie,Lettland;LY Libya,Libye
MA Morocco,Maroc,Marruecos,Marokko,المغرب;MC Monaco;MD Moldova,Молдова,Moldavie,Republica Moldova;ME Montenegro,Crna Gora
MG Madagascar;MH Marshall Islands;MK North Macedonia,Macedonia,Македонија;ML Mali;MM Myanmar,Burma;MN Mongolia;MO Macau,Macao
MP Northern Mariana Islands;MQ Martinique;MR Mauritania;MS Montserrat;MT Malta;MU Mauritius;MV Maldives;MW Malawi
MX Mexico,México,Mexique,Mexiko,Messico;MY Malaysia;MZ Mozambique,Moçambique;NA Namibia;NC New Caledonia;NE Niger;NF Norfolk Island
NG Nigeria;NI Nicaragua;NL Netherlands,The Netherlands,Nederland,Holland,Pays-Bas,Niederlande,Países Bajos,Paesi Bassi,Нидерланды
NO Norway,Norge,Norvege,Norwegen,Noruega;NP Nepal;NR Nauru;NU Niue;NZ New Zealand;OM Oman;PA Panama;PE Peru,Perú,Perou
PF French Polynesia;PG Papua New Guinea;PH Philippines,Filipinas,Pilipinas;PK Pakistan
PL Poland,Polska,Pologne,Polen,Polonia,Польша;PM Saint Pierre and Miquelon;PN Pitcairn;PR Puerto Rico;PS Palestine
PT Portugal,Portogallo,Португалия;PW Palau;PY Paraguay;QA Qatar;RE Reunion,La Réunion
RO Romania,România,Roumanie,Rumänien,Rumania,Румыния;RS Serbia,Србија,Srbija,Serbie,Serbien
RU Russia,Россия,Russian Federation,Russie,Russland,Rusia,Российская Федерация;RW Rwanda;SA Saudi Arabia,Arabia Saudita
SB Solomon Islands;SC Seychelles;SD Sudan;SE Sweden,Sverige,Suede,Schweden,Suecia,Svezia;SG Singapore,Singapour
SH Saint Helena;SI Slovenia,Slovenija;SJ Svalbard and Jan Mayen;SK Slovakia,Slovensko,Slovaquie,Slowakei;SL Sierra Leone
SM San Marino;SN Senegal;SO Somalia;SR Suriname;SS South Sudan;ST Sao Tome and Principe;SV El Salvador;SX Sint Maarten;SY Syria
SZ Eswatini,Swaziland;TC Turks and Caicos Islands;TD Chad,Tchad;TG Togo;TH Thailand,ประเทศไทย,Thailande;TJ Tajikistan,Таджикистан
TK Tokelau;TL Timor-Leste,East Timor;TM Turkmenistan;TN Tunisia,Tunisie;TO Tonga;TR Turkey,Türkiye,Turquie,Türkei,Turquia,Турция
TT Trinidad and Tobago;TV Tuvalu;TW Taiwan,台灣;TZ Tanzania;UA Ukraine,Україна,Украина,Ucrania,Ucraina;UG Uganda
US United States,USA,United States of America,America,Estados Unidos,EE UU,Etats-Unis,Vereinigte Staaten,Stati Uniti,США
UY Uruguay;UZ Uzbekistan,Узбекистан;VA Vatican City;VC Saint Vincent and the Grenadines;VE Venezuela;VG British Virgin Islands
VI US Virgin Islands;VN Vietnam,Viet Nam,Việt Nam;VU Vanuatu;WF Wallis and Futuna;WS Samoa;XK Kosovo;YE Yemen;YT Mayotte
ZA South Africa,Sudafrica,Afrique du Sud,Südafrika;ZM Zambia;ZW Zimbabwe
"""

_ENTRIES = [entry.strip().partition(" ") for line in _NAMES.strip().splitlines() for entry in line.split(";")]
CODES = frozenset(code for code, _, _ in _ENTRIES)
_BY_NAME = {joined(name): code for code, _, names in _ENTRIES for name in names.split(",")}
_ALPHA3 = {
    "usa": "US", "gbr": "GB", "deu": "DE", "fra": "FR", "esp": "ES", "ita": "IT", "prt": "PT", "rou": "RO", "rus": "RU",
    "ukr": "UA", "nld": "NL", "bel": "BE", "pol": "PL", "can": "CA", "aus": "AU", "mex": "MX", "bra": "BR", "ind": "IN",
    "chn": "CN", "tha": "TH", "phl": "PH", "are": "AE", "tur": "TR", "grc": "GR", "bgr": "BG", "hun": "HU", "aut": "AT",
    "che": "CH", "nga": "NG", "vnm": "VN",
}  # fmt: skip
# Georgia, Jordan and Lebanon are left out of the names that a place may end with: they are also places elsewhere.
_COLUMN_ONLY = {"georgia": "GE", "jordan": "JO", "lebanon": "LB"}
_STATES = frozenset(
    """AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA
    RI SC SD TN TX UT VT VA WA WV WI WY DC PR AB BC MB NB NL NS NT NU ON PE QC SK YT NSW QLD SA TAS VIC ACT""".split()
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
