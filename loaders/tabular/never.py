"""What is never collected, by the name of its column, in nine languages.

Law and harm are the reason: GDPR article 9 and LED article 10 data, names and bodies of people who may be victims,
ages, identity papers, pictures, exact addresses. A name is matched word by word: `race` is not in `trace`, `age` not
in `page`. A loader that means something else by a word (a wallet's `address`) exempts that word, never a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator

from loaders.tabular.names import words

# group -> words and phrases. A phrase matches consecutive words, or one word that runs them together.
GROUPS: dict[str, str] = {
    "origin of persons": """
        ethnicity, ethnic, ethnie, ethnique, etnia, etnico, ethnizitat, ethnie, etnicidade, этнос, этническая, race,
        racial, raza, rasse, raca, razza, раса, nationality, nationalities, nationalite, nacionalidad, nationalitat,
        nazionalita, nacionalidade, национальность, narodowosc, nationaliteit, citizenship, citizen, ciudadania,
        citoyennete, staatsangehorigkeit, staatsburgerschaft, cittadinanza, cidadania, гражданство, obywatelstwo,
        tribe, caste, country of origin, home country, birth country, birthplace, place of birth, pais de origen,
        pays d origine, herkunft, herkunftsland, paese di origine, pais de origem, страна происхождения, mother tongue,
        native language, skin, skin color, skin colour, complexion, color de piel, hautfarbe, couleur de peau,
        cor da pele, цвет кожи""",
    "belief and politics": """
        religion, religious, religione, religiao, religia, религия, вероисповедание, faith, creed, belief, beliefs,
        konfession, glaube, confession religieuse, political, politics, political opinion, political party, politica,
        politique, politisch, политические, union membership, trade union, gewerkschaft, sindicato, syndicat""",
    "immigration status": """
        visa, visas, visado, visto, visum, виза, immigration, immigrant, inmigracion, immigrazione, imigracao,
        einwanderung, иммиграция, migration status, migrant, migratory status, estatus migratorio,
        situacion migratoria, statut migratoire, residence permit, residency, residency status, work permit,
        permiso de residencia, permiso de trabajo, titre de sejour, permis de travail, aufenthaltstitel,
        aufenthaltsstatus, permesso di soggiorno, autorizacao de residencia, вид на жительство, asylum, asilo, asile,
        asyl, refugee, refugiado, refugie, undocumented, deportation""",
    "health": """
        health, health status, medical, disease, diagnosis, disability, disabled, disabilities, hiv, sti, pregnant,
        pregnancy, addiction, drug, drugs, drug use, blood type, mental, vaccination, salud, discapacidad, embarazo,
        embarazada, sante, handicap, enceinte, gesundheit, behinderung, schwanger, salute, disabilita, incinta, saude,
        deficiencia, gravida, здоровье, инвалидность, беременность""",
    "sex life": """
        sex, sexe, sesso, sexo, geschlecht, пол, gender, genero, genre sexuel, genere, sexual, sexuality,
        sexual orientation, orientation sexuelle, orientacion sexual, sexuelle orientierung, orientamento sessuale,
        orientacao sexual, sexualitat, сексуальная ориентация, services, services offered, sexual services, servicios,
        servizi, servicos, dienstleistungen, prestations, услуги, fetish, fetishes, virginity, virgin""",
    "body": """
        bust, breast, breasts, breast size, bra, bra size, cup size, waist, hip, hips, weight, weight kg, height,
        height cm, hair, hair color, hair colour, hair length, eye, eyes, eye color, eye colour, body type, body build,
        body size, body hair, measurements, measurement, dress size, shoe size, penis, penis size, tattoo, tattoos,
        piercing, piercings, scar, scars, appearance, figure, busto, pecho, cintura, caderas, cadera, peso, altura,
        estatura, pelo, cabello, color de pelo, ojos, color de ojos, medidas, tatuaje, tatuajes, poitrine, hanches,
        poids, taille, cheveux, yeux, mensurations, tatouage, tatouages, oberweite, brust, hufte, gewicht, grosse,
        korpergrosse, korpergewicht, haare, haarfarbe, augen, augenfarbe, masse, figur, seno, fianchi, altezza,
        capelli, occhi, misure, tatuaggi, tatuaggio, quadril, cabelo, cabelos, olhos, tatuagem, tatuagens, грудь,
        талия, бедра, вес, рост, волосы, глаза, цвет волос, цвет глаз, параметры, татуировки, wzrost, waga, piersi,
        wlosy, oczy, inaltime, greutate, ochi""",
    "names of persons": """
        first name, last name, middle name, full name, fname, lname, surname, family name, given name, given names,
        forename, maiden name, real name, legal name, birth name, display name, person name, contact name,
        contact person, owner name, holder name, account holder, poster name, author name, recruiter name, agent name,
        model name, girl name, provider name, seller name, advertiser name, employee name, candidate name, worker name,
        beneficiary name, mother name, father name, name of victim, victim, victims, victima, victimas, victime,
        victimes, opfer, vittima, vittime, vitima, vitimas, жертва, жертвы, потерпевший, nombre completo,
        nombre y apellido, nombre y apellidos, nombre de pila, apellido, apellidos, nom complet, nom de famille,
        prenom, prenoms, vorname, nachname, familienname, vollstandiger name, ansprechpartner, cognome, nome completo,
        nome e cognome, sobrenome, apelido, фамилия, отчество, фио, полное имя, nazwisko, imie, prenume""",
    "age and birth": """
        age, ages, aged, age group, age range, edad, edades, alter, altersgruppe, eta, idade, возраст, wiek, varsta,
        leeftijd, dob, date of birth, birth date, birthdate, birthday, birth day, birth year, year of birth, birth,
        born, fecha de nacimiento, nacimiento, date de naissance, naissance, geburtsdatum, geburtstag, geburtsjahr,
        data di nascita, nascita, data de nascimento, nascimento, дата рождения, рождения, minor, is minor, child,
        children, kids, hijos, enfants, kinder, figli, filhos, дети, marital, marital status, estado civil,
        etat civil, familienstand, stato civile, семейное положение""",
    "identity papers": """
        passport, passport number, pasaporte, passeport, reisepass, passaporto, passaporte, паспорт, paszport,
        national id, national id number, national identity, identity number, identity card, identity document, id card,
        id card number, id number, id document, nid, ssn, social security, social security number, sin number,
        national insurance, nino, tax id, taxpayer id, driver license, driver licence, drivers license,
        drivers licence, driving licence, license plate, licence plate, dni, nie, curp, cpf, cnp, pesel, codice fiscale,
        carte d identite, numero de securite sociale, personalausweis, ausweis, ausweisnummer,
        sozialversicherungsnummer, carta d identita, cedula, cedula de identidad, documento de identidad,
        documento identita, снилс, удостоверение личности""",
    "pictures and biometrics": """
        photo, photos, image, images, img, picture, pictures, pic, pics, foto, fotos, fotografia, fotografias, selfie,
        selfies, avatar, thumbnail, video, videos, imagen, imagenes, bild, bilder, immagine, immagini, imagem, imagens,
        фото, фотография, фотографии, изображение, видео, base64, biometric, biometrics, biometria, fingerprint,
        fingerprints, face, faces, facial, face id, face encoding, face embedding, iris, voice, voiceprint, visage,
        gesicht, rostro, volto, лицо""",
    "exact addresses": """
        address, addresses, home address, street, street address, street name, street number, house number, apartment,
        apartment number, flat number, postcode, postal code, zip, zipcode, zip code, latitude, longitude, lat, lon, lng,
        lat long, gps, geo, geolocation, coordinates, direccion, domicilio, calle, codigo postal, coordenadas, adresse,
        rue, code postal, coordonnees gps, anschrift, strasse, hausnummer, postleitzahl, plz, koordinaten, indirizzo,
        endereco, rua, cep, адрес, улица, дом, квартира, почтовый индекс, индекс, координаты, ulica, adres,
        kod pocztowy, adresa""",
}

# A word that turns a name into something else: the hash of a picture is no picture, an e-mail address no street.
_OTHERWISE: dict[str, frozenset[str]] = {
    "pictures and biometrics": frozenset(
        "hash hashes phash dhash ahash whash pdq md5 sha1 sha256 sha512 count number num хеш хэш".split()
    ),
    "exact addresses": frozenset(
        "email mail e ip mac web url website internet wallet crypto btc bitcoin eth ethereum xmr ltc trx tron usdt "
        "contract electronica elettronica eletronico correo courriel почты электронный".split()
    ),
}


def _index() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for group, listed in GROUPS.items():
        for phrase in listed.split(","):
            parts = words(phrase)
            table.setdefault(parts[0], []).append((parts, group))
            if len(parts) > 1:
                table.setdefault("".join(parts), []).append((("".join(parts),), group))
    return table


_PHRASES = _index()


def _stems(word: str) -> Iterator[str]:
    yield word
    bare = word.rstrip("0123456789")
    if bare != word:
        yield bare
    if bare.endswith("s"):
        yield bare[:-1]


def group(name: str, exempt: frozenset[str] = frozenset()) -> str:
    """Why a column of that name is never collected, or ''. `exempt`: words that mean something else to the caller."""
    parts = words(name)
    for at, word in enumerate(parts):
        for stem in _stems(word):
            for phrase, why in _PHRASES.get(stem, ()):
                if parts[at + 1 : at + len(phrase)] != phrase[1:] or (len(phrase) == 1 and phrase[0] in exempt):
                    continue
                if not _OTHERWISE.get(why, frozenset()) & set(parts):
                    return why
    return ""
