"""Read notes beside or above texts: remarks that restrict a text in ordinary words, and messages about some texts.

A remark stands beside a text or above it. A clause without a subject (`Not yet past the DCE`), or with `this` as its
subject, is about that text; any other clause is not. Each word of a clause belongs to a family (`FAMILIES`). A few
sentences made of family names (`_SENTENCES`) cover all remarks that restrict a text: `NOT OUT`, `ASK ONCE OUT`.

A message is about certain other texts (`the answer on action 3`, `the two rows below`), or says that texts are void. A
note that only says what texts cover, or that they are agreed, joint or new, is not a message; nor is an instruction
about any text, such as `one row for each action`.
"""

from functools import lru_cache, partial
from itertools import chain, groupby

from poatool.framework.names.matching import families, fold, sorted_into
from poatool.phrases import framed, phrases, synonyms, with_synonyms
from poatool.submissions.restrictions.asides import asides_in, families_in, may_be_in_aside
from poatool.submissions.restrictions.words import Where, Word, in_full, word_of
from poatool.text import as_read, has_any, lazy_pattern

FAMILIES = {
    "FILLER": """please pls kindly so but or also then they he she m re ve d sooner really allowed ready good enough
        let my their me ideally perhaps maybe else quite very even ever able somebody anyone anybody himself plan there
        meant suitable under for-now to-report""",
    "MAY": """may might can could couldn would wouldn won mustn shouldn am is isn are aren be been being has hasn have
        haven had do don does doesn""",
    "THIS": "this these it them all any some none everything anything here those",
    "TEXT": "wording word line page workbook file copy item lot name one two three info above below",
    "NOT": "never t neither nothing no nor yet-to",
    "NOBODY": "nobody no-one",
    "OUT": """repeat reveal appear include included inclusion leak post posting posted public press media reader
        outsider web website site report online newspaper journalist internet known eye external externally publicly
        wider""",
    "USE": "use using used show showing shown tell telling hear heard named repeated",
    "GO": """go goes going gone get come put putting pass passed hand handed give given send sent run taken make
        made""",
    "ON": "in on out up off live anywhere further around round outside beyond along about into onto over",
    "PAST": "past by through",
    "KEEP": "stay stayed left sit park pull remain",
    "QUIET": "quiet secret back inhouse in-house inside within yourself yourselve ourselve wraps mum hush-hush",
    "OFFICE": """legal lawyer counsel solicitor crown crown-law comms communication minister cabinet beehive office dce
        ce ceo gm slt elt executive director manager boss head secretary mo board police privacy officer upstairs
        management chief deputy customs lead family client provider company firm partner editor building ministry
        department agency room""",
    "TEAM": "you coordinator secretariat group committee team official colleague background",
    "SEE": "clear sign signed see seen saw read reading look looked looking sight okayed ok-d oked vetted",
    "AGREE": "agree approve check consult consulted happy content comfortable endorse confirm review",
    "TOLD": "told",
    "SAY": "say said think feel hope asked reckon believe",
    "OKAY": "ok okay nod goahead signoff clearance blessing thumbs say-so green-light all-clear",
    "CONSENT": "approval consent permission agreement",
    "DOUBT": "sure unsure certain uncertain know idea wonder wondering unclear doubt doubtful",
    "ONCE": "once after when if whether while",
    "FIRST": "first",
    "ASK": "ask prefer talk speak ring call discuss",
    "MUST": "need want wanted like must should still await awaiting waiting wait pending subject outstanding yet",
    "FOR": "for",
    "WITH": "at with from as because since now again either",
    "ONLY": "only just solely purely strictly",
    "THAT": "that",  # means what the remark itself says: `The post is frozen, keep that to ourselves`
    "WILL": "will ll shall",
    "WAS": "was wasn were weren did didn",
    "OTHER": "information data material part",  # about the work, as are all words in no family
}
"""The words and phrases of each family; `_SHARED` adds more. A plural counts as its singular."""

# Pairs of a family and a role in `words.py`: words with that role belong to the family, unless `FAMILIES` lists them.
_SHARED = """FILLER SMALL, TEXT TEXT, TEXT THING, NOT NOT, OUT OUT, KEEP HELD, SEE CLEARED, AGREE APPROVED,
    AGREE AGREED, ONCE BEFORE"""
_OF_ROLE = {Word[role]: name for name, role in map(str.split, _SHARED.split(","))}
_FAMILY = families(FAMILIES)
_PHRASES = synonyms(
    """
    goahead: go ahead (before: from|$)
    cleared: sign(ed)? off (before: by|from|$)|(been|gone|went) (past|through)
    not: too WORD (before: for)
    off: away from
    included: (leave|left)( this| it| them)? in$
    absent: (on|annual|sick|parental|maternity|study) leave
    returned: ^back from
    waiting material: (awaiting|waiting (on|for)) (WORD )?(file|copie|item|page)s (before: from)  # not for consent
    wraps: (between|among)( WORD)? (us (not: AMOUNT)|you me|ourselves|yourselves|WORD walls)|under WORD hat"""
)
"""Phrases, folded, each with a word of the same meaning."""

_POINTING = frozenset(word + ending for word in FAMILIES["THIS"].split() for ending in ("", "s"))
_LIGHT = "THIS|TEXT|ONLY|MUST|MAY|ON"
_PARTS = {
    "LIGHT": _LIGHT,
    "LED": """(LIGHT|WITH)( LIGHT| WITH){0,9}
        (WORD ){0,4}(SAY|TOLD)( LIGHT| WITH| SAY| TOLD| THAT){0,9}  # we were told that this should""",
    "WHO": "(OFFICE|OTHER|TEAM)( OFFICE| OTHER| TEAM){0,3}",
    "BOSS": "(OTHER )?OFFICE( OFFICE| TEAM){0,2}",
    "WHOM": "(WITH|FIRST|TEAM|OFFICE|OTHER)( WITH| FIRST| TEAM| OFFICE| OTHER){0,5}",
    "CLEAR": "(SEE|AGREE)( PAST| WITH)?",
    "TELL": "USE|SAY|TOLD",
    "GOES": "(OUT|USE|SAY|GO (ON|PAST|OUT)|ON OUT) (not: OTHER)",
    "AWAY": "QUIET|ON$|ONCE|ON (OUT|OFFICE)",
    "ASKED": "(MAY|MUST|NOT|WAS|WILL)( OFFICE| OTHER){0,9}",
}
_SENTENCES = """NOT (DOUBT )?GOES  # this is not to be published
    NOT FOR (OUT|TEAM)  # not for publication
    …9 ONCE THIS GO$  # put in the true figure before this goes
    NOT GO( THIS)? ONCE  # do not send until I have spoken to Legal
    NOT KEEP OFFICE  # never to leave the building
    …9 THIS (WILL )?NOT (GOES|SEE (not: OTHER))  # the court ordered that this not be published
    WHO NOT MUST THIS (GO|ON|KEEP|OUT|TELL|SEE|AGREE|DOUBT)  # the provider does not want this known
    WHO (ASK|AGREE|SAY|TOLD) NOT (OUT|USE|SAY)  # the embassy asked us not to mention its role
    NOBODY( WORD){0,4} (OUT|TELL|SEE|AGREE|DOUBT) (not: OTHER)  # nobody outside has been told
    (…9 THIS )?KEEP AWAY  # hold until May; this stays out of the report
    WHO (ASK |AGREE |SAY |TOLD )?KEEP THIS AWAY  # Police ask us to leave it out
    QUIET (before: $|ONCE|FOR|WITH)  # under wraps until the launch
    (ASK|(CLEAR|USE) (not: OTHER)) (WHOM )?ONCE (TEAM )?GOES  # talk to legal before this goes anywhere
    (ASK|AGREE) (not: OTHER) (WHOM )?FIRST$  # check with legal first
    (GO THIS|MUST( GO| CLEAR)?) PAST …2 (OFFICE|TEAM)  # run this past legal; needs to go past our DCE
    NOT SEE (not: OTHER)  # not cleared
    NOT AGREE( PAST| WITH)? (THIS (not: OTHER)|OFFICE)  # not agreed with Police
    WHO (WAS )?NOT (SEE|AGREE) THIS (not: OTHER)  # Mere has not read this
    …2 BOSS (WAS |WILL )?(NOT|MUST) (CLEAR|TELL|OUT (before: THIS)) (before: $|LIGHT)  # legal has yet to clear it
    MUST (WITH|FOR) BOSS (before: $|…9 THIS (not: OTHER))  # waiting for legal
    (MUST|NOT)( FOR| PAST| WITH)? …2 (OKAY|SEE THIS) (not: OTHER|…2 FOR OTHER)  # needs a nod from the Minister
    (MUST|NOT) CONSENT GOES  # awaiting approval to release
    (NOT )?DOUBT( WITH| ONCE| WAS| OFFICE| THAT){0,5} (CLEAR|OUT|USE|GO) (not: OTHER)  # not sure it can go out
    ONLY FOR …3 (OFFICE|TEAM|$)  # just for us
    ONLY BOSS (SEE|OUT|USE)  # only legal can see it
    ONLY (OUT|USE) (QUIET|(PAST|WITH) …1 OFFICE)  # only to be used within the ministry
    THIS FOR …2 TEAM  # this copy is for officials
    ONLY ONCE …4 (CLEAR|OKAY|OUT)  # only once the Minister has seen it
    (THIS|OKAY|MAY) (OUT|USE) ONCE  # OK to use once Mere has had a look
    ASKED (MUST ONCE|(CLEAR|OUT|USE|SAY|OKAY|(GO|KEEP) ON) (not: OTHER)) …9 QUESTION  # may it be published?"""
"""Sentences that restrict a text, perhaps after words that only introduce them (`LED`). `_LIGHT` words may stand at
each space. `(not: OTHER)` means that no object may follow, unlike in `we did not publish the guide`."""

_RESTRICTING = phrases(framed("^(LED )?{}", _SENTENCES), _PARTS, case="lower", skips=_LIGHT)
_ITS_NOUN = lazy_pattern(r"\b(?:(?:THIS|TEXT) ){1,5}(?=OTHER\b)")  # `this guide`, unlike `this`, is about the work
_CLAUSES = lazy_pattern(
    r"(?:[,;.!\n()<>]|\s[–—-]+\s|[–—]|(?<=\?)|\b(?:so|but)\b(?=\s)|\band\b(?=\s(?:is|are|must|may|has|have)\b))+"
)


def restricting_clause(remark: str, where: Where = Where.NOTE) -> str | None:
    """The first clause of a remark that restricts the text beside it, or doubts that it may be published; or None.

    Elsewhere than in a note, the clause needs a word like `this` or `any`, and none like `use`; in a running text, it
    is neither a question nor about any work, as is one that begins with `it`.
    """
    named, running = where is not Where.NOTE, where is Where.TEXT
    clauses = (clause.strip() for clause in _CLAUSES.split(as_read(remark)))
    return next((clause for clause in clauses if clause and _restricts(clause, named, running)), None)


def _points_at_text(words: str) -> bool:
    """Whether any of these words is of the family `THIS`."""
    return not _POINTING.isdisjoint(fold(as_read(words)).split())


@lru_cache(maxsize=4096)
def _restricts(clause: str, named: bool, running: bool) -> bool:
    if named and not _points_at_text(clause):
        return False
    words = with_synonyms(in_full(clause), _PHRASES).split()
    names = [name or _family_of(word) for word, name in sorted_into(_FAMILY, words)]
    runs = groupby((name for name in names if name != "FILLER"), _LIGHT.split("|").__contains__)
    # In a run of light words, each family is kept once: `1 2 3 4` means no more than `1`, and should take no more time.
    sentence = " ".join(chain.from_iterable(dict.fromkeys(run) if light else run for light, run in runs))
    sentence = _ITS_NOUN.sub("", f"{sentence} QUESTION" if clause.endswith("?") else sentence)
    if named and ("THIS" not in sentence or "USE" in sentence):
        return False
    if running and (has_any(sentence, ("OTHER", "QUESTION")) or words[0] in ("it", "and")):
        return False
    return _RESTRICTING.search(sentence) is not None


def _family_of(word: str) -> str:
    """The family of a word that no listed word or phrase has matched."""
    if word.isdigit():
        return "TEXT"
    singular = _FAMILY.get(word.removesuffix("s")) or _FAMILY.get(f"{word.removesuffix('ies')}y")
    return singular or _OF_ROLE.get(word_of(word) or Word.GOING_ON, "OTHER")


def certain_aside(text: str, column: str) -> str | None:
    """The first note that clearly addresses a colleague or asks that the text not be published; None if none does."""
    notes, speaks = asides_in(text, column), {"i", "you", "please"}
    found = next((each for each in notes if families_in(each) & speaks or restricting_clause(each)), None)
    return found or (restricting_clause(text, Where.TEXT) if column != "next_steps" else None)


def may_hold_aside(written: str) -> bool:
    """Whether a text with this word, given with its punctuation, may contain such a note. Each note has such a word."""
    return may_be_in_aside(written) or _points_at_text(written)


_OF_MESSAGES = {
    "TEXT": "(row|line|answer|entry|entrie|text|wording|para|paragraph|sentence|passage|write-up|update|item)s?",
    "THE": "the|this|that|these|those|both|our|my|your|his|her|their",
    "SOME": "two|three|few|one",
    "WHICH": "first|second|third|fourth|fifth|last|final|top|bottom|two|three|four|other|new|old|older|longer|shorter",
    "UNDER": "below|beneath|underneath|that follows?|from here (down|on)",
    "SHEET": "(tab|sheet|page)s?",
    "FILL": "(write|fill|choose|enter|put|describe|answer|tick|select|add|complete|list|see|press|delete|find|contact)",
}
_phrases = partial(phrases, parts=_OF_MESSAGES, case="any")
_VOID = _phrases("""disregard|ignore|withdrawn?|retracted|superseded|to be (replaced|removed|deleted)|out of date
    (has|have|is|are|was|were) not (been )?(cleared|agreed|approved)|(should|must|do) not (be used|use)|copied
    (is|are|was|were|been|be|just|simply|only|text|^) ?carried (over|forward)|last (year|period|time)('s)?
    (made|making) up|invent-|fictional|fictitious|dummy|copy for (your )?(information|reference|interest)
    (not|-n't) (true|real|right|correct|final|up to date|(the|our) (official|final|formal|actual))|wrong
    incorrect|untrue|inaccurate""")
_PLACES = {  # patterns that show which texts a note is about
    "named": """^TEXT
        THE( WORD){0,2} TEXT|(what|whatever) (we|you|I|they|is|was|it|stands) …4 action""",
    "other": "(other|first|second|last|next|previous|old|new) (SHEET|one … SHEET)|SHEET … the other one",
    "below": """^UNDER|^(all|everything|what follows) UNDER
        (TEXT|SOME) UNDER|(next|following) (SOME )?TEXT|TEXT that follow|TEXT down""",
    "above": "(TEXT|SOME) above|(previous|preceding) (SOME )?TEXT|above TEXT|SOME TEXT up",
    "all": """^TEXT AMOUNT WORD WORD WORD
        (numbers|numbering|codes|references) (are|is|follow-|refer-|come|comes) LINE not …2 (the|this|our) …3 plan
        THE (WHICH (and )?){1,3}TEXT""",
}
_ABOUT = {place: _phrases(listed) for place, listed in _PLACES.items()}
# Words that show that a message makes all texts void, and not only some: `this is`, `greyed-out rows`.
_ALL = _phrases("""^(copied (from|out of)|copy for|not (the|our))|(above|this|these|all) (is|are)(n't)?
    (greyed-out|greyed|grey|shaded|highlighted) (rows|lines|cells|texts)
    (above|this|these|our|all) …2 (TEXT|SHEET|return|table|status-)""")
_FILLING = _phrases("""^FILL|^(do not|don't) (merge|change|alter|edit|add)
    (please|kindly) FILL|leave( WORD){1,9} (blank|empty)|for … see""")
_PLAIN = _phrases("""(agree|approv|clear|check|cover|includ|continu|combin|merg|repeat)-|joint|jointly|together|shared?
    shares|both|also|new (not: zealand)|first|same|english|reo|languages?|empty|blank|longer|shorter|refers?|relates?
    financial|calendar|as at|in bold|order|(written|prepared|compiled|supplied|provided|led|reported|counted) by|rounded
    (reported|counted) under|is about|(will|can|may) find|follows?|here (is|are)|(is|are)( set out)? below (before: $)
    on the WHICH SHEET|SHEET (holds|has|contains|lists)""")
_AMISS = _phrases("""^(use|take|read)
    old|older|earlier|wrong|instead|each other's|mistake|(replac|supersed)-|place of|guess-""")
_IN_MESSAGES = frozenset({"please", "you", "i", "not", "cut", "secret", "awkward", "wish", "gap", "who"})
_NAMES = lazy_pattern(r"(?i)\b(?:actions?|(?:lines?|rows?|answers?|entry|entries|texts?) (?:on|for|under)) N?\d")
_NOUNS = """row line answer entr text word para sentence passage write update item action what tab sheet page cell
    return table status above below beneath underneath follow here this these all"""
_SUBJECTS = tuple(_NOUNS.split())  # every message contains one of these words or beginnings of words
_THANKS = lazy_pattern(r"(?i)\A\W{0,3}(?:many )?thank(?:s| you)\b[^.!\n]{0,99}[.!]\s", needs=("thank",))
_FEW = 3  # a note of no more words than this is a label: `Previous updates`
_LONGEST = 160  # the longest note, in characters, that may be about all texts


@lru_cache(maxsize=4096)
def message_about(note: str) -> str:
    """Which texts a message is about, as a key of `_PLACES`; empty if the note is an instruction or about the work."""
    text = _THANKS.sub("", as_read(note))
    if not has_any(text.casefold(), _SUBJECTS):
        return ""
    names, void = _NAMES.search(text), [each for each in text.split(". ") if _VOID.search(each)]
    if void and (names or (len(text) <= _LONGEST and any(map(_ALL.search, void)))):
        return "named" if names else "all"
    if len(text.split()) <= _FEW or _FILLING.search(text):
        return ""
    place = next((each for each, pattern in _ABOUT.items() if (names or each != "named") and pattern.search(text)), "")
    if place == "all":  # `Sorry for not using the form. Our three updates are below.`
        text = " ".join(each for each in text.split(". ") if _ABOUT["all"].search(each))
    plain, other = _PLAIN.search(text) is not None, place == "other"
    is_message = _AMISS.search(text) or (_IN_MESSAGES & families_in(text) and not (plain and other))
    return place if is_message or not (plain or other) else ""
