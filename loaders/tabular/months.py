"""Month names and the small words around them, in the languages of the adverts this reads. Accents are folded away."""

from __future__ import annotations

_NAMES = """
january jan enero ene janvier janv januar janner gennaio gen janeiro января январь янв januari stycznia styczen sty ianuarie ocak
february feb febrero fevrier fevr fev februar febbraio fevereiro февраля февраль фев februari lutego luty februarie subat
march mar marzo mars marz maerz mrz marco марта март мар maart marca marzec martie mart
april apr abril abr avril avr aprile апреля апрель апр kwietnia kwiecien aprilie nisan
may mayo mai maggio mag maio мая май mei maja maj mayis
june jun junio juin juni giugno giu junho июня июнь июн czerwca czerwiec iunie haziran
july jul julio juillet juil juli luglio lug julho июля июль июл lipca lipiec iulie temmuz
august aug agosto ago aout августа август авг augustus sierpnia sierpien agustos
september sep sept septiembre setiembre septembre settembre set setembro сентября сентябрь сен сент wrzesnia wrzesien septembrie eylul
october oct octubre octobre oktober okt ottobre ott outubro out октября октябрь окт pazdziernika pazdziernik octombrie ekim
november nov noviembre novembre novembro ноября ноябрь ноя listopada listopad noiembrie kasim
december dec diciembre dic decembre dezember dez dicembre dezembro декабря декабрь дек grudnia grudzien decembrie aralik
"""

MONTHS = {name: number for number, line in enumerate(_NAMES.strip().splitlines(), start=1) for name in line.split()}

# Weekdays, articles and ordinal endings: they add nothing to a date.
NOISE = frozenset(
    """
    monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun
    lunes lun martes miercoles mie jueves jue viernes vie sabado sab domingo dom
    lundi mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim
    montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so
    lunedi martedi mercoledi giovedi gio venerdi sabato domenica
    segunda terca quarta quinta sexta feira
    понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс
    of the de del du le el la der den am um at a o em às st nd rd th er ero on г года год
    """.split()
)
