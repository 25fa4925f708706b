"""The words of restrictions by their roles, phrases of the same meaning, and frames of sentences about themselves."""

import re
from collections.abc import Sequence
from enum import Enum
from functools import lru_cache

from poatool.framework.names.matching import fold
from poatool.submissions.prose import Prose, signs
from poatool.text import as_read, lazy_pattern


class Word(Enum):
    """The roles of words in a restriction, each with its folded words; the first three list beginnings of words."""

    CLOSED = "confidenti sensitiv restricted privileg unpublish"
    SHUT = "embargo withh redact unredact"
    OUT = "publi releas circulat disclos distribut quot shar print forward attribut consumption cite announc mention"
    NARROW = "internal private secret draft"
    CLEARED = "cleared clearance ready submitted"
    APPROVED = "approved approval endorsed authorised consent"
    AGREED = "agreed confirmed checked reviewed verified final finalised allowed"
    NOT = "not never dont cannot exempt"
    HELD = "hold keep kept stays leave take removed deleted excluded omitted delay defer only"
    DROP = "delete deleting remove removing exclude omit ignore disregard drop withdraw pull scrap"
    VOID = "withdrawn retracted superseded pulled duplicate invented fictional fictitious dummy void obsolete"
    WAITING = "pending awaiting awaited subject outstanding check clear tbc tba tbd"
    BEFORE = "before until till unless prior"
    POINTER = "this these all everything following above below first second third last next previous one here please"
    TEXT = "text bit wording para paragraph sentence row column table sheet section update return"
    THING = "information detail figure number data part report comment material statement answer response entry entries"
    GOING_ON = "under outside beyond because as since with by after once from widely without if when further"
    SMALL = """
        a s t n is are be been do does did has have can could may must should shall will to for at in it its them on
        or we i our us you your nb fyi note strictly highly top would rather prefer request want ask asked that
        two three four five six yet now still stage out off back into go goes external onward wider appear include
        included inclusion contains content kindly pls treat treated best better re remain got told given said provided
        strict working background knowledge version legal discussion proactively red yellow orange amber green blue grey
        italics"""


def _words(*kinds: Word) -> list[str]:
    return [word for kind in kinds for word in kind.value.split()]


_STEMS = {stem: kind for kind in (Word.CLOSED, Word.SHUT, Word.OUT) for stem in _words(kind)}
_EXACT = {word: kind for kind in Word for word in _words(kind)}
CLEARING = frozenset((Word.CLEARED, Word.APPROVED, Word.AGREED))
_KNOWN = "approved|cleared|agreed|endorsed|authorised|confirmed|finalised"
_TUKU = "(?:whakaputa|tuku|tuha|whakaatu|tangia|panui)[a-z]*(?:(?: i)? tenei(?: [a-z]{3,})?)?(?: ki (?:te )?[a-z]+)?"
_ONLINE = "(?:online|(?:on|to)(?: our| public)? (?:web)?site)"
_REPORT = r"(?:(?:our|public|published|annual|final|web) ){0,3}(?:report|version|domain|response|web\w*|print|public)"
_KIND = "commercial|official|politic|market|budget|legal|cabinet|policy|staff|medical|evaluative|tender"
_PHRASES = [
    (lazy_pattern(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        ("in ?(?:strict(?:est)? ?)?confidence|off record|to yoursel(?:f|ves)", "confidential"),
        ("internal (?:use|reference|information)|(?:official|departmental|agency|government) use", "confidential"),
        ("(?:internal|eyes|background|officials?|ministers?|staff) only", "confidential"),
        (rf"(?:kaua [ei]|kaore (?:e|i te) whakaaetia(?: kia| te)?) {_TUKU}|ne pas (?:publier|diffuser)", "not publish"),
        ("(?:he )?(?:korero )?(?:matatapu|noho tapu|muna)(?: tenei)?", "confidential"),
        (r"\A(?:our )?(?:legal|lawyers|counsel|comms) sa(?:y|ys|id) (?:no|not to)\Z", "not publish"),
        (r"(?:oia )?s(?:ection)? ?(?:6|9)(?: 2)?(?: [a-k])?(?: [ivx]{1,4})? appl(?:y|ies)", "withheld"),
        (r"m[ao] te [a-z]{2,20} anake", "strictly"),
        (rf"(?:put|post|place|upload|goe?s?)(?: this| it| these)? (?:up )?{_ONLINE}", "publish"),
        (rf"(?:{_KIND})(?:ly|ally)?(?= (?:confidential|sensitive|privileged))", "strictly"),
        ("off limits", "not"),
        ("(?:start|end|beginning)(?= (?:withh|redact|restrict|confid))", "this"),
        ("sign(?:ed)? off|signoff", "cleared"),
        ("agreed by", "approved by"),
        ("draft for", "draft pending"),
        ("(?:wrong|duplicate) (?:row|line|cell|action|agency|text|version|sheet)", "void row"),
        ("(?:this|next) (?:year|time|round|period)", "now"),
        ("(?:first|rough|early) (?:cut|draft|version)|for discussion", "draft"),
        ("for (?:release|publication)(?= (?:after|from))", "embargo"),
        (r"v ?\d{1,2}(?: \d{1,2})?", "version"),
        ("(?:should|must|to) be (?:deleted|removed|excluded|omitted|ignored|disregarded|dropped|withdrawn)", "delete"),
        (r"(?:take|leave|pull|strike|taken|left|pulled|struck)(?= (?:\w{1,20} ){0,3}out\b)", "delete"),
        (r"[a-z]{1,7}n t", "not"),
        (r"not (?:be )?(?:includ(?:ed?|ing)|appear(?:ed|ing)?|go out)", "not publish"),
        ("ma[dk]e(?: this| it)? public|report goe?s? out|use|using|rely(?= on)", "publish"),
        (f"(?:in|into|for|from|out|part) {_REPORT}", "publish"),
        (r"\A(?:(?:top )?secret|classified|unofficial|sub judice|without prejudice)\Z", "confidential"),
        ("no (?=publicity|publication|release|announcement)", "not "),
        ("notfor(?:publication|release)", "not publish"),
        (r"hold(?: this(?: \w+)?| it)?(?= (?:un)?till?)|\A(?:please )?hold(?: this| it| for now| back)?\Z", "embargo"),
        ("(?:released?|published?|circulated?|shared?) only(?= (?:after|once|if|when|with))", "embargo"),
        ("still with", "pending clearance"),
        ("embargo(?:ed)? to", "embargo until"),
        (f"(?:to be|being)(?= (?:{_KNOWN}))", "pending"),
    )
]
"""Phrases, folded, each with a word of the same meaning."""

_DECIDING = signs(
    f"{' '.join(_words(Word.CLOSED, Word.SHUT))} confiden kaua whakaaetia |pas| matatapu tapu muna between"
    " yoursel record internal only eyes secret legal lawyers solicitor counsel comms apply applies prejudice //"
    " tlp fouo noforn nzeo hush wraps quiet understanding condition background |you| coordinator secretariat"
    " compiler editor building classified unofficial judice comment fyi terms consent erase |cut| delete private crown"
    " |hold| publication |trust| |ears| |just| promise |alone| |bid| |expect| closed sealed camera chambers"
    " informally channel |learn| |hear| reporting officials suppress chatham recipient addressee",
    lazy_pattern(r"\bask|(?:removed?|release|ministers?|cabinet)\b|\A\W*[b-hj-z]\W*\Z"),  # `C O N F I D E N T I A L`
)
_BARRING = signs(
    f"{' '.join(_words(Word.NOT, Word.WAITING, Word.BEFORE, Word.HELD, Word.DROP))} n't n’t none can draft still |be|"
    " being |no| rather yet unhappy uncomfortable upset anonymi limits left skip park cut delet remov happy alone held"
    " stay strick strike struck struke neither remain million budget settled decision",
    lazy_pattern(r"\bno(?:body|thing)|g[eo]ts?\b|^\W*(?:official|departmental|agency|government)\Z|\dm\b"),
)
_GOING_OUT = signs(
    f"{' '.join(_words(Word.OUT, *CLEARING))} report version domain response site web online appear use using sign"
    " until till reader further anywhere before show know media press through transmi |when| within taken including"
    " hear repeat linked learn told aware named identified unveil spoke speak light room |agree| |approve|"
    " |clear| |endorse| |seen| |rely|",
    lazy_pattern(r"included?\b|(?<![a-z])(?:off|out|back|up)(?![a-z])"),
)
_OTHER = signs(
    f"{' '.join(_words(Word.NARROW, Word.DROP, Word.VOID))} submitted ready rely wrong hold includ cut discussion"
)


def likely(texts: Prose) -> set[int]:
    """The numbers of texts that may restrict: with a deciding word, or with one that bars and one for publication."""
    barred = texts.with_words(_BARRING)
    return texts.with_words(_DECIDING) | (barred and barred & texts.with_words(_GOING_OUT))


@lru_cache(maxsize=4096)  # headings, and the notes of a form or template, are the same in many files
def may_restrict(text: str) -> bool:
    """Whether a heading or a note may restrict a text."""
    return any(Prose([as_read(text)]).with_words(sign) for sign in (_DECIDING, _GOING_OUT, _OTHER))


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, with each known phrase as one word."""
    folded = fold(as_read(text))
    for pattern, word in _PHRASES:
        folded = pattern.sub(word, folded)
    return tuple(folded.split())


@lru_cache(maxsize=4096)
def word_of(word: str) -> Word | None:
    """The role of a folded word in a restriction; None if it has none."""
    if (one := _EXACT.get(word.removesuffix("s"))) in (Word.TEXT, Word.THING):
        return one
    return _EXACT.get(word) or next((kind for stem, kind in _STEMS.items() if word.startswith(stem)), None)


# Frames of sentences that ask not to publish their own text. A sentence fits if it has all parts, in any order: what it
# is about (`this paragraph`, or a request such as `could you`), and what it denies or asks (`not … published`, `keep …
# off the website`).
_BUT = r"(?: \w{1,30}){0,6}? "  # up to six other words
_NOUN = (
    "(?:sentence|para|paragraph|bit|row|line|note|entry|entrie|cell|box|text|wording|part|figure|name|section|return"
    "|workbook)s?"
)
_GOES_ON = (
    r"(?=\Z| (?:is|are|be|being|has|have|must|should|can|may|will|to|goe?s?|going|not|up|taken|from|off|out|back|in|on"
    r"|for|until|before|when|but|yet|please|appear|withheld|as|alone)\b)"
)
_THIS = (
    rf"(?:(?:this|these|following|above|previous|next|last|first)(?: (?:one|two|three|few|last|next))? {_NOUN}"
    rf"{_GOES_ON}|{_NOUN} (?:above|below|here)(?=\Z| is| are| was| must)|(?<!ordered that )(?:this|these){_GOES_ON}"
    rf"|(?:(?:row|line|entry|item)s? \d+|{_NOUN} (?:in|marked|shaded|highlighted)(?: \w+){{1,2}}){_GOES_ON}"
    r"|(?:it|them|our|its part) (?:being|going|appear|mention)\w*|rather (?:this|it)"
    r"|(?:update|text|para|paragraph|entry|row) on action)"
)
_NOT = (
    r"(?<!was )(?<!were )(?<!had )(?<!did )"  # an account, not a wish: `This was not released until June`
    r"(?:not|[a-z]{1,7}n t|dont|never|nothing|none|no part|rather than|yet to|only"
    "|unhappy|upset|uncomfortable|less happy)"
)
_KEEP = r"(?:hold|held|keep|kept|leave|left|taken?|(?:park|skip|drop|omit|cut|delet|remov)\w*|anonymise|stays?)"
_OUT = (
    r"(?<!those )(?<!as )(?:(?:publi|print|releas|quot|attribut|mention|announc|appear|forward|transmi)\w*|shown?"
    rf"|shared?|readers|media|press|\w*site|anywhere|known|further|(?:go|get) out|put (?:this|it) up"
    rf"|(?:in|into|for|from|out|part|off) {_REPORT})"
)
_NEVER = "(?:not|never|none|nothing|nobody|no one|[a-z]{1,7}n t)"
_NO_ONE = "(?:neither|nothing|nobody|no one|none)"
_LEARN = r"(?:know|hear|learn|told|repeat\w*|linked|spoken?|speak|come (?:out|to light))"
_THEIRS = r"(?:(?:whose|their|his|her|its)(?: \w+)? (?:name|part|role|source|identity|link)s?|it must)"
_NO_RULE = r"\A(?!(?:.* )?(?:acts?|(?<!in )laws?|rules?|polic(?:y|ies)|train\w*|guid\w*|courts?|consent|bill|code)\b)"
_ASKED = "please|kindly|grateful|(?:best|better) if|(?:would|d) (?:rather|like|prefer)|(?:could|can) you|happy for you"
_PUBLIC = rf"(?:publi\w*|media|press|website|{_REPORT})"
_DELETE = r"(?:delete|remove|erase|cut(?! \w+ \w+\Z))"
_ITSELF = (
    (_THIS, rf"{_NOT}{_BUT}{_OUT}|{_KEEP}{_BUT}(?:out|off|back|quiet|until|before|when|{_OUT})|withh[eo]ld|embargo\w*"),
    (rf"{_NOT}{_BUT}(?:agree|approve|clear|endorse|sign|seen)\w*(?: \w+)? (?:this|these|above) {_NOUN}",),
    (rf"(?:this|above) {_NOUN}", rf"(?:{_NOT}(?: yet)?|nothing{_BUT}been) (?:approved|cleared|agreed|signed off)"),
    (r"\A(?:version|copy|text|return(?! for [mo])) for (?:coordinator|secretariat|officials|ministers?|internal use)",),
    (rf"before (?:anything is said|(?:putting )?(?:this|these)(?: is| are|(?: can)? g\w+)? (?:up|live|out|{_OUT}))",),
    (r"(?:name suppression|suppression orders?|\Asuppression) (?:appl(?:y|ies)|(?:\w+ ){1,2}in (?:place|force))",),
    (r"(?:subject to|has|have|granted|given|under) (?:(?:interim|permanent|name|court) ){0,3}suppression",),
    (r"not (?:the )?(?:intended|named) (?:recipient|addressee)",),
    (r"(?:cannot|can not|can t)(?: yet)? be (?:made public|announced)", "yet|for now|at this stage"),
    (r"(?:(?:yet|still) to be|not(?: yet)? been) (?:made public|announced)|not to be used (?:ahead|before|until)",),
    (r"minister(?: \w+)? (?:plan|intend|hope|want|mean)s? to (?:announce|unveil)",),
    (r"(?:\A|so )(?:please )?(?:do not|don t|not to be) (?:quote|print|publish)(?:e?d)?(?: them| it)?(?=\Z| \d)",),
    (rf"\A(?:please )?{_DELETE} (?:this|above) {_NOUN}(?=\Z| once| after| when| before)",),
    (r"can (?:(?:you|we|i) have this|this be) (?:removed|deleted|taken)|(?:if|should) this (?:got|gets?) out",),
    (rf"(?:any|no ?)(?:one|body)(?: \w+){{0,6}} {_LEARN}(?=\Z| (?:that|about|it|this|until|before|yet)\b)", _NEVER),
    (rf"sharing this{_BUT}(?:alone|only)|(?:it|this) (?:must|should) stay within (?:government|agencies)",),
)
_TOLD = "(?:told|tell|gave|given|said|shared|mentioned|confided)"
_LIMIT = r"(?:in (?:(?:strict\w* )?confidence|private|trust(?=\Z| that))|on (?:condition|understanding|promise|terms))"
_COLLEAGUES = "(?:you|coordinators?|secretariat|compilers?|editors?|reporting team)"
_ADVISE = "(?:(?:is|was|says|advise[sd]|thinks?|believes?|doubts?)(?: us)? (?:that|we|it)|(?:told|advised|warned) us)"
_TO_COLLEAGUES = (
    (rf"(?:legal advice|crown law|counsel|lawyers|solicitors)(?: s| advice| view| ha\w{{1,2}}){{,2}} {_ADVISE}",),
    (r"(?:best|better) (?:we|to) (?:leave|keep|take)(?: \w+){0,3} out|(?:said|told us) (?:privately|informally)",),
    (rf"(?:promised|agreed|sides|parties|asked){_BUT}(?:keep|stay) (?:it |this )?quiet",),
    (r"(?:does not|doesn t) (?:want|wish)(?: \w+){0,4} (?:named|known|quoted|identified|mentioned|linked)",),
    (r"(?:asked|begged) us to (?:leave(?: \w+){1,5} out|hold(?: \w+){1,5} until)|through back ?channel",),
    (r"(?:which|that) (?:\w+ ){1,3}will (?:only )?(?:learn|hear|be told)(?: about)?(?=\Z| (?:in|on|at|when|next))",),
    (_ASKED, rf"{_PUBLIC} (?:did|do)(?: not|n t) (?:see|know|hear)"),
    (_ASKED, rf"{_NOT}{_BUT}{_PUBLIC}|{_KEEP}{_BUT}(?:confiden\w*|yourselves|(?:out|off|before){_BUT}{_PUBLIC})"),
    (rf"{_TOLD} (?:to |with )?us{_BUT}{_LIMIT}",),
    (_LIMIT, rf"{_NEVER}{_BUT}(?:publi\w*|{_OUT}|{_LEARN})|goe?s? no further|(?:our|them)selves"),
    (rf"(?:(?:has|have) (?:asked|insisted)|we(?: have)? promised)(?: \w+){{0,3}} {_NEVER}{_BUT}(?:{_OUT}|{_LEARN})",),
    (rf"{_NO_ONE}(?: \w+){{0,6}} (?:(?:is|are) to (?:\w+ ){{0,2}}(?:{_OUT}|{_LEARN})|(?:may|will(?: be)?) {_LEARN})",),
    (rf"{_NO_ONE}(?: \w+)? (?:outside|but|except|else){_BUT}(?:{_LEARN}|known|seen|aware)",),
    (r"need not (?:know|hear|learn|be told)(?=\Z| (?:about|that|this|it|yet|wh\w+)\b)|known only to",),
    (rf"{_THEIRS}(?: \w+){{0,4}} not (?:to )?(?:be (?:{_OUT}|{_LEARN}|named)|(?:come|get) (?:out|to light))", _NO_RULE),
    (rf"(?:inquest|coroner){_BUT}(?:closed|sealed)|in closed court|heard in (?:camera|chambers)|parties alone",),
    (r"(?:who|firm|company|man|woman|employer) (?:cannot|can t|may not|must not) be (?:named|identified)", _NO_RULE),
    (r"for our (?:own )?(?:eyes|ears|use (?:only|alone))|not for \w+(?: s)? eyes|leave room",),
    (r"(?:is|are|must|should) (?:to )?(?:stay|remain|be kept) (?:between|in (?:room|building))|keep(?: it)? in room",),
    (
        r"comes? out (?:in|with)|be (?:made known|made public|unveiled) (?:by|in|at|on(?! website))",
        r"\d+m|million|settled|with budget",
    ),
    (rf"our bid|told to expect|(?:we|treasury|officials){_BUT}asked for", r"next (?:budget|round)|budget (?:20)?\d\d"),
    ("chatham house", _TOLD),
    (r"without prejudice(?! to)", r"offer\w*|settle\w*|negotiat\w*"),
    (r"minister\w*(?: s office)? \w{2,6} (?:not|t) (?:want|like|support|agree)",),
    (r"(?:ministers?|cabinet)(?: \w+){0,2} (?:split|divided|disagree\w*|argued|objected|opposed|held out)",),
    (r"(?:confidential|secret|classified) (?:annex|paper|note|briefing|memo|cable|assessment|minute|file)s?",),
    (r"(?:\A|(?:us|me|said|told) )off record(?! (?:interview|discussion|talk|meeting|briefing))",),
    (r"\Ain strict(?:est)? confidence|hush hush|under wraps|kept quiet|keep this quiet|no comment(?=\Z| please)",),
    (r"(?:\A|(?:stays?|keep|kept|remain|strictly) (?:this |that |it )?)between (?:us|ourselves|you me)",),
    (rf"(?:asked us|been asked|asked by \w+){_BUT}(?:not to (?:say|tell|name|share|{_OUT})|say nothing)",),
    (r"(?:await|awaiting|waiting (?:on|for)) (?:\w+ )?(?:written )?consent(?=\Z| from)|mum s word|\Afyi only",),
    (r"(?:covered by|protected by|subject to) (?:\w+ ){0,3}privilege|for your (?:own )?(?:background|eyes|ears)",),
    (rf"\A(?:nb |note )?for {_COLLEAGUES}\Z|for {_COLLEAGUES} (?:only|s (?:information|eyes|attention))",),
    (rf"\A(?:this is )?(?:just|only|strictly) for (?:{_COLLEAGUES}|officials|minister)",),
)


def _patterns(frames: Sequence[Sequence[str]]) -> list[list[re.Pattern[str]]]:
    """The patterns of each frame; all frames of one part make one pattern."""
    single = "|".join(part for part, *others in frames if not others)
    several = [frame for frame in frames if len(frame) > 1]
    return [[lazy_pattern(rf"\b(?:{part})\b") for part in frame] for frame in ((single,), *several)]


_ABOUT_ITSELF, _PRIVATE = map(_patterns, (_ITSELF, _TO_COLLEAGUES))


def forbids_itself(words: str, *, confides: bool) -> bool:
    """Whether a sentence forbids publishing its text or, if `confides` is set, asks a colleague to keep a secret."""
    plain = fold(words)
    frames = (*_ABOUT_ITSELF, *_PRIVATE) if confides else _ABOUT_ITSELF
    return any(all(part.search(plain) for part in frame) for frame in frames)
