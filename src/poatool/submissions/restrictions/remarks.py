"""Remarks that keep a text back in ordinary words: it must not go out, or not yet, or somebody must see it first.

A remark is beside a text or above it. What it says without a subject (`Not yet past the DCE`) or of `this` is about
that text, and what it says of anything else is not. Each word has the letter of its family (`_FAMILIES`), other words
are `x`, and a few patterns of letters say which families keep a text back if they meet: `not … out`, `ask … before`.
"""

import re
from functools import lru_cache
from typing import cast

from poatool.framework.names.matching import fold
from poatool.submissions.restrictions.words import Word, word_of
from poatool.text import LazyPattern, as_read, lazy_pattern

_FAMILIES = {
    "a": """please pls kindly so but or also then they he she m re ve d don doesn isn aren am being hasn haven had
        couldn may might mustn shouldn won would wouldn sooner really allowed ready good enough let my their me
        ideally perhaps maybe else quite very even ever able somebody anyone anybody himself plan there meant suitable
        under""",
    "i": "this these it them all any some none everything anything here those",
    "t": "wording word line page workbook file copy item lot name one two three info above below",
    "n": "never t neither nothing no nor",
    "m": "nobody",
    "O": """repeat reveal appear include included inclusion leak post posting posted public press media reader outsider
        web website site report online newspaper journalist internet known eye external externally publicly wider""",
    "u": "use using used show showing shown tell telling hear heard named repeated",
    "g": "go goes going gone get come put putting pass passed hand handed give given send sent run taken make made let",
    "p": "in on out up off live anywhere further around round outside beyond along about into onto over",
    "P": "past by through",
    "k": "stay stayed left sit park pull remain",
    "h": "quiet secret back inhouse inside within yourself yourselve ourselve wraps mum",
    "w": """legal lawyer counsel solicitor crown law comms communication minister cabinet beehive office dce ce ceo gm
        slt elt executive director manager boss head secretary board police privacy officer upstairs management
        chief deputy customs lead family client provider company firm partner editor building ministry department
        agency room""",
    "z": "you coordinator secretariat group committee team official colleague background",
    "c": "clear sign signed see seen saw read reading look looked looking okayed vetted",
    "j": "agree approve check consult consulted happy content comfortable endorse confirm review",
    "V": "told",
    "S": "say said think feel hope asked reckon believe",
    "y": "ok okay nod goahead signoff clearance blessing thumbs",
    "v": "approval consent permission agreement",
    "d": "sure unsure certain uncertain know idea wonder wondering unclear doubt doubtful",
    "b": "once after when if whether while",
    "F": "first",
    "q": "ask talk speak ring call discuss",
    "r": "need want wanted like must should still await awaiting waiting wait pending subject outstanding yet",
    "f": "for",
    "e": "at with from as because since of now again either",
    "l": "only just solely purely strictly",
    "T": "that",  # points back to words of the remark: `The post is frozen, keep that to ourselves`
    "W": "will ll shall",
    "D": "was wasn were weren did didn",
    "x": "information data material part",
}
"""The letter of each family, and its folded words, besides those of `_SHARED`; a plural counts as its singular."""

_SHARED = "a SMALL, t TEXT, t THING, n NOT, O OUT, k HELD, c CLEARED, j APPROVED, j AGREED, b BEFORE"
_OF_ROLE = {Word[role]: letter for letter, role in map(str.split, _SHARED.split(", "))}
_LETTER = {word: letter for letter, words in reversed(_FAMILIES.items()) for word in words.split()}
_JOINED = {
    r"in house": "inhouse",
    r"go ahead(?= from|$)|say so|green light|all clear": "goahead",
    r"sign(?:ed)? off(?= by| from|$)|ok e?d|(?:been|gone|went) (?:past|through)|had (?:a )?look|sight": "cleared",
    r"yet to|too \w+(?= for)": "not",
    r"no one": "nobody",
    r"(?:between|among)(?: \w+)? (?:us|you me|ourselves|yourselves|\w+ walls)|under \w+ hat|hush hush": "wraps",
    r"for now|to report": "",
}
"""Folded words that have a family only together, and a word of that family."""

_JOINS = [(lazy_pattern(rf"\b(?:{words})\b"), one) for words, one in _JOINED.items()]
_PARTS = {
    "LED": "(?:[^n?]{0,4}[SV])?[aitlrpeSVT]{0,12}",  # words that only begin a clause: `we were told that this should`
    "NOW": "(?![it]*x)",  # about the text, or about nothing else: `cleared`, `cleared this`, but not `cleared the film`
    "OUT": "(?:[OuS]|g[aitge]*[pOP]|pO)(?![it]*x)",  # `publish`, `let it get out`, `on the website`
}
_SENTENCES = """
    LEDn[aitlpdr]*(?:OUT|k[it]*w) .{0,12}?i[arW]*n[ar]*(?:OUT|c) LED(?:n|an)[tal]*f[ap]*[Oz] LEDac[ita]*nu
    LEDm[aitpgrwx]{0,5}[cOuSVdj](?!x) [axw]{0,4}[qjSV]a*na*[OuS] [axw]{1,4}na*ra*i[ta]*[cdgkpOuSV]
    (?:LED|.{0,12}?i[ar]*)k[itlap]{0,5}(?:h|p$|p?b|p[ita]*[Ow]) [aitlrxwqjSVT]{0,12}k[it]+(?:h|p$|p?b|p[ita]*O)
    [aitlr]*h(?:$|[bfea])
    LED[qjcu](?!x)[aitewpFzx]{0,6}b[aitz]*OUT LED[qj](?!x)[aitewpzx]{0,5}F$ a*g[it]+P[axO]{0,2}[wz]
    [aitlrpeD]*n[ar]*cNOW [aitlrpeD]*n[ar]*j(?:[ape]*[it]+NOW|[pePa]*w) [axwD]{1,5}n[ar]*[cj]a*iNOW
    [al]*w[wzaDW]*[nr][ar]*[cjuSV][aPpe]*NOW(?:[itrp]|$) [axp]{0,3}w[wa]*r[ar]*[cj][eaP]*iNOW a*w[ar]+OiNOW
    [ait]*r[aitr]*(?:g[ag]*|[cj])P[ax]{0,2}w [ait]*r[aitr]*e[ax]?w+$ r[ar]*f[ax]?w+(?:$|.{0,12}iNOW)
    [aitlr]{0,9}[rn][aefp]*[wax]{0,4}(?:y|ca*i)(?!.{0,12}fx)NOW [aitlr]{0,9}[rn]a*va*OUT
    [ait]*n?d[aitwebDT]{0,9}[cjOug]p*NOW [ait]*n?d[aitwebxDT]{0,6}[cjO]p*iNOW
    [ait]*l[ai]*f(?:[ax]{0,3}[wz]|a+$) l[ax]?[wz]a*[cOu] it*afx{0,2}z
    [ait]*la*b[axw]{0,4}[cjyO] [ait]*la*[Ou][it]*(?:h|[pe][ax]?[wz]) [aitry]+[Ou][it]*l?b
    [arnDW]{1,4}[aitwxp]{0,12}(?:rb|(?:[cjOuSy]|gp|kp)[apit]{0,6}NOW).{0,60}[?]"""
"""What keeps a text back, a line each: it must not go out; nobody may know; keep it; ask before; not cleared; somebody
must see it; it waits; it needs approval; a doubt; only for some; only then; a question."""


def _expression() -> str:
    source = "|".join(_SENTENCES.split())
    for name, part in _PARTS.items():
        source = source.replace(name, part)
    return rf"\A(?:{source})"


_KEEPS_BACK = cast("re.Pattern[str]", LazyPattern(_expression))
_CLAUSES = lazy_pattern(r"(?:[,;.!\n()<>]|\s[–—-]+\s|[–—]|(?<=\?)|\b(?:so|but)\b(?=\s))+")


def held_back(remark: str, *, named: bool = False) -> str | None:
    """The first clause of a remark that keeps back the text beside it, or doubts that it may go out; or None.

    If the text must be `named`, as on a cover with instructions, the clause says `this`, `it` or `any`.
    """
    clauses = (clause.strip() for clause in _CLAUSES.split(as_read(remark)))
    return next((clause for clause in clauses if clause and _keeps_back(clause, named)), None)


@lru_cache(maxsize=4096)
def _keeps_back(clause: str, named: bool) -> bool:
    folded = fold(clause)
    for joined, one in _JOINS:
        folded = joined.sub(one, folded)
    letters = "".join(map(_letter_of, folded.split()))
    if named and ("i" not in letters or "u" in letters):
        return False
    return _KEEPS_BACK.search(letters + "?" * clause.endswith("?")) is not None


def _letter_of(word: str) -> str:
    singular = _LETTER.get(word) or _LETTER.get(word.removesuffix("s"))
    return singular or ("t" if word.isdigit() else _OF_ROLE.get(word_of(word) or Word.GOING_ON, "x"))
