"""List the words that restrict a text, by role, with the phrases that mean the same; say which roles are enough."""

from collections.abc import Set as AbstractSet
from enum import Enum
from functools import lru_cache

from poatool.framework.names.matching import fold
from poatool.phrases import synonyms, with_synonyms
from poatool.submissions.prose import Prose, Signs
from poatool.text import as_read, lazy_pattern


class Where(Enum):
    """Where words are: in a note beside a text, in running text, or in a heading, title or label (`APART`)."""

    NOTE = "note"
    TEXT = "text"
    APART = "apart"


class Word(Enum):
    """The roles of words in a restriction, each with its folded words; the first three list beginnings of words."""

    CLOSED = "confidenti sensitiv restricted privileg unpublish"
    SHUT = "embargo withh redact unredact"
    OUT = """publi releas circulat disclos distribut quot shar print forward attribut consumption cite announc mention
        transmi photocop photograph disseminat reproduc citat"""
    NARROW = "internal private secret draft hukihuki"
    CLEARED = "cleared clearance ready submitted"
    APPROVED = "approved approval endorsed authorised consent"
    AGREED = "agreed confirmed checked reviewed verified final finalised allowed"
    NOT = "not never dont cannot exempt"
    HELD = "hold keep kept stays leave take removed deleted excluded omitted delay defer only"
    DROP = "delete deleting remove removing exclude omit ignore disregard drop withdraw pull scrap discard"
    VOID = "withdrawn retracted superseded pulled duplicate invented fictional fictitious dummy void obsolete"
    WAITING = "pending await awaiting awaited subject outstanding check clear tbc tba tbd"
    BEFORE = "before b4 until till unless prior"
    POINTER = """
        this these all whole entire everything following above below first second third last next previous one here
        ours please"""
    TEXT = (
        "text bit wording para paragraph sentence row column cell table sheet tab section update return rest remainder"
    )
    THING = "information detail figure number data part report comment material statement answer response entry entries"
    GOING_ON = "under outside beyond because as since with by after once from widely without if when further"
    SMALL = """
        a s t n is are be been do does did has have can could may must should shall will to for at in it its them on or
        we i our us you your nb fyi note strictly highly top would rather prefer request want ask asked that what two
        three four five six yet now still stage out off back into go goes external externally onward wider appear
        include included inclusion contains content kindly pls treat treated handle best better re remain got told given
        said provided strict working background knowledge version legal discussion proactively red yellow orange amber
        green blue grey pink purple italics bold underlined shaded highlighted"""


def _words(*kinds: Word) -> list[str]:
    return [word for kind in kinds for word in kind.value.split()]


_STEMS = {stem: kind for kind in (Word.CLOSED, Word.SHUT, Word.OUT) for stem in _words(kind)}
_EXACT = {word: kind for kind in Word for word in _words(kind)}
CLEARING = frozenset((Word.CLEARED, Word.APPROVED, Word.AGREED))
PARTS = {
    "GIVING_OUT": """publication|release|circulation|distribution|disclosure|sharing|quotation|quoting|printing|copying
        forwarding|dissemination|reproduction|transmission|citation|posting|passing on""",
    "WIDER": "further|onward|wider|public|external",
    "BANNED": "(strict- |express- )?(prohibited|forbidden|banned|not (permitted|allowed|authorised))",
    "UNTIL": "(until|till|before|by court|by order)( WORD){0,4}",
    "KNOWN": "approved|cleared|agreed|endorsed|authorised|confirmed|finalised",
    "TUKU": """(whakaputa-|tuku-|tuha-|toha-|whakaatu-|ta|tangia-|panui-)(( i)? tenei( LONG)?)?( ki (te )?WORD)?
        (iwi|hapori) whanui|marea|tumatanui""",
    "KAUA": """kaua (e|i)|kaore ano kia|kaore (e|i te) whakaaetia( kia| te)?
        (ehara|kaore)( tenei)? mo( te)?""",
    "MINITA_ANAKE": "(ma|mo) ((te|nga) (minita|apiha|kaimahi|komiti|tari)|roto|konei|matou|tatou)( noa iho)? anake",
    "NDA": "non disclosure agreement",
    "PREMISES": "building|premises|office|site",
    "KA_TUKU": "ka (whakaputa|tuku)|mo te (iwi whanui|marea)",
    "ONLINE": "online|(on|to)( our| public)? (site|website|web)",
    "REPORT": "((our|this|public|published|annual|final|web) ){0,3}(report|version|domain|response|web-|print|public)",
    "KIND": """commercial|official|politic|market|budget|legal|cabinet|policy|staff|medical|evaluative|tender
        law enforcement""",
    "NOUN": """(sentence|para|paragraph|bit|row|line|note|entry|entrie|cell|box|text|wording|part|figure|name|section)s?
        (return|workbook)s?""",
    "THAT": """(this|these|following|above|previous|next|last|first)( (one|two|three|few|last|next))? NOUN
        (not after: ordered that) (this|these)
        (row|line|entry|item)s? AMOUNT|NOUN ((in|marked|shaded|highlighted|coloured)( WORD){1,2}|with an? MARK)
        (grey|red|yellow|green|blue|orange|shaded|greyed out|highlighted|coloured|italic|starred) ROWS""",
    "ROWS": "rows?|lines?|entries|items?|text",
    "MARK": "star|asterisk|dagger|cross|tick|dot",
    "GOES": """is|are|be|being|has|have|must|should|can|may|will|to|go|goes|going|not|up|taken|from|off|out|back|in|on
        for|until|before|when|but|yet|please|appear|withheld|as|alone""",
    "THIS": """THAT (before: $|GOES)|NOUN (above|below|here) (before: $|is|are|was|must)|rather (this|it)
        (it|them|our|its part) (being|going|appear-|mention-)|(update|text|para|paragraph|entry|row) on action""",
    # After `was` and similar words, the sentence reports and does not ask: `This was not released until June`.
    "NOT": "(not after: were|was|had|did) (NONE|dont|no part|rather than|yet to|only|UNHAPPY)",
    "NONE": "not|never|none|nothing|-n t",
    "NEVER": "NONE|nobody|no one",
    "UNHAPPY": "unhappy|upset|uncomfortable|less happy",
    "KEEP": """hold|held|keep|kept|leave|left|taken?|pull|(park|skip|drop|omit|cut|delet|remov)-|anonymise|stays?
        (must|should) come (before: out)""",
    "OUT": "(not after: those|was|has|as) (GOING|PLACE REPORT|part (our )?return)",
    "PLACE": "in|into|for|from|out|part|off",
    "GOING": """(publi|print|releas|quot|attribut|mention|announc|appear|forward|transmi)-|shown?|shared?|readers|media
        press|site|-site|anywhere|known|(any|go|goes) further|(go|get) out|put (this|it) up""",
    "NO_ONE": "neither|nothing|nobody|no one|none",
    "LEARN": "know|hear|learn|told|repeat-|linked|spoken?|speak|(come|get) (out|to light)",
    "THEIRS": "(whose|their|his|her|its)( WORD)? (name|part|role|source|identity|link)s?|it must",
    "RULE": "acts?|(not after: in) laws?|rules?|polic(y|ies)|train-|guid-|courts?|consent|bill|code",
    "ASKED": "please|kindly|grateful|(best|better) if|(would|d) (rather|like|prefer)|(could|can) you|happy for you",
    "PUBLIC": "publi-|media|press|website|REPORT",
    "TOLD": "told|tell|gave|given|said|shared|mentioned|confided|called|complained|admitted",
    "LIMIT": """in ((strict- )?confidence|private|trust (before: $|that))
        on (condition|understanding|promise|terms)""",
    "MONEY": "MILLIONS|million|settled|with budget",
    "COLLEAGUES": "you|coordinators?|secretariat|compilers?|editors?|reporting team",
    "USES": "use|using|used|(print|quot|publi|repeat|shar|tell)-",
    "THEIR": "(her|his|their|whose) (word|story|storie|letter|account|photo|picture|experience)s?",
}
_PHRASES = synonyms(
    """
    tlp: traffic light protocol
    oia: official information( act)?
    confidential: in ?(strict ?|strictest ?)?confidence|off record|to (yourself|yourselves)|free frank( WORD)?
    confidential: internal (use|reference|information)|(official|departmental|agency|government) use|NDA
    confidential: (internal|eyes|background|officials?|ministers?|staff) only|limited (distribution|circulation)
    confidential: accountable material|(stays?|remains?|keep|kept) (within government|(in|within) PREMISES)
    confidential: tlp( WORD)? (red|amber|green)( strict)?
    confidential: ((he|kia|me|wahanga) )?(korero )?(noho )?(matatapu|noho tapu|muna|huna)( tenei( korero)?)?
    confidential: MINITA_ANAKE|(me|kia) noho (ki )?roto( i (te|nga) WORD)?
    confidential: (streng )?vertraulich-|nur (fur den|zum) (dienst|internen )gebrauch|(a )?usage interne|confidencial-
    not publish: ^n f p$
    not publish: KAUA TUKU|kaore ano kia whakaaetia( e te WORD)?|ne pas (publier|diffuser)|no (publicar|difundir)
    not publish: (noch )?nicht (zur |fur die )?(veroffentlich|offentlich)-|darf nicht veroffentlicht werden
    not publish: ^(our )?(legal|lawyers|counsel|comms) (say|says|said) (no|not to)$
    withheld: (oia )?(s|section) ?(SECTION) (apply|applies)|^s ?9 2 WORD( WORD)?$
    strictly: (ma|mo) te WORD anake
    not publish: ^(any )?(WIDER )?GIVING_OUT( (this|these)( WORD)?)?( without( WORD){1,4})? (is |are )?BANNED( UNTIL)?$
    publish: (put|post|posted|place|upload|go|goes)( this| it| these)? (up )?ONLINE|KA_TUKU|pass(ed|ing)?( this| it)? on
    strictly: (KIND)(ly|ally)? (before: confidential|sensitive|privileged)
    gone: (has|have|was|were) (been )?(withheld|removed|redacted) from this (return|workbook|sheet)
    this: (start|end|beginning) (before: withh-|redact-|restrict-|confid-)
    publish: (leave|take|taken|remove|removed) ((off|from|out) )?PREMISES|cop(ied|ying)|copy$|copy (before: or|this|it)
    publish: (can|ok|okay|permission)( to)?( be)? (shared?|quoted?)|who (can|may|should) see
    publish: ^in( or)? out$|(may|can|ok|okay)( this)?( to)? go out
    not publish: not part (this |our )?(return|report)
    this only draft: he hukihuki noa iho( tenei)?|just( a)? draft
    not cleared: uncleared|unapproved
    cleared: sign(ed)? off|signoff
    approved by: agreed by|(noted|seen) by minister|minister( s office)?( has)? (noted|seen)
    : or not$
    draft pending: draft for
    void row: (wrong|duplicate) (row|line|cell|action|agency|text|version|sheet)
    now: (this|next) (year|time|round|period)
    draft: (first|rough|early) (cut|draft|version)|for discussion
    embargo: for (release|publication) (before: after|from)
    version: v ?DIGITS( DIGITS)?
    delete: (should|must|to) be (deleted|removed|excluded|omitted|ignored|disregarded|dropped|withdrawn)
    delete: (take|leave|pull|strike|taken|left|pulled|struck) (before: …3 out)
    not: -n t|nothing here|none this|^WORD disagrees$
    not this: (nothing|none) (above|below)|(nothing|none) (in|on) (this|these)
    discard: throw( this| it| these| them)? away|(throw|bin) (this|it|these|them)
    publish: (is|are) to be used
    not publish: not (be )?(include|included|including|appear|appeared|appearing|go out)|exempt from oia
    publish: (made|make)( this| it)? public|say (publicly|in public)|use|using|rely (before: on)
    publish: oia (before: release)|(in|into|for|from|out|part) REPORT|report (go|goes) out
    confidential: ^((top )?secret|classified|unofficial|sub judice|without prejudice)$
    ahead: forward (before: plan|planning|look|work|programme|agenda|steps?)|(way|looking|look|take (this|it)) forward
    not: off limits|no (before: onward|further|publicity|announcement|GIVING_OUT)
    not publish: notfor(publication|release)|(must|may) not be reported (before: $)
    embargo: hold( this( WORD)?| it)? (before: till?|untill?)|^(please )?hold( this| it| for now| back)?$
    embargo: (released?|published?|circulated?|shared?) only (before: after|once|if|when|with)
    pending clearance: still with
    awaiting: ^(still )?waiting (for|on)
    embargo until: embargo(ed)? to|embargo(ed)? (before: DIGITS)|(release|publication) on hold
    pending: (to be|being) (before: KNOWN)""",
    PARTS,
)
# “Free and frank”: OIA 1982, s 9(2)(g)(i). “Accountable material”: protectivesecurity.govt.nz, “Endorsement and
# compartmented markings”. TLP: first.org/tlp; only CLEAR is for the public.
"""Phrases, folded, each with a word of the same meaning."""

_MESSAGES = synonyms("""please: pl(s|z)
    before: b4
    do not: dont|dnt
    you: u
    publish: pub( d)?|pubd|pubbed
    between: btwn
    folder: shared (drive|folder|mailbox|workspace)|sharepoint""")  # where a file is, not who may see it


def in_full(text: str) -> str:
    """A folded text with the spellings of short messages written in full: `pls delete b4 pub` asks for the same."""
    return with_synonyms(fold(text), _MESSAGES)


_DECIDING = Signs(
    f"{' '.join(_words(Word.CLOSED, Word.SHUT))} confiden kaua ehara kaore kāore whakaaetia |pas| matatapu tapu muna"
    " huna anake hukihuki between yoursel record internal only eyes secret legal lawyers solicitor counsel comms apply"
    " applies prejudice // tlp fouo noforn nzeo limdis nodis exdis orcon propin |cui| |rel| hush wraps quiet |own|"
    " understanding condition background |you| coordinator secretariat compiler editor building classified unofficial"
    " judice comment fyi terms consent erase |cut| delete private crown |hold| publication |trust| |ears| |just| |hide|"
    " promise |alone| vertraul dienstgebrauch öffentlich offentlich publier publicar diffuser difundir interne"
    " |bid| |expect| closed sealed camera chambers noho frank informally channel accountab |learn| |hear| btwn |solely|"
    " reporting officials suppress chatham recipient addressee disclosure tangohia mukua |settle| |offer| unveil",
    # The last of these is for `S E C R E T`.
    lazy_pattern(r"\bask|\bs9\b|(?:removed?|release|ministers?|cabinet|rather)\b|\A\W*[b-hj-z]\W*\Z|\bn\.?f\.?p\b"),
)
_BARRING = Signs(  # words that forbid or delay, if there is also a word for publishing (`_GOING_OUT`)
    f"{' '.join(_words(Word.NOT, Word.WAITING, Word.BEFORE, Word.HELD, Word.DROP))} n't n’t none can draft still |be|"
    " being |no| rather yet unhappy uncomfortable upset anonymi limits limited left skip park cut delet remov happy"
    " alone held stay strick strike struck struke neither remain million budget settled decision"
    " uncleared unapproved disagrees |come| waiting prohibited forbidden banned throw |bin|",
    lazy_pattern(r"\b(?:no(?:body|thing)|dnt\b)|g[eo]ts?\b|^\W*(?:official|departmental|agency|government)\Z|\dm\b"),
)
_GOING_OUT = Signs(
    f"{' '.join(_words(Word.OUT, *CLEARING))} report version domain response site web online appear use using sign"
    " until till reader further anywhere before premises |office| |copied| |copy| |see| show know media press through"
    " |when| within taken including hear repeat linked learn told aware named identified unveil spoke speak light room"
    " |agree| |approve| |clear| |endorse| |seen| |rely| whakaputa tuku tuha toha whakaatu |ta| tangia panui whanui"
    " |her| |his| |their| |whose| whānui marea tumatanui |oia| |part| |passed| |passing| |pass| posting copying"
    " |away| |bin| |throw| |send| |pub| |pubd| |pubbed|",
    lazy_pattern(r"included?\b|(?<![a-z])(?:off|out|back|up)(?![a-z])"),
)
_OTHER = Signs(
    f"{' '.join(_words(Word.NARROW, Word.DROP, Word.VOID))} submitted ready rely wrong hold includ cut exempt"
    " discussion nothing none"
)


def suspects(texts: Prose) -> set[int]:
    """The indices of texts with a word that restricts by itself, or with a word that forbids and one for publishing."""
    barred = texts.with_words(_BARRING)
    return texts.with_words(_DECIDING) | (barred and barred & texts.with_words(_GOING_OUT))


@lru_cache(maxsize=4096)  # headings, and the notes of a form or template, are the same in many files
def may_restrict(text: str) -> bool:
    """Whether a heading or note may restrict a text, and so is worth a closer look."""
    return bool(suspects(read := Prose([as_read(text)])) or read.with_words(_OTHER))


def may_ask(heading: str) -> bool:
    """Whether a heading may ask about the publication of texts."""
    return bool(may_restrict(heading) or Prose([as_read(heading)]).with_words(_GOING_OUT))


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, with each known phrase as one word."""
    return tuple(with_synonyms(in_full(as_read(text)), _PHRASES).split())


@lru_cache(maxsize=4096)
def word_of(word: str) -> Word | None:
    """The role of a folded word in a restriction; None if the word has no role."""
    if (role := _EXACT.get(word.removesuffix("s"))) in (Word.TEXT, Word.THING):
        return role
    return _EXACT.get(word) or next((kind for stem, kind in _STEMS.items() if word.startswith(stem)), None)


def sense_of_publishing(seen: AbstractSet[Word], where: Where) -> AbstractSet[Word]:
    """What a word for publishing counts as here: part of a ban (`not published`), a noun (`Word.THING`) or nothing."""
    needs_approval = Word.BEFORE in seen and not seen.isdisjoint((Word.WAITING, Word.POINTER))
    if needs_approval or not seen.isdisjoint((Word.NOT, Word.HELD, Word.DROP)):
        return {Word.NOT}
    return set() if where is Where.APART or not seen.isdisjoint(CLEARING) else {Word.THING}


def is_enough(seen: AbstractSet[Word], where: Where) -> bool:
    """Whether words with these roles are enough to restrict a text."""
    of_text = not seen.isdisjoint((Word.TEXT, Word.POINTER))
    if Word.DROP in seen and Word.NOT not in seen and where is not Where.TEXT and (of_text or Word.BEFORE in seen):
        return True
    if Word.THING in seen and not of_text:
        return False
    if Word.VOID in seen and where is not Where.TEXT:
        return Word.NOT not in seen
    if not seen.isdisjoint((Word.NOT, Word.WAITING)) and not seen.isdisjoint(CLEARING):
        flat = Word.NOT in seen and Word.APPROVED in seen
        return flat or where is Where.APART or not seen.isdisjoint((Word.TEXT, Word.OUT, Word.CLEARED))
    return (
        Word.SHUT in seen
        or (Word.CLOSED in seen and (where is not Where.NOTE or Word.TEXT in seen))
        or (Word.NARROW in seen and Word.OUT not in seen and where is Where.APART)
        or (Word.NARROW in seen and Word.HELD in seen and of_text)
        or (Word.NOT in seen and Word.OUT in seen)
    )
