"""Words for months and parts of a year in the languages in which plans are answered, each with the English word.

A plan in one language is also answered in others, so every word counts in every plan. Words that are common in another
language, such as Spanish `ago`, are left out. A year beside an unknown word is a whole year, which rules ask about.
"""

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
    "jan fev mrt avr mai jun jul aug sep okt nov dic",
    "janv févr mars avr mai juin juil août sept oct nov déc",
)
"""French, Spanish, German, Portuguese, Italian, Dutch, Māori; and abbreviations."""

_ORDINALS = (
    "first premier première primer primero primeiro primo erstes ersten erster eerste",
    "second deuxième seconde segundo secondo zweites zweiten zweiter tweede",
    "third troisième tercer tercero terceiro terzo drittes dritten dritter derde",
    "fourth quatrième cuarto quarto viertes vierten vierter vierde",
)

_UNITS = {
    "quarter": "qtr trimestre trimester quartal quartals kwartaal hauwhā",
    "half": "semestre semester halbjahr halbjahres hj halfjaar",
    "year": "année exercice año ejercicio ano anno jahr jahre jahres jaar",
    "period": "période periodo período zeitraum berichtszeitraum berichtsperiode",
}


def _with_and_without_accents(words: dict[str, str]) -> dict[str, str]:
    letters = {word: filterfalse(combining, normalize("NFD", word)) for word in words}
    return words | {"".join(plain): words[word] for word, plain in letters.items()}


IN_ENGLISH = _with_and_without_accents(
    {word: month for names in _MONTHS for word, month in zip(names.split(), MONTH_NAMES, strict=True)}
    | {word: unit for unit, words in _UNITS.items() for word in words.split()}
    | dict.fromkeys("–—", "-")
)
"""Words for months, years, parts of years and periods, each with the English word; also dashes, with a hyphen."""

ORDINAL = _with_and_without_accents({word: str(n) for n, words in enumerate(_ORDINALS, 1) for word in words.split()})
"""Words for the first to the fourth, each with its figure."""

_COUNTS = ("one two three four five six", "first second third fourth fifth sixth")
YEARS = {word: str(n) for words in _COUNTS for n, word in enumerate(words.split(), 1)}
"""Words for the number of a plan's year: `Year Three`, `Third year`."""

OF = r"(?:of|the|in|(?:l['’])?year|de|del|el|en|da|do|em|no|des|du|au|nel|im|van|het|i|te|tau)"
"""A pattern for each word between a time and its year, in spelt-out text: three in `Q1 of the year 2023`."""
