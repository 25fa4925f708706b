"""Everyday words for statuses, sorted into families: work begun, going on, always done, stopped, late or ended.

Every word of a text must be known, and the names of its families must form one of the phrases below. So `nearly done`
means that work is under way; `not done` may mean anything.
"""

from collections.abc import Mapping, Sequence

from poatool.framework.names.matching import families, sorted_into
from poatool.phrases import phrases

FAMILIES = {
    "BEGUN": "started begun commenced initiated launched kicked-off got-going got-under-way off-the-ground kua-timata",
    "BEGIN": "start be-started begin be-begun commence launch be-launched kick-off get-going get-started get-under-way",
    "GOING": """under-way underway progressing progressed advancing advanced far-advanced active proceeding wip
        going-on to-schedule to-plan as-planned going moving tracking along ahead forward coming-along getting-there
        working-on-it working-on-this working-through-it being-developed
        being-drafted being-rolled-out being-worked-on rolling-out implementing developing delivering early-days
        doing happening at-work part-way partway halfway half-way midway mid-way about-half-way u-way kei-te-haere
        e-haere-ana kei-te-mahi""",
    "BEING": "being",
    "PROGRESS": """progress headway hand train motion flight process full-swing way go works track target schedule
        plan development design draft drafting implementation delivery construction phase stage stages middle""",
    "IN": "in on at under its an early initial final",
    "MADE": "making made through good steady great some significant nicely",
    "ALWAYS": """ongoing on-going continues continuing continued continuous continual bau embedded rolling
        business-as-usual business-as-normal as-usual carries-on goes-on keeps-going regular-work standing-work
        routine-work never-ending no-end-date open-ended day-to-day haere-tonu haere-tonu-ana e-haere-tonu-ana""",
    "OFTEN": """every-year each-year every-month every-quarter annually regularly routinely all-the-time always
        all-year-round year-round""",
    "USUAL": """carrying-on activity activities programme recurring routine permanent regular standing usual normal
        everyday daily do run runs into moved moved-to moved-into transitioned-to transitioned-into embedded-in
        day-job our as-before business""",
    "STOPPED": "stopped halted put-aside set-aside shelved put-to-one-side interrupted not-going-ahead",
    "HELD": """hold pause paused parked suspended postponed deferred ice abeyance frozen mothballed put-off held-over
        back-burner kua-tarewa""",
    "AWHILE": "put placed for-now for-the-time-being for-the-moment temporarily at-present for-a-while",
    "LATE": """delayed delay delays behind late overdue slipped slipping slippage held-up pushed-back pushed-out
        put-back lagging off-schedule off-track later-than-planned later-than-expected slower-than-planned
        slower-than-expected not-on-time longer-than-planned longer-than-expected past-its-date past-due missed
        deadline-missed missed-its-date kua-tomuri""",
    "RUNNING": "running falling fallen fell taking time minor",
    "ENDED": """completed complete done finished delivered achieved concluded finalised finalized implemented
        accomplished carried-out wrapped-up wound-up tied-up finished-off signed-off ticked-off sorted at-an-end
        came-to-an-end come-to-an-end brought-to-an-end ended over-and-done-with done-and-dusted compl job-done
        nothing-left-to-do nothing-more-to-do kua-oti kua-mutu""",
    "END": "there completion finish end",
    "CLOSED": "closed closed-off closed-out",
    "UNBEGUN": """planned not-yet-due starting-soon starts-soon starting starts start-pending to-do pre-start
        kaore-ano-kia-timata kaore-ano-i-timata""",
    "NOTHING": "no nothing",
    "REPORT": "report add say tell note news developments update updates",
    "FURTHER": "new further",
    "NOT": "not never none-of-it",
    "NOT_YET": "not-yet",
    "TO": """to to-be yet-to yet-to-be still-to still-to-be still-has-to will will-be due-to due-to-be waiting-to
        planned-to scheduled-to expected-to about-to more-to""",
    "PART": "part",
    "PARTLY": """half partly partially mostly largely nearly almost about-half over-half more-than-half close-to near
        nearing towards most-of-it most the-bulk a-third one-third two-thirds a-quarter one-quarter three-quarters
        just-about not-quite not-yet-quite in-part""",
    "BUT": "but though although",
    "LATER": "next-year later-this-year later soon shortly until-next-year to-next-year in-the-new-year",
    "FULLY": """all fully well successfully just only-just only recently slightly a-bit a-little somewhat
        significantly seriously quite entirely completely formally about roughly around""",
    "YET": "yet still already even",
    "WAS": "was were had",
    "FILLER": """work this that this-one that-one which it is are has have been now currently we s re ve so-far
        up-and-running this-year this-time with-it by-us here""",
}
"""The words and phrases of each family."""

_FAMILY = families(FAMILIES)
_DENYING = ("NOT", "NOT_YET", "NOTHING", "TO")  # beside these, words of `FULLY` are not dropped: `not fully begun`
_PARTS = {
    "STARTED": "(WAS )?BEGUN",
    "DONE": "(WAS )?ENDED",
    "ACTIVE": "GOING|BEING (ENDED|GOING)|((IN|MADE) ){1,3}PROGRESS( MADE)?|PROGRESS MADE",  # `making good headway`
    "DENIED": "|".join(_DENYING),
}
_SAID = {
    "not_started": """^(TO )?UNBEGUN( IN| LATER)*$  # starting soon
        ^DENIED( TO)* (BEGIN|STARTED)( MADE)?( LATER)?$  # yet to kick off; no start made
        ^NOT_YET ACTIVE$
        ^NOT ACTIVE YET$""",
    "under_way": """^((STARTED|ACTIVE|MADE) )*(STARTED|ACTIVE)( IN| MADE| END)?$  # work has begun; halfway there
        ^(STARTED |ACTIVE )(BUT )?(NOT|NOT_YET|PART|PARTLY) DONE$  # begun but not finished
        ^((PART|PARTLY) ){1,9}(DONE|END)$  # nearly done""",
    "ongoing": """^(USUAL |IN |PART )*ALWAYS( USUAL| ALWAYS)*( OFTEN)?$  # carrying on as usual
        ^(DONE|ACTIVE) OFTEN$  # done every year
        ^(USUAL |IN |PART )*USUAL OFTEN$  # we do this all the time
        ^(PART|IN|OFTEN)( USUAL){1,9}$  # part of our normal work""",
    "on_hold": """^(STARTED BUT )?(IN |AWHILE )*HELD( AWHILE| LATER)*$  # begun but parked
        ^(STARTED BUT )?(STOPPED ){1,9}AWHILE$  # put aside for the time being
        ^(STARTED BUT )?AWHILE STOPPED$  # temporarily halted""",
    "delayed": "^(STARTED BUT )?(RUNNING |MADE )*LATE( LATE| RUNNING| PROGRESS| IN| FULLY)*( LATER)?$  # a bit behind",
    "completed": "^(CLOSED )*DONE( DONE| CLOSED)*$  # done and dusted",
    "no_update": """^NOTHING( FURTHER)*( REPORT){1,9}( IN)?$  # no new developments
        ^NOTHING( FURTHER| REPORT)* TO( REPORT){1,9}( IN)?$  # nothing further to report""",
}
"""The phrases of family names that state each status."""

_STATING = "BEGUN BEGIN GOING PROGRESS ALWAYS USUAL STOPPED HELD LATE ENDED END UNBEGUN REPORT NO_UPDATE OTHER"
STATING = frozenset(_STATING.split())
"""Families of which each phrase above has at least one, and those of the names of statuses."""

_OF_STATUS = dict(zip(_SAID, ["UNBEGUN", "GOING", "ALWAYS", "HELD", "LATE", "ENDED", "NO_UPDATE"], strict=True))
_ALONE = {family: status for status, family in _OF_STATUS.items()} | {"BEGUN": "under_way"}
"""For each status, the family of its names; for each family, the status that it states by itself."""

_PATTERNS = {status: phrases(said, _PARTS, case="lower") for status, said in _SAID.items()}


def families_with(names: Mapping[str, str]) -> Mapping[str, str]:
    """The family of each folded phrase, and of the names of a plan's statuses, which take precedence."""
    own = {name: of for name, of in names.items() if _ALONE.get(_FAMILY.get(name, "")) != of}
    return {**_FAMILY, **{name: _OF_STATUS.get(of, "OTHER") for name, of in own.items()}}


def status_of(phrases: Mapping[str, str], words: Sequence[str]) -> str | None:
    """The id of the status that folded words state; None if a word has no family, or if families disagree."""
    names: list[str] = []
    for _, name in sorted_into(phrases, words):
        if not name:
            return None
        names.append(name)
    dropped = ("FILLER",) if any(name in names for name in _DENYING) else ("FILLER", "FULLY")
    said = [name for name in names if name not in dropped]
    if len(said) == 1:
        return _ALONE.get(said[0])
    either = dict.fromkeys((" ".join(said), " ".join(name for name in said if name != "YET")))
    return next((of for of, pattern in _PATTERNS.items() if any(map(pattern.search, either))), None)
