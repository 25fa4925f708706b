"""Find notes to colleagues in a text meant for publication, by their kinds of words, their form and their place.

A note addresses its reader or is about its own text; PUB505 lists the other differences from a report. A word in none
of the families below is taken to be about the work, and so is evidence of a report.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from poatool.phrases import phrases
from poatool.submissions.prose import Signs
from poatool.text import lazy_pattern

_FAMILIES = {
    "please": "please pls plz kindly fyi nb hi hey asap",
    "thanks": "grateful thanks cheers sorry apologies appreciate-",
    "you": "you u ur your yours yourself yourselves editor- compiler- reviewer-",
    "i": "i me my mine",
    "this": "this these here above below following",
    "text": """text texts bit wording para- sentence- row rows line lines column cell box sheet section entry entries
        version copy write-up response figure figures number numbers item detail- part update comment- answer- note""",
    "out": """send publi- unpubli- releas- print- web website- site online circulat- distribut- disclos- shar- quot-
        attribut- announc- mention- media press readers external- daylight repeat- reveal- domain leak- journalist-""",
    "say": """say saying said tell telling told name named talk talking describ- know known knows see seen sees show
        shown read refer- appear- use used using""",
    "cut": """delet- remov- drop- omit- cut cuts cutting trim- skip- pull- blank- strip- replac- redact- anonymi-
        soften- tone reword- rewrit- rephras- tidy- ignor- disregard- exclud- withh- scrap- edit edits edited
        shorten- includ- choose pick""",
    "keep": """keep keeping kept hold holding held park leave left leaving take taking taken stay stays out off back
        aside put goes going gone""",
    "clear": """clear cleared clearance approv- unapprov- uncleared sign signed ok okay agree agreed agrees endors-
        confirm- check checks checked checking double-check- consent- permission verif- reconcil- qa happy comfortable
        final finalised authoris- passed""",
    "who": """minister minister's ministers mo dce ce gm slt elt legal comms counsel crown law beehive lawyer-
        solicitor- privacy boss director- manager- hon dpmc ombudsman cabinet chief pm office""",
    "wait": """pending await- waiting wait until till before unless once yet subject tbc tba tbd ahead prior
        provided providing conditional after when if only""",
    "not": "not never nobody cannot without dont wont",
    "secret": "confiden- secret- privileg- embargo- restricted classified sensitiv- internal- private-",
    "awkward": """background quiet- wraps hush- touchy awkward- delicate- embarrass- tread careful- political- prejud-
        reputational- eyes discreet- discretion unofficial candid- frank controversial damag- tricky upset
        unhappy""",
    "gap": "xx xxx lorem insert placeholder ditto wip draft rough todo dummy provisional",
    "wish": """want wants wanted would rather prefer- like wish wishes asked asks ask request- need needs better best
        sure""",
    "may": "should must could can might will",
    "was": "was were did had",
    "is": "is are",
    "": """a an the of to in on at by for with from as and or but so than then be been being has have do does am up
        there he they she his her their who which what where how why all any some more most other such very just
        also too about over into it its that them we us our report one no none nothing""",
}
"""The words of each family. A hyphen at the end stands for any ending. Words of the last family are no evidence."""

_POINTS = {
    9: "awkward, keep may, out not",
    7: "brackets, i, keep not, please clear, say who, secret, text cut, this say, thanks clear, wait secret, who not,"
    " you cut",
    5: "cut, keep this, keep wait, order, please, thanks, this, this is, this wish, unended, wait",
    3: "keep wish, text",
    -3: "brief, keep, not is, out, say, wait not",
    -5: "is, was",
    -7: "cut was, keep secret, out was, subject who, the, the wait",
    -10: "figure, text secret, within",
}
"""The points for each sign, or pair of signs, in a part of a text; positive points suggest a note."""

_EXACT = {word: name for name, words in _FAMILIES.items() for word in words.split() if not word.endswith("-")}
_BEGINNINGS = {word[:-1]: name for name, words in _FAMILIES.items() for word in words.split() if word.endswith("-")}
_WEIGHED = [(frozenset(signs.split()), points) for points, each in _POINTS.items() for signs in each.split(", ")]
_START, _OF_OTHER_WORD = -2, -2  # the points that a part of a text begins with, and those for each word in no family
_MOST_OTHER_WORDS = 7  # a note has at most this many words in no family
# Words that address a reader or refer to the text. An order (`cut`, `keep`) may do so without such words.
_ADDRESSED = {"please", "thanks", "you", "i", "this", "text", "gap"}
# In next steps, an order without any of these is about the work: `Shorten the time it takes to answer`.
_ABOUT_TEXTS = {"please", "thanks", "you", "i", "this", "out", "say", "clear", "who", "secret", "gap"}
# A sentence with a subject and none of these describes the work: `Growers will be asked to take part`.
_TO_COLLEAGUE = {*_ABOUT_TEXTS, "cut", "awkward"}
# The only families that may occur in an account of work, which has a word such as `done` or `begun` (`_DOING`).
_OF_ACCOUNTS = frozenset({None, "", "is", "was", "not", "wait", "may", "figure", "wish", "this"})
_DOING = {"done", "begun", "started", "happened", "work", "progress"}
_PAST = ("ed", "eld", "ept", "eft")
# A part that says so, and addresses nobody, is about the work, not about its text.
_GOES_ON = phrases("""(keep|keeping|kept) (this|these) (going|running|moving|alive)
    (take|taking|taken) (this|these) (forward|further)|put (this|these) (in place|into practice|to use)""")
_THEIRS = {"their", "his", "her"}
_PERFECT = {"has", "have", "had"}
_NAME = 3  # the most words in the name of a colleague or team
_BRIEF = 8  # the most words in a brief part of a text
_AROUND = " \t:,–—-•*"
_BEGINS = lazy_pattern(r"(?:\A|\n|[.!?:)\]](?!\Z))[\s(\[{\"“”]{0,9}\Z")
_BEFORE = 9  # how many characters before a part of a text to search for the end of a sentence
_WORD = lazy_pattern(r"[^\W_]+(?:['-][^\W_]+)*")
_SPOKEN = phrases(
    """MYSELF (not: is|was)|my (view|opinion|guess)|(have|has)(n't| not) (yet )?told
    ^(Seems|Sounds|Looks (as|like)|off the record|(now |and )?over to WORD$|(Someone|Somebody) …4 will)
    (to be (honest|frank|candid|fair)|frankly|honestly|tbh|imho)
    hang on|your call|as (everyone|you) knows?|under (wraps|your hat)|(rather|prefer) not (to )?(say|name)
    between (ourselves|you and me)|(not after: to) say nothing|keep (it|that|this) to ourselves
    no need to (mention|say|print)|before (it|this) goes out|happy to (pad|cut|discuss|change|chat)
    CAPITAL to (finish|check|confirm|complete|supply|fill|provide) (before: CLOSE|$|w/|with)
    your( WORD)? COLLEAGUE … (I|my|we|us|ours?)|(I|my|we|us|ours?) … your( WORD)? COLLEAGUE
    as ((I|we) )?(told|said|wrote|explained|agreed|discussed) …2 you-|you (asked|wrote|said|told|rang|will have)
    (please|pls|plz|just|better to|best to|(can|could) (we|you)) RATE ((it|this|that|the WORD) )?STATE
    ^((but )?RATE (it|this|that)|treat|count|show) STATE
    (please|pls|plz|kindly) (do not|don't|never) REOPEN (it|this|that|again|the (word|wording|verb|phrase|text))
    (we|us|it|this) …1 (look|looks|sound|sounds) (bad|good|better|worse|silly)""",
    {
        "COLLEAGUE": "office|team|branch|director|deputy|manager|minister|colleague|boss|e-mail|email|letter|message",
        "REOPEN": "reopen|re-open|touch|change|alter|reword|unpick|revisit|relitigate|soften",
        "RATE": "show|say|mark|count|treat|record|list|rate|call|leave|keep|put|report",
        "STATE": """(AT )?(done|completed?|finished|under ?way|on track|in progress)
            (AT )?(ongoing|delayed|not started|green|amber)""",
        "AT": "(down )?(as|at|under|to)|is",
    },
)
"""Phrases about candour, secrets and tasks, used among colleagues but in no public report."""

_SPOKEN_SIGNS = Signs(
    "|i| |my| |told| |seems| |sounds| |looks| |frankly| |honestly| |honest| |frank| |candid| |fair| |tbh| |imho| "
    "|hang| |call| |knows| |know| |between| |wraps| |hat| |nothing| |need| |happy| |keep| |over| |record| |finish| "
    "|check| |confirm| |complete| |supply| |fill| |provide| your |you| |goes| |someone| |somebody| |please| |pls| "
    "|plz| |just| |better| |best| |can| |could| |show| |say| |mark| |count| |treat| |record| |list| |rate| |leave| "
    "|put| |report| |kindly| |look| |looks| |sound| |sounds| |rather| |prefer|"
)
"""Every match of `_SPOKEN` contains one of these words in lower case."""

QUOTED = lazy_pattern(r"“[^”\n]{0,400}”|\"[^\"\n]{0,400}\"|(?<!\w)[‘'][^‘’'\n]{3,200}[’'](?!\w)")
BRACKETED = lazy_pattern(r"[(\[{<]([^()\[\]{}<>]{0,120})[)\]}>]")
_SENTENCES = lazy_pattern(r"(?:[;!?|\n]|\.(?!\d))+|(?<=:)(?!\s{0,9}\d)")
DASHES = lazy_pattern(r"\s[–—-]+\s|[–—]|,?\s(?:but |so )?(?=please\b)")


@lru_cache(maxsize=4096)  # two rules search the same texts
def asides_in(text: str, column: str) -> Sequence[str]:
    """The parts of a text that resemble notes to a colleague, the likeliest first; `column` is the text's column."""
    parts = list(parts_of(QUOTED.sub(" “” ", text).replace("i.e.", "that is")))
    spoken = [part for part, _ in parts if _SPOKEN.search(part)] if _SPOKEN_SIGNS(text.lower()) else []
    weighed = sorted(((_points(part, place, column), part) for part, place in parts), reverse=True)
    found = (*sorted(spoken, key=len), *(part for points, part in weighed if points > 0))
    return [part.strip(_AROUND) for part in found]


def families_in(part: str) -> set[str | None]:
    """The families of the words in a note. Words of the families `i`, `you` and `please` clearly address somebody."""
    return {family_of(word.lower()) for word in _WORD.findall(part.replace("’", "'"))}


def parts_of(text: str) -> Iterator[tuple[str, str]]:
    """The brackets, sentences and parts between dashes of a text, each with the sign for its place (see `_POINTS`)."""
    for bracket in BRACKETED.finditer(text):
        goes_on = bracket[0][0] == "(" and text[bracket.end() : bracket.end() + 9].lstrip()[:1].islower()
        place = "within" if goes_on and not begins_sentence(text, bracket.start()) else "brackets"
        yield from ((part, place) for part in (bracket[1], _after_name(bracket[1])))
    text = BRACKETED.sub(" ", text).rstrip()
    for sentence in _SENTENCES.split(text):
        ending = "unended" if sentence.strip() and text.endswith(sentence) else ""
        first, *others = DASHES.split(sentence)
        yield from [(first, ""), *((part, "within") for part in others[:-1]), (others[-1], ending)] if others else ()
        yield sentence, ending


def _after_name(text: str) -> str:
    """What follows the name or initials of a colleague and a colon: `check with Legal` in `Hana: check with Legal`."""
    name, _, rest = text.partition(": ")
    is_name = len(name.split()) <= _NAME and families_in(name) <= {None, "", "who"}
    return rest if is_name else ""


def begins_sentence(text: str, start: int) -> bool:
    """Whether a sentence begins at the character `start` of a text."""
    return _BEGINS.search(text[max(0, start - _BEFORE) : start]) is not None


def _points(part: str, place: str, column: str) -> int:
    """How strongly a part of a text suggests a note to a colleague."""
    words = _WORD.findall(part.replace("’", "'"))
    if len(words) <= 1 or words[0] in ("and", "It", "it", "See"):
        return 0
    named = [family_of(word.lower()) for word in words]
    # `this service`, `this has worked` and `their comments` are about the work, but `this` alone is about the text
    named = [None if one == "text" and prev in _THEIRS else one for prev, one in zip(["", *words], named, strict=False)]
    if {"keep", "this"}.issubset(named) and {"please", "you", "i"}.isdisjoint(named) and _GOES_ON.search(part):
        named = ["" if one == "this" else one for one in named]
    after = [*named[1:], ""]
    after = [after[at + 1] if word in _PERFECT else after[at] for at, word in enumerate([*words[1:], ""])]
    families = ["" if pair == ("this", None) else pair[0] for pair in zip(named, after, strict=True)]
    others = families.count(None)
    if others > _MOST_OTHER_WORDS:
        return 0
    first, second = families[:2]
    subject = (second if first == "" else first) is None
    may_order = column == "next_steps" or words[0] == "Cut"  # then an order may be about the work
    of_texts = words[0] == "Cut" and families.count("text") > words.count("number")
    if (
        (_OF_ACCOUNTS.issuperset(families) and not _DOING.isdisjoint(words))
        or (may_order and not of_texts and _ABOUT_TEXTS.isdisjoint(families))
        or (_ADDRESSED.isdisjoint(families) and named[0] not in ("cut", "keep"))
        or (subject and _TO_COLLEAGUE.isdisjoint(families))
    ):
        return 0
    # In a report, the verb comes first or after the subject (`Negotiators included a clause`, not `this clause`).
    was = words[subject and "this" not in families].endswith(_PAST)
    signs = {place, *families, "was" if was else "order" if first in ("cut", "keep") else ""}
    signs |= {"brief"} if len(words) <= _BRIEF else set()
    signs |= {"the"} if words[0].lower() in ("the", "a", "an", "all") and second != "text" else set()
    signs |= {"subject"} if subject else set()
    return _START + _OF_OTHER_WORD * others + sum(points for needed, points in _WEIGHED if needed <= signs)


@lru_cache(maxsize=8192)
def may_be_in_aside(written: str) -> bool:
    """Whether a text with this word, given with its punctuation, may contain a note. Every note has such a word."""
    return bool(_SPOKEN_SIGNS(written)) or not {*_ADDRESSED, "cut", "keep"}.isdisjoint(families_in(written))


@lru_cache(maxsize=4096)
def family_of(word: str) -> str | None:
    """The family of a word in lower case; None if the word is in no family."""
    if word[0].isdigit():
        return "figure"
    if (name := _EXACT.get(word)) is None:
        ends = range(2, len(word) + 1)
        stems = (word[:end] for end in ends if word[:end] in _BEGINNINGS and "-" not in word[end:])  # unlike `drop-in`
        name = _BEGINNINGS.get(next(stems, ""))
    if name is None and "'" in word:
        return "not" if word.endswith("n't") else family_of(word.partition("'")[0])
    return name
