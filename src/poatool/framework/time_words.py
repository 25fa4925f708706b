"""Words for times and for lists of times, in the languages in which agencies answer.

Agencies may answer in other languages than the plan's, so every word counts in every plan. Words that are common in
another language, such as Spanish `ago`, are left out. A year beside an unknown word is read as the whole year.
"""

from collections.abc import Callable
from itertools import filterfalse
from unicodedata import combining, normalize

from poatool.text import MONTH_NAMES

_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "januar februar märz april mai juni juli august september oktober november dezember",
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "hānuere pēpuere māehe āperira mei hune hūrae ākuhata hepetema oketopa noema tīhema",
    "kohitātea pēpuere poutūterangi paengawhāwhā haratua pipiri hōngongoi ākuhata mahuru oketopa noema hakihea",
    "ene fév mär abr mei juin juil aoû sept okt nov dez",
    "jänner fev mrt avr mai jun jul aug sep okt nov dic",
    "janv févr mars avr mai juin juil août sept oct nov déc",
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    "ionawr chwefror fawrth ebrill fai fehefin orffennaf awst fedi hydref dachwedd ragfyr",
    "styczeń luty marzec kwiecień maj czerwiec lipiec sierpień wrzesień październik listopad grudzień",
    "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
)
"""French, Spanish, German, Portuguese, Italian, Dutch, Māori; abbreviations, with Austrian `Jänner`; Welsh; Polish."""

_ORDINALS = (
    "first premier première primer primero primeiro primo erstes ersten erster eerste",
    "second deuxième seconde segundo secondo zweites zweiten zweiter tweede",
    "third troisième tercer tercero terceiro terzo drittes dritten dritter derde",
    "fourth quatrième cuarto quarto viertes vierten vierter vierde",
)

_UNITS = {
    "quarter": "qtr trimestre trimester quartal quartals kwartaal hauwhā kwartał kwartału chwarter",
    "half": "semestre semester halbjahr halbjahres hj halfjaar półrocze półrocza",
    "year": "année exercice año ejercicio ano anno jahr jahre jahres jaar rok roku blwyddyn",
    "period": "période periodo período zeitraum berichtszeitraum berichtsperiode",
}


def _with_and_without_accents(words: dict[str, str]) -> dict[str, str]:
    letters = {word: filterfalse(combining, normalize("NFD", word)) for word in words if not word.isascii()}
    return words | {"".join(plain): words[word] for word, plain in letters.items()}


IN_ENGLISH = _with_and_without_accents(
    {word: month for names in _MONTHS for word, month in zip(names.split(), MONTH_NAMES, strict=True)}
    | {word: unit for unit, words in _UNITS.items() for word in words.split()}
    | dict.fromkeys("–—", "-")
)
"""Words for months, years, parts of years and periods, each with the English word; dashes, each with a hyphen."""

ORDINAL = _with_and_without_accents({word: str(n) for n, words in enumerate(_ORDINALS, 1) for word in words.split()})
"""Words for the first to the fourth, each with its figure."""

_COUNTS = ("one two three four five six", "first second third fourth fifth sixth")
YEARS = {word: str(n) for words in _COUNTS for n, word in enumerate(words.split(), 1)}
"""Words for the number of a plan's year: `Year Three`, `Third year`."""
NUMBERS = ORDINAL | YEARS | {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
"""Words and Roman numerals for small numbers, each with its figure."""

_AND = (
    r"and|et|und|och|og|samt|agus|と|及び|also|plus|then|as\s+well\s+as|together\s+with|including|incl|both(?:\s+of)?"
)
TO = r"to|à|through(?:\s+to)?|thru|until|up\s+to|bis|hasta|até|tot(?:\s+en\s+met)?|t[/-]m|ki|hyd"
LOWER_CASE_TO = "al?|aux?|do"
"""Patterns for words between the ends of a range or span; in a range, `LOWER_CASE_TO` matches only in lower case."""
TO_DAY = (
    r"(?:(?:jusqu['’])?au|al?|(?:(?:bis|stand:?)\s)?(?:zum|am|vom)|bis|(?:zum\s)?stichtag:?|(?:berichts)?stand:?|per|até"
    r"|hasta(?:\sel)?|t/m|stan\sna|do|hyd(?:\sat)?|(?:clos|arrêté|terminé)e?\s(?:le|au)|(?:terminado|cerrado)\s(?:el|al?)|(?:i\s)?mutu\si\ste)"
)
"""A pattern for words for “to” before a day: `bis zum 31. Dezember`."""


def joining(language: str, may_be_code: Callable[[str], bool]) -> tuple[str, str]:
    """Patterns for words between two items of a list, and between the ends of a range, in a plan in this language.

    A word that may also begin a code, such as `e`, joins items only in lower case, and not after a lower-case letter.
    """
    welsh = language == "cy"  # where `a` means “and”, and `i` “to”
    each = f"{'a ac' if welsh else 'i'} e en me oraz sowie y".split()
    words = [f"(?-i:(?<=[^a-z]\\s){word})" if may_be_code(word) else rf"(?<=\s){word}" for word in each]
    return rf"{_AND}|(?:{'|'.join(words)})(?=\s)", rf"(?:{TO}|(?-i:{'i' if welsh else LOWER_CASE_TO}))"


OF = r"(?:of|the|in|(?:l['’])?year|de|del|el|en|da|(?<!\bto )do|em|no|des|du|au|nel|im|van|het|i|te|tau)"
"""A pattern for a word between a time and its year, such as each of the three in `Q1 of the year 2023`."""
