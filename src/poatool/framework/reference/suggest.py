"""Match words, with or without a code, to actions' texts; suggest meanings of unknown pieces.

Words that are not from an action's text, as in `4 – intelligence sharing`, are compared with it by their stems. Stems
that many actions share do not count. Suggestions are only shown, never applied.
"""

from collections.abc import Sequence, Set as AbstractSet

from poatool.framework.names.matching import fold, stem, stems
from poatool.framework.reference.keys import LEXEME, figures_key, key_of, without_signs
from poatool.framework.reference.respelling import in_digits, in_words_of
from poatool.framework.reference.spellings import Index, codes_in
from poatool.text import lazy_pattern

_SURE_SIMILARITY = 88.0  # percentage of similarity at which a text counts as a misspelt text of an action
_MARGIN = 6.0  # texts within this many points of the most similar one are equally alike
_PHRASE = 5  # a text with more words, not counting small ones, may also be from the middle of an action's text
_SHORTEST = 20  # a text with fewer letters does not count as cut off
_SHORTEST_WITH_ERRORS = 30  # a text with fewer letters does not count as misspelt
_LONG_WORD = 4
_MIN_INTACT = 1 / 2  # the least share of the words of a misspelt text that have no error
_TYPED = 60.0  # percentage of similarity at which a word counts as a misspelt word of a text
_MISSPELT = 70.0  # percentage of similarity at which an action is suggested for a text
TURNING = frozenset({"not", "no", "never", "nor", "without", "except", "instead", "longer", "cannot"})
"""Words that reverse a statement, so that an action named beside them may not be meant."""
PLANS = frozenset({"framework", "plan", "programme", "roadmap", "strategy"})  # words that mean a plan
_ABOUT = """draft etc former ish numbering old option options other others part phase plus previous tba tbc various
    version hour hours day days week weeks month months year years time times people per"""
_OF_A_NUMBER = PLANS.union(_ABOUT.split())
"""Words beside a number that cast doubt on it, or say that it numbers something else; they never name an action."""
_NO_NAME = lazy_pattern(r"\b\d+\b|[?!]|\.(?!\w)")
_NOUN = lazy_pattern(r"[A-Z][^\W\d_]+(?: [^\W\d_]+)*?(?= (?:[&–-]|and|for|in|of|on|to|with)(?= )|\Z)")
_INCORPORATED = lazy_pattern(r"(?i)^\W*(?:action\s+\S+\s+)?has been incorporated into\b[^.(]*[.(]*", needs=("into",))

_LONGEST_PARAPHRASE = 25  # a text with this many words is too long to be only a paraphrase
_NAME_WORDS = 5  # the most words in a person's own name for an action
_MIN_SHARED = 1 / 3  # the least share of a paraphrase's words that are words of its action

_MIN_SHARED_WORDS = 2  # how many words a text must share with an action to be clearly about it
_ECHOED = 4  # how many words a text must share with an action's text to be like it
_NEAR = 1  # how many typing errors a code may have
_NEXT = 3  # how far a bare number may be from the one that was meant
_LONGEST_CODE = 30
_SHORT_TEXT, _FEW = 4, 3  # the most words of an action's text of which one may be telling; and how many may share it
DOUBT = " ?()[]"  # signs around a number that show its writer was unsure
_AROUND = f"{DOUBT}*.,;:#"
_NOT = r"not|never|except(?:ing)?|excl(?:uding)?|without|minus|sauf|hors|salvo|(?:rather|other)\s+than|instead\s+of"
# Words that name no action: a code that is only excluded (`not 9`, `6 rather than 7`), or the number of an objective.
DENIED = lazy_pattern(
    rf"(?i)\b(?:{_NOT})\b\.?\s+"
    r"(?:(?:for|yet|actions?)\s+){0,2}(?=[a-z]{0,3}[^a-z\s]*\d)[^\s,;]+"
    r"|(?P<group>\b(?:pillar|objective)s?\s+\d+(?=[^\d\n]{1,150}\d))"
)
EXCLUDED = lazy_pattern(
    rf"(?i)[\s,;(\[-]{{1,9}}(?:but\s)?(?:{_NOT}|apart\s+from|ex)\b\.?:?\s(?:for\s)?(?P<codes>[^()\[\]]{{1,200}})[)\]]?\Z"
)
"""The end of a text that leaves out some of its actions: ` (not 3)`."""
# Letters that may be misread digits even when alone; most other single letters are marks or colours: `X`, `G`.
_SURELY_ONE = "Il"
_LIKE_DIGITS = "lIOSZ"  # letters that look like digits at the end of a word
_FIGURES, _NUMBERS = lazy_pattern(r"[0-9]+"), lazy_pattern(r"[0-9]+(?:\.[0-9]+)*")
_BEHIND_A_CODE = lazy_pattern(r"[^0-9]*|[.(][0-9]+\)?(?:\.[0-9])?|[eE][0-9]+")
"""What people add to a code of the plan, as in `27a`, `8(2)` and `1.1`, so that it is no longer one."""


def title_of(index: Index, text: str) -> tuple[str, ...]:
    """The actions with this text in full, in part or misspelt; several if their texts are about as similar to it."""
    wanted = fold(_INCORPORATED.sub("", text))
    exact = index.titles.get(fold(text)) or index.titles.get(wanted) or ()
    if exact or len(wanted) < _SHORTEST:
        return exact
    part = f" {wanted} " if wanted.count(" ") >= _PHRASE else None
    in_part = (title for title in index.titles if title.startswith(wanted) or (part and part in f"{title} "))
    if begun := [code for title in in_part for code in index.titles[title]]:
        return index.in_printed_order(begun)
    if len(wanted) < _SHORTEST_WITH_ERRORS:
        return ()
    words = set(wanted.split())
    begun_as = ((title, title[: len(wanted)]) for title in index.titles)
    cut_off = {t: begun for t, begun in begun_as if len(words.intersection(begun.split())) >= _MIN_INTACT * len(words)}
    if not cut_off:
        return ()
    from rapidfuzz import fuzz, process

    hits = process.extract(wanted, cut_off, scorer=fuzz.ratio, score_cutoff=_SURE_SIMILARITY - _MARGIN, limit=3)
    if not hits or hits[0][1] < _SURE_SIMILARITY or not _only_errors(wanted, hits[0][2]):
        return ()
    titles = (title for _, score, title in hits if score > hits[0][1] - _MARGIN)
    return index.in_printed_order(code for title in titles for code in index.titles[title])


def belongs_to(index: Index, code: str, text: str, *, beside: bool = False) -> bool:
    """Whether a text after a number is its action's text, in full, in part or misspelt.

    `beside` means that only a space separates number and text; then words from the middle of the action's text are not
    enough: `18 victims` may be a count.
    """
    wanted = fold(text)
    words = wanted.split()
    if not words or any(title.startswith(wanted) for title in index.texts[code]):
        return True
    known = " ".join(index.texts[code]).split()
    within = not beside and set(words) <= set(known) and len(max(words, key=len)) >= _LONG_WORD
    return within or code in title_of(index, text)


def _only_errors(wanted: str, title: str) -> bool:
    """Whether all words that the title lacks are misspelt words of the title; numbers and `not` are never misspelt."""
    from rapidfuzz import fuzz, process

    known = set(title.split())
    other = set(wanted.split()) - known
    if other & TURNING or any(c.isdigit() for word in other for c in word):
        return False
    return all(process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=_TYPED) for word in other)


def paraphrases(index: Index, codes: Sequence[str], text: str, *, beside: bool) -> bool:
    """Whether words after codes are about their actions, and not more about another action.

    `beside` means that only a space separates code and words, so `18 victims` may be a count. The words must then begin
    like the action's text or, if they begin with a capital (`13 Government procurement`), share most words with it.
    """
    words = fold(text).split()
    given = stems(words)
    if not given or len(words) >= _LONGEST_PARAPHRASE or "?" in text or not TURNING.isdisjoint(words):
        return False
    if not set(codes_in(index, text, numbers=True)) <= {*codes[:1]}:
        return False
    may_count = beside and not any(title.split()[:1] == words[:1] for title in index.texts[codes[0]])
    if may_count and not text.strip()[:1].isupper():
        return False
    above = [[title for title, below in index.headings.items() if code in below] for code in codes]
    about = [index.stems[code] | stems(" ".join(titles).split()) for code, titles in zip(codes, above, strict=True)]
    if given.isdisjoint(about[0]):
        return False
    shared = len(given & frozenset().union(*about))
    least, rival = (_MIN_SHARED_WORDS, shared - 1) if may_count else (1, shared)
    return shared >= max(least, _MIN_SHARED * len(given)) and {*_sharing_more(index, given, rival)} <= {*codes}


def is_short_name(text: str, most: int = _NAME_WORDS) -> bool:
    """Whether words may be a person's own name for an action: `Reporting page`, but not a sentence or `old number`."""
    words = fold(text).split()
    return 0 < len(words) <= most and (TURNING | _OF_A_NUMBER).isdisjoint(words) and not _NO_NAME.search(text)


def ends_with_plan(index: Index, code: str, text: str) -> bool:
    """Whether words after a code end with a word for a plan that is not in its action's text: `Health Strategy`."""
    last = fold(text).split()[-1:]
    return not PLANS.isdisjoint(last) and not any(f" {last[0]} " in f" {title} " for title in index.texts[code])


def cannot_be_counted(index: Index, code: str, text: str) -> bool:
    """Whether words after a number begin with a singular noun from its action's text: `25 Cooperation at sea`."""
    noun = _NOUN.match(text)
    return noun is not None and noun[0][-1] != "s" and not stems(fold(noun[0]).split()).isdisjoint(index.stems[code])


def closer_actions(index: Index, code: str, text: str, *, clearly: bool = False) -> tuple[str, ...]:
    """The actions with more of a text's words than `code` has, and at least a third of them (`clearly`: two words)."""
    given = stems(fold(text).split())
    least = _MIN_SHARED_WORDS - 1 if clearly else _MIN_SHARED * (len(given) - 1)
    return _sharing_more(index, given, max(len(given & index.stems[code]), least))


def echoes(index: Index, text: str) -> bool:
    """Whether one action's text has four or more of a text's words, and two thirds of them: too many for a report."""
    given = stems(fold(text).split())
    least = max(_ECHOED, 2 * len(given) / 3)
    shared = map(len, map(given.intersection, index.stems.values() if len(given & index.every_stem) >= least else ()))
    return max(shared, default=0) >= least


def alike(index: Index, text: str) -> tuple[str, ...]:
    """The actions whose text this may misspell or, if none, those that share a third of its words, closest first.

    A single word is not compared: `Progress` and `Risk` are ordinary words.
    """
    wanted = fold(text)
    given = stems(wanted.split())
    if len(given) < _MIN_SHARED_WORDS:
        return ()
    if len(wanted) >= _SHORTEST:
        from rapidfuzz import fuzz, process

        titles = list(index.titles)
        if hits := process.extract(wanted, titles, scorer=fuzz.token_set_ratio, score_cutoff=_MISSPELT, limit=3):
            return tuple(dict.fromkeys(code for title, _, _ in hits for code in index.titles[title]))
    most = max(len(given & words) for words in index.stems.values())
    return _sharing_more(index, given, max(most / 2, _MIN_SHARED * (len(given) - 1), _MIN_SHARED_WORDS - 1))


def _sharing_more(index: Index, given: AbstractSet[str], number: float) -> tuple[str, ...]:
    """The actions that share more than this number of stems with a text, closest first."""
    shared = {other: len(given & words) for other, words in index.stems.items()}
    return tuple(sorted((other for other, count in shared.items() if count > number), key=lambda other: -shared[other]))


def suggest(index: Index, text: str) -> tuple[str, ...]:
    """The actions that a text may mean; empty for a mark alone, or for `not 25`."""
    text = (DENIED.sub(" ", text) if any(map(str.isdecimal, text)) else text).strip(DOUBT)
    if not index.suggests or not any(c.isalnum() for c in text):
        return ()
    parts = text.replace(" - ", ":").split(":")  # `Pillar 2: Protection`
    named = [index.headings.get(fold(part)) or index.levels.get(key_of(part)) for part in parts]
    if (below := named[-1]) and all(named):
        return index.in_printed_order(below)
    if cited := codes_in(index, text):
        return (*cited, *closer_actions(index, cited[0], text, clearly=True))
    about = alike(index, text) or alike(index, in_words_of(index, text)) or _with_short_text(index, text)
    return (*_as_code(index, text[:_LONGEST_CODE]), *about)


def _with_short_text(index: Index, text: str) -> tuple[str, ...]:
    """The few actions with short texts that share all words of a text, or all of theirs: `Swans` for `Swan ringing`."""
    given = {stem(word) or word for word in fold(text).split() if word not in PLANS and len(word) > len("in")}
    texts = {title: {stem(word) or word for word in title.split()} for title in index.titles}
    short = {title: words for title, words in texts.items() if len(words) <= _SHORT_TEXT and words & given}
    told = set().union(*short.values()) >= given
    found = [title for title, words in short.items() if told or (words <= given and len(words) > 1)]
    return index.in_printed_order(code for title in found for code in index.titles[title] if len(found) <= _FEW)


def _as_code(index: Index, text: str) -> tuple[str, ...]:
    """The codes that a text may spell in another way or, failing that, mistype."""
    bare = text.strip(_AROUND)
    if len(bare) > 1 or not bare.isalpha() or bare in _SURELY_ONE:
        meant = figures_key(bare)
        as_word = len(bare) > 1 and meant.isdigit() and not _FIGURES.search(bare)  # `ID`, but not `1O` or `NI`
        swapped = index.spellings.get("".join(_parts(key_of(bare)))) if bare[-1:].isalpha() else None  # `1N` for N1
        spelt = (*([swapped.code] if swapped else []), *_beginning(index, bare))
        spelt = (*(_lettered(index, bare) if as_word else index.looking_like.get(meant, ())), *spelt)
        if spelt := spelt or tuple(index.other_signs.get(without_signs(bare), ())):
            return spelt
    key, figures = key_of(bare), _NUMBERS.findall(bare)
    inside = index.levels.get(key_of(bare.rpartition(" ")[2]))  # `Goal 3`, if 3 is the id: its actions
    if inside and key not in index.spellings:
        return index.in_printed_order(inside)
    # `C01.1.1` for `C01.1`, and `4a` for `4`
    near = [other for other in index.spellings if key and other.startswith(key) and not other[len(key) :][:1].isdigit()]
    near += [*_mistyped(index, key), *(["".join(_parts(key))] if len(figures) == 1 else [])]  # `A.P.-4` for AP4
    roman = [code for code in index.standings if code.isupper() and key_of(in_digits(code)) == key]
    near += [key_of(code) for code in (*index.endings.get(key, ()), *roman)]  # IV and II.4 for `4` and `2.4`
    near += [key_of(figures[0])] if len(figures) == 1 and "@" not in bare else []
    return tuple(dict.fromkeys(index.spellings[other].code for other in near if other in index.spellings))


def _lettered(index: Index, word: str) -> tuple[str, ...]:
    """The code with the letters that begin a word, if the others look like digits: B1 for `Bl`."""
    begins = len(word.rstrip(_LIKE_DIGITS)) or 1
    keys = [word[:end] + key_of(figures_key(word[end:])) for end in range(begins, len(word))]
    return tuple(index.spellings[key].code for key in keys if key in index.spellings)


def _beginning(index: Index, text: str) -> tuple[str, ...]:
    """The code with which a text begins, as in `27a` and `8(b)`."""
    ends = [match.end() for match in LEXEME.finditer(text)]
    for end in reversed(ends[:-1]):
        if (spelling := index.spellings.get(key_of(text[:end]))) is not None:
            return (spelling.code,) if _BEHIND_A_CODE.fullmatch(text, end) else ()
    return ()


def _mistyped(index: Index, key: str) -> list[str]:
    """Spellings one typing error away, those of the same form first; for a bare number, only its neighbours."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    letters, number = _parts(key)
    hits = process.extract(key, list(index.spellings), scorer=OSA.distance, score_cutoff=_NEAR, limit=None)
    found: dict[str, tuple[bool, bool, int, int]] = {}
    for other, _, _ in hits if letters or number else ():
        other_letters, other_number = _parts(other)
        distance = abs(int(other_number or 0) - int(number or 0))
        if (other_letters == letters or other_number == number) and not (key.isdigit() and distance > _NEXT):
            first = index.order[index.spellings[other].code]
            found[other] = (len(other_letters) != len(letters), other_letters != letters, distance, first)
    return sorted(found, key=found.__getitem__)


def _parts(key: str) -> tuple[str, str]:
    return "".join(filter(str.isalpha, key)), "".join(_FIGURES.findall(key))
