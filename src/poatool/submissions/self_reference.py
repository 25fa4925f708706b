"""Sentences that ask or tell not to publish their own text, whatever else they say.

A frame is what such a sentence contains, in any order: what it is about (`this paragraph`, or a request such as
`could you`), and what is denied or asked of it (`not … published`, `keep … off the website`).
"""

from poatool.framework.names.matching import fold
from poatool.text import lazy_pattern

_BUT = r"(?: \w{1,30}){0,6}? "  # up to six other words
_NOUN = "(?:sentence|para|paragraph|bit|row|line|note|entry|entrie|cell|box|text|wording|part|figure|name|section)s?"
_GOES_ON = (
    r"(?=\Z| (?:is|are|be|being|has|have|must|should|can|may|will|to|goe?s?|going|not|up|taken|from|off|out|back|in|on"
    r"|for|until|before|when|but|yet|please|appear|withheld|as|alone)\b)"
)
_THIS = (
    rf"(?:(?:this|these|following|above|previous|next|last|first)(?: (?:one|two|three|few|last|next))? {_NOUN}"
    rf"{_GOES_ON}|{_NOUN} (?:above|below|here)(?=\Z| is| are| was| must)|(?<!ordered that )(?:this|these){_GOES_ON}"
    r"|(?:it|them|our|its part) (?:being|going|appear|mention)\w*|(?:update|text) on action|rather (?:this|it))"
)
_NOT = (
    r"(?<!was )(?<!were )(?<!had )(?<!did )"  # an account, not a wish: `This was not released until June`
    r"(?:not|[a-z]{1,7}n t|dont|never|nothing|none|rather than|yet to|only|unhappy|upset|uncomfortable|less happy)"
)
_KEEP = r"(?:hold|held|keep|kept|leave|left|taken?|(?:park|skip|drop|omit|cut|delet|remov)\w*|anonymise|stays?)"
_REPORT = "(?:(?:our|public|published|annual|final) ){0,3}(?:report|version|domain|print|public)"
_OUT = (
    r"(?<!those )(?<!as )(?:(?:publi|print|releas|quot|attribut|mention|announc|appear|forward|transmi)\w*|shown?"
    rf"|shared?|readers|media|press|\w*site|anywhere|known|further|(?:go|get) out|put (?:this|it) up"
    rf"|(?:in|into|for|from|out|part|off) {_REPORT})"
)
_ASKED = "please|kindly|grateful|(?:best|better) if|(?:would|d) (?:rather|like|prefer)|(?:could|can) you|happy for you"
_PUBLIC = rf"(?:publi\w*|media|press|website|{_REPORT})"
_ITSELF = (
    (_THIS, rf"{_NOT}{_BUT}{_OUT}|{_KEEP}{_BUT}(?:out|off|back|quiet|until|before|when|{_OUT})|withh[eo]ld"),
    (rf"(?:this|above) {_NOUN}", rf"(?:{_NOT}(?: yet)?|nothing{_BUT}been) (?:approved|cleared|agreed|signed off)"),
    (r"\A(?:version|copy|return|text) for (?:coordinator|secretariat|officials|ministers?|internal use)",),
    (rf"before (?:anything is said|(?:putting )?(?:this|these)(?: is| are|(?: can)? g\w+)? (?:up|live|out|{_OUT}))",),
    (rf"(?:i|we) (?:ask that(?: \w+)? {_NOUN}|(?:d|would) not want it)", rf"(?:{_NOT}{_BUT}|it ){_OUT}"),
    (r"(?:cannot|can not|can t)(?: yet)? be (?:made public|announced)", "yet|for now|at this stage"),
    (r"(?:\A|so )(?:please )?(?:do not|don t|not to be) (?:quote|print|publish)(?:e?d)?(?: them| it)?(?=\Z| \d)",),
    (rf"\A(?:please )?(?:delete|remove|erase|cut) (?:this|above) {_NOUN}(?=\Z| once| after| when| before)",),
    (r"can (?:(?:you|we|i) have this|this be) (?:removed|deleted|taken)|(?:if|should) this (?:got|gets?) out",),
    (rf"only (?:\w+ )?(?:first|second|last|opening) (?:half|{_NOUN})", rf"(?:for|made|meant for) {_PUBLIC}"),
    (rf"sharing this{_BUT}(?:alone|only)|(?:it|this) (?:must|should) stay within (?:government|agencies)",),
)
_TOLD = "(?:told|tell|gave|given|said|shared|mentioned|confided)"
_LIMIT = r"(?:in (?:(?:strict(?:est)? )?confidence|trust(?=\Z| that))|(?:on|under) (?:condition|understanding))"
_COLLEAGUES = "(?:you|coordinators?|secretariat|compilers?|editors?|reporting team)"
_TO_COLLEAGUES = (
    (_ASKED, rf"{_PUBLIC} (?:did|do)(?: not|n t) (?:see|know|hear)"),
    (_ASKED, rf"{_NOT}{_BUT}{_PUBLIC}|{_KEEP}{_BUT}(?:confiden\w*|yourselves|(?:out|off|before){_BUT}{_PUBLIC})"),
    (rf"{_TOLD} (?:to |with )?us{_BUT}{_LIMIT}",),
    (_LIMIT, rf"{_NOT}{_BUT}publi\w*|goe?s? no further"),
    (r"(?:\A|(?:us|me|said|told) )off record(?! (?:interview|discussion|talk|meeting|briefing))",),
    (r"\Ain strict(?:est)? confidence|hush hush|under wraps|kept quiet|keep this quiet|no comment(?=\Z| please)",),
    (r"(?:\A|(?:stays?|keep|kept|remain|strictly) (?:this )?)between (?:us|ourselves|you me)|should stay in building",),
    (rf"(?:asked us|been asked|asked by \w+){_BUT}(?:not to (?:say|tell|name|share|{_OUT})|say nothing)",),
    (rf"asked (?:us to|that we) (?:say nothing|do ?n[o ]t (?:say|speak|{_OUT}))",),
    (r"(?:await|awaiting|waiting (?:on|for)) (?:\w+ )?(?:written )?consent(?=\Z| from)|mum s word|\Afyi only",),
    (r"(?:covered|protected) by (?:\w+ ){0,3}privilege|for your (?:own )?(?:background|eyes|ears)",),
    (rf"\A(?:nb |note )?for {_COLLEAGUES}\Z|for {_COLLEAGUES} (?:only|s (?:information|eyes|attention))",),
    (rf"\A(?:this is )?(?:just|only|strictly) for (?:{_COLLEAGUES}|officials|minister)",),
)
_ABOUT_ITSELF, _PRIVATE = (
    [[lazy_pattern(rf"\b(?:{part})\b") for part in frame] for frame in frames] for frames in (_ITSELF, _TO_COLLEAGUES)
)


def forbids_itself(words: str, *, confides: bool) -> bool:
    """Whether a sentence forbids publishing its text or, if `confides` counts, asks a colleague for silence."""
    plain = fold(words)
    frames = (*_ABOUT_ITSELF, *_PRIVATE) if confides else _ABOUT_ITSELF
    return any(all(part.search(plain) for part in frame) for frame in frames)
