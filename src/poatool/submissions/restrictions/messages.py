"""Find messages to whoever compiles the report: notes about some of a return's own texts, or void ones.

An instruction speaks of any text (`one row for each action`), a message of certain ones (`the answer on action 3`, `the
two rows below`), and says more than that they are agreed, joint or new, or what they cover.
"""

from functools import lru_cache, partial

from poatool.phrases import phrases
from poatool.submissions.restrictions.asides import families_in
from poatool.text import as_read, has_any, lazy_pattern

_PARTS = {
    "TEXT": "(row|line|answer|entry|entrie|text|wording|para|paragraph|sentence|passage|write-up|update|item)s?",
    "THE": "the|this|that|these|those|both|our|my|your|his|her|their",
    "SOME": "two|three|few|one",
    "WHICH": "first|second|third|last|final|top|bottom|two|three|four|other|new|old|older|longer|shorter",
    "UNDER": "below|beneath|underneath|that follows?|from here (down|on)",
    "SHEET": "(tab|sheet|page)s?",
    "FILL": "(write|fill|choose|enter|put|describe|answer|tick|select|add|complete|list|see|press|delete|find|contact)",
}
_phrases = partial(phrases, parts=_PARTS, case="any")
_VOID = _phrases("""disregard|ignore|withdrawn?|retracted|superseded|to be (replaced|removed|deleted)|out of date
    (has|have|is|are|was|were) not (been )?(cleared|agreed|approved)|(should|must|do) not (be used|use)|copied
    carried (over|forward)|last (year|period|time)('s)?|(made|making) up|invent-|fictional|fictitious|dummy
    not (true|real|correct|final|up to date)""")
_PLACES = {  # which texts a note is about
    "named": """^TEXT
        THE( WORD){0,2} TEXT|(what|whatever) (we|you|I|they|is|was|it|stands) …4 action""",
    "other": "(other|first|second|last|next|previous|old|new) (SHEET|one … SHEET)|SHEET … the other one",
    "below": """^UNDER|^(all|everything|what follows) UNDER
        (TEXT|SOME) UNDER|(next|following) (SOME )?TEXT|TEXT that follow|TEXT down""",
    "above": "(TEXT|SOME) above|(previous|preceding) (SOME )?TEXT|above TEXT",
    "all": """^TEXT AMOUNT WORD WORD WORD
        THE (WHICH ){1,2}TEXT""",
}
_PATTERNS = {place: _phrases(listed) for place, listed in _PLACES.items()}
# Of all texts, a message says that they are void: `All of the above is copied`, `greyed-out rows are withdrawn`.
_ALL = _phrases("""(above|this|these|all) (is|are)|(greyed-out|greyed|grey|shaded|highlighted) (rows|lines|cells|texts)
    (above|this|these|our|all) …2 (TEXT|SHEET|return|table|status-)""")
_FILLING = _phrases("""^FILL|^(do not|don't) (merge|change|alter|edit|add)
    (please|kindly) FILL|leave( WORD){1,9} (blank|empty)|for … see""")
_PLAIN = _phrases("""(agree|approv|clear|check|cover|includ|continu|combin|repeat)-|joint|jointly|together|shared?
    shares|both|also|new (not: zealand)|first|same|english|reo|languages?|empty|blank|longer|shorter|refers?|relates?
    financial|calendar|as at|in bold|order|(written|prepared|compiled|supplied|provided|led|reported|counted) by|rounded
    (reported|counted) under|is about|(will|can|may) find|on the WHICH SHEET|SHEET (holds|has|contains|lists)""")
_AMISS = _phrases("""^(use|take|read)
    old|older|earlier|wrong|instead|each other's|mistake|(replac|supersed)-|place of|guess-""")
_TELLING = frozenset({"please", "you", "i", "not", "cut", "secret", "awkward", "wish", "gap", "who"})
_NAMES = lazy_pattern(r"(?i)\b(?:actions?|(?:lines?|rows?|answers?|entry|entries|texts?) (?:on|for|under)) N?\d")
_SUBJECTS = (
    *("row", "line", "answer", "entr", "text", "word", "para", "sentence", "passage", "write", "update", "item"),
    *("action", "what", "tab", "sheet", "page", "cell", "return", "table", "status", "above", "below", "beneath"),
    *("underneath", "follow", "from here", "this", "these", "all"),
)
"""Parts of words of which every message has one."""
_FEW = 3  # as few words are a label: `Previous updates`
_LONGEST = 160  # the longest note, in characters, that may be about all texts


@lru_cache(maxsize=4096)
def message_about(note: str) -> str:
    """Which texts a note is about if it is a message; empty if it is an instruction, or about the work."""
    text = as_read(note)
    if not has_any(text.casefold(), _SUBJECTS):
        return ""
    names, void = _NAMES.search(text), [each for each in text.split(". ") if _VOID.search(each)]
    if void and (names or (len(text) <= _LONGEST and any(map(_ALL.search, void)))):
        return "named" if names else "all"
    if len(text.split()) <= _FEW or _FILLING.search(text):
        return ""
    place = next((each for each, of in _PATTERNS.items() if (names or each != "named") and of.search(text)), "")
    plain, other = _PLAIN.search(text) is not None, place == "other"
    telling = _AMISS.search(text) or (_TELLING & families_in(text) and not (plain and other))
    return place if telling or not (plain or other) else ""
