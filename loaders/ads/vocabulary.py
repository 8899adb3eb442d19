"""How adverts' columns are called, in English, Spanish, French, German, Italian, Portuguese, Russian and some others."""

from __future__ import annotations

# In order of preference: an advert's own id before a vacancy's, a body before a summary.
KEY = (
    "ad id", "advert id", "advertisement id", "listing id", "posting id", "post id", "offer id", "announcement id",
    "classified id", "id", "uid", "uuid", "guid", "job id", "vacancy id", "job posting id", "record id", "doc id",
    "external id", "reference", "reference number", "ref", "id anuncio", "anuncio id", "id del anuncio", "id oferta",
    "id annonce", "annonce id", "anzeigen id", "anzeigennummer", "id annuncio", "annuncio id", "id do anuncio",
    "номер объявления", "id объявления",
)  # fmt: skip
TITLE = (
    "ad title", "advert title", "post title", "job title", "listing title", "headline", "heading", "subject", "caption",
    "position", "vacancy", "titulo", "título del anuncio", "encabezado", "puesto", "vacante", "titre", "intitulé", "poste",
    "titel", "überschrift", "betreff", "stelle", "stellenbezeichnung", "titolo", "posizione", "título da vaga", "cargo",
    "vaga", "заголовок", "название", "должность", "вакансия",
)  # fmt: skip
TEXT = (
    "body", "description", "content", "ad text", "ad body", "ad content", "advert text", "advertisement text", "post text",
    "post body", "full text", "full description", "job description", "raw text", "body text", "message", "post", "details",
    "selftext", "descripcion", "texto", "contenido", "cuerpo", "texto del anuncio", "anuncio", "mensaje", "texte",
    "contenu", "corps", "description du poste", "annonce", "beschreibung", "anzeigentext", "inhalt", "anzeige",
    "stellenbeschreibung", "nachricht", "testo", "descrizione", "contenuto", "corpo", "annuncio", "messaggio", "descricao",
    "conteudo", "mensagem", "текст", "описание", "содержание", "объявление", "текст объявления", "сообщение",
)  # fmt: skip
PASSAGES = (
    "passage", "company profile", "about", "about us", "about company", "company description", "requirements",
    "qualifications", "skills", "skills desc", "skills description", "responsibilities", "duties", "benefits", "perks",
    "conditions", "notes", "note", "comment", "comments", "remarks", "contact", "contacts", "contact info",
    "contact details", "contact information", "how to apply", "how to contact", "application instructions", "summary",
    "snippet", "excerpt", "short description", "extra", "additional info", "additional information", "more info", "other info",
    "footer", "signature", "requisitos", "beneficios", "contacto", "contactos", "datos de contacto", "funciones", "condiciones",
    "notas", "observaciones", "resumen", "profil recherché", "exigences", "avantages", "missions", "remarques", "résumé",
    "anforderungen", "aufgaben", "wir bieten", "kontakt", "kontaktdaten", "bemerkungen", "requisiti", "mansioni", "vantaggi",
    "contatto", "contatti", "note aggiuntive", "benefícios", "contato", "contatos", "observações", "требования",
    "обязанности", "условия", "контакты", "контакт", "примечание", "примечания", "комментарий",
)  # fmt: skip
URL = (
    "ad url", "advert url", "ad link", "page url", "post url", "posting url", "job posting url", "listing url", "job url",
    "permalink", "source url", "web url", "uri", "url del anuncio", "url de l annonce", "anzeigen url", "url annuncio",
    "url do anuncio", "адрес страницы", "url объявления",
)  # fmt: skip
CATEGORY = (
    "ad category", "ad type", "advert type", "listing type", "post type", "type", "section", "subcategory", "kind", "vertical",
    "categoria", "tipo", "tipo de anuncio", "sección", "catégorie", "rubrique", "kategorie", "rubrik", "anzeigentyp",
    "sezione", "tipo di annuncio", "seção", "категория", "рубрика", "раздел", "тип объявления",
)  # fmt: skip
POSTED = (
    "posted at", "posted on", "posted date", "post date", "date posted", "post time", "posting date", "published",
    "published at", "published on", "publication date", "publish date", "date published", "pubdate", "ad date", "date",
    "datetime", "timestamp", "time", "created", "created at", "created utc", "creation date", "date created", "listed",
    "listed time", "listed at", "original listed time", "updated at", "last updated", "fecha", "fecha de publicación",
    "publicado", "date de publication", "publié le", "datum", "veröffentlicht", "veröffentlicht am", "erstellt am",
    "data", "data di pubblicazione", "pubblicato il", "data de publicação", "publicado em", "дата", "дата публикации",
    "опубликовано", "время",
)  # fmt: skip
CAPTURED = (
    "captured at", "captured on", "capture date", "capture time", "scraped", "scraped at", "scrape date", "scrape time",
    "crawled", "crawled at", "crawl date", "crawl time", "collected", "collected at", "collection date", "date collected",
    "retrieved", "retrieved at", "retrieval date", "fetched at", "accessed", "accessed at", "access date", "seen at",
    "downloaded at", "download date", "imported at", "fecha de captura", "fecha de recogida", "date de capture",
    "date de collecte", "erfasst am", "abgerufen am", "data di raccolta", "data de coleta", "дата сбора",
)  # fmt: skip
PLACE = (
    "location", "job location", "work location", "place", "city", "town", "area", "district", "locality", "municipality",
    "neighborhood", "neighbourhood", "county", "state", "province", "region", "ubicación", "lugar", "ciudad", "localidad",
    "municipio", "provincia", "lieu", "lieu de travail", "ville", "région", "département", "ort", "stadt", "standort",
    "arbeitsort", "einsatzort", "bundesland", "luogo", "città", "località", "comune", "regione", "local", "cidade",
    "localização", "estado", "место", "место работы", "город", "регион", "область", "район", "локация",
)  # fmt: skip
COUNTRY = (
    "country code", "country name", "iso country", "country iso", "nation", "país", "pays", "land", "staat", "paese", "nazione",
    "страна",
)  # fmt: skip
LANGUAGE = (
    "lang", "language code", "ad language", "locale", "idioma", "lengua", "langue", "sprache", "lingua", "língua", "язык",
)  # fmt: skip

# Short values kept as they are.
ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "price": ("prices", "rate", "rates", "cost", "fee", "fees", "donation", "tariff", "precio", "precios", "tarifa",
              "tarifas", "prix", "tarif", "tarifs", "preis", "preise", "prezzo", "prezzi", "tariffa", "preço", "preços",
              "valor", "цена", "цены", "стоимость"),
    "currency": ("currency code", "moneda", "devise", "währung", "valuta", "moeda", "валюта"),
    "salary": ("salary range", "salary min", "salary max", "min salary", "max salary", "med salary", "wage", "wages", "pay",
               "pay rate", "pay period", "compensation", "compensation type", "remuneration", "salario", "sueldo", "salaire",
               "rémunération", "gehalt", "lohn", "verdienst", "stipendio", "retribuzione", "salário", "remuneração",
               "зарплата", "оклад", "заработная плата"),
    "department": ("departamento", "abteilung", "dipartimento", "отдел"),
    "employment_type": ("job type", "contract type", "work type", "formatted work type", "schedule", "working hours",
                        "tipo de contrato", "jornada", "type de contrat", "vertragsart", "beschäftigungsart",
                        "tipo di contratto", "regime", "тип занятости", "занятость", "график работы"),
    "industry": ("sector", "branch", "industria", "secteur", "branche", "settore", "setor", "отрасль", "сфера"),
    "function": ("job function", "función", "fonction", "funktion", "funzione", "função"),
    "experience": ("required experience", "experience level", "formatted experience level", "seniority", "experiencia",
                   "expérience", "erfahrung", "berufserfahrung", "esperienza", "experiência", "опыт", "опыт работы"),
    "education": ("required education", "education level", "degree", "educación", "estudios", "formation", "ausbildung",
                  "istruzione", "titolo di studio", "escolaridade", "образование"),
    "company": ("company name", "employer", "employer name", "hiring organization", "organisation", "organization", "agency",
                "business name", "empresa", "empleador", "entreprise", "société", "employeur", "unternehmen", "firma",
                "arbeitgeber", "azienda", "datore di lavoro", "empregador", "компания", "работодатель", "организация"),
    "site": ("site name", "source site", "website name", "source", "portal", "board", "job board", "publisher", "forum",
             "newspaper", "sitio", "fuente", "portail", "quelle", "zeitung", "fonte", "источник", "площадка"),
    "views": ("view count", "visits", "visitas", "vues", "aufrufe", "visualizzazioni", "visualizações", "просмотры"),
    "status": ("ad status", "active", "is active", "expired", "estado del anuncio", "statut", "stato", "статус"),
}  # fmt: skip
JOB_FIELDS = ("salary", "department", "employment_type", "industry", "function", "experience", "education")

# Labels of truth and scores: they would let the answer in by the back door.
NO_EVIDENCE = frozenset(
    """fraudulent fraud isfraud label labels target groundtruth truth istrafficking trafficking traffickinglabel ishuman
    humantrafficking suspicious issuspicious scam isscam spam isspam cluster clusterid clusterlabel actorid networkid
    orgid score riskscore fraudscore prediction predicted annotation""".split()
)
