"""What an advert offers, from the words of its category column. A word decides; an unknown one decides nothing."""

from __future__ import annotations

from functools import lru_cache

from graphsvc.model import Category
from loaders.tabular import words

# Looked up in this order, for `escort jobs` are jobs and `cleaning services` are services.
_WORDS: dict[Category, str] = {
    Category.JOB: """
        job jobs vacancy vacancies employment hiring recruitment career careers work staff position positions gig gigs
        empleo empleos trabajo trabajos vacante vacantes oferta emploi emplois travail poste recrutement stelle stellen
        stellenangebot stellenangebote arbeit jobangebot lavoro lavori impiego offerta emprego empregos trabalho vaga vagas
        работа вакансия вакансии praca munca slujba werk baan""",
    Category.HOUSING: """
        housing house houses apartment apartments flat flats room rooms rent rental rentals lodging accommodation realestate
        property alquiler piso pisos vivienda habitacion inmobiliaria logement logements appartement location immobilier
        chambre wohnung wohnungen zimmer miete immobilien haus affitto affitti casa case stanza immobili aluguel
        apartamento quarto imoveis жилье квартира квартиры комната аренда недвижимость mieszkanie""",
    Category.SALE: """
        sale sales escort escorts adult adults companion companions companionship dating personals bodyrub bodyrubs erotic
        erotik erotica sex xxx webcam venta ventas adulto contactos escorte vente adulte rencontre rencontres verkauf
        erwachsene kontaktanzeigen vendita vendite incontri venda vendas acompanhante acompanhantes продажа эскорт
        знакомства интим""",
    Category.SERVICE: """
        service services massage massages cleaning babysitting nanny moving repair beauty tutoring transport servicio
        servicios masaje masajes limpieza prestation prestations menage dienstleistung dienstleistungen reinigung servizio
        servizi massaggi massaggio pulizie servico servicos massagem limpeza услуга услуги массаж уборка uslugi servicii""",
    Category.OTHER: """
        other others misc miscellaneous general otro otros autre autres divers sonstige sonstiges andere verschiedenes altro
        altri varie outro outros diversos другое прочее разное""",
}
_BY_WORD = {
    word: (order, category)
    for order, (category, listed) in enumerate(_WORDS.items())
    for text in listed.split()
    for word in words(text)
}


@lru_cache(maxsize=4096)
def category(text: str) -> Category:
    """UNKNOWN when no word of the text is known."""
    parts = words(text)
    found = [_BY_WORD[word] for word in (*parts, "".join(parts)) if word in _BY_WORD]
    return min(found)[1] if found else Category.UNKNOWN


def is_plain(text: str) -> bool:
    """Whether the text is one of our own names, so that nothing is lost by keeping the name alone."""
    return text.strip().lower() in Category._value2member_map_
