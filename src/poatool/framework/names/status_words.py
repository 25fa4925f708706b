"""Everyday words for statuses, sorted into families: work begun, going on, always done, held, late or ended.

Every word of a text must be known, and its families must make one of the patterns below. So `nearly done` is a part of
an end, which is work under way; `not done` may be anything.
"""

import re
from collections.abc import Mapping, Sequence

from poatool.framework.names.matching import fold
from poatool.text import lazy_pattern

_WORDS = """
    B begun: started, begun, commenced, initiated, launched, kicked off, got going, got under way, off the ground
        kua timata
    b to begin: start, be started, begin, be begun, commence, launch, be launched, kick off, get going, get started
        get under way
    G going on: under way, underway, progressing, progressed, advancing, advanced, far advanced, active, proceeding, wip
        going on, to schedule, to plan, as planned, going, moving, tracking, along, ahead, forward, coming along
        getting there, working on it, working on this, working through it, being progressed, being done
        being implemented, being developed, being drafted, being rolled out, being worked on, rolling out, implementing
        developing, drafting, early days, happening, at work, part way, partway, halfway, half way, midway, mid way
        about half way, u way, kei te haere, e haere ana, kei te mahi
    h behind `in`: progress, headway, hand, train, motion, flight, process, full swing, way, go, works, track, target
        schedule, plan, development, design, draft, drafting, implementation, construction, phase, stage, stages, middle
    i with an `h`: in, on, at, under, its, an, early, initial, final
    m with an `h`: making, made, through, good, steady, great, some, significant, nicely
    A always: ongoing, on going, continues, continuing, continued, continuous, continual, bau, embedded, rolling
        business as usual, business as normal, as usual, carries on, goes on, keeps going, regular work, standing work
        routine work, never ending, no end date, open ended, day to day, haere tonu, haere tonu ana, e haere tonu ana
    f how often: every year, each year, every month, every quarter, annually, regularly, routinely, all the time, always
        all year round, year round
    o usual work: carrying on, activity, activities, programme, recurring, routine, permanent, regular, standing, usual
        normal, everyday, daily, do, run, runs, into, moved, moved to, moved into, transitioned to, transitioned into
        embedded in, day job, our, as before, business
    S stopped: stopped, halted, put aside, set aside, shelved, put to one side, interrupted, not going ahead
    H held: hold, pause, paused, parked, suspended, postponed, deferred, ice, abeyance, frozen, mothballed, put off
        held over, back burner, kua tarewa
    u for a while: put, placed, for now, for the time being, for the moment, temporarily, at present, for a while
    L late: delayed, delay, delays, behind, late, overdue, slipped, slipping, slippage, held up, pushed back, pushed out
        put back, lagging, off schedule, off track, later than planned, later than expected, slower than planned
        slower than expected, not on time, longer than planned, longer than expected, past its date, past due, missed
        deadline missed, missed its date, kua tomuri
    r with an `L`: running, falling, fallen, fell, taking, time, minor
    E ended: completed, complete, done, finished, delivered, achieved, concluded, finalised, finalized, implemented
        accomplished, carried out, wrapped up, wound up, tied up, finished off, signed off, ticked off, sorted
        at an end, came to an end, come to an end, brought to an end, ended, over and done with, done and dusted
        compl, job done, nothing left to do, nothing more to do, kua oti, kua mutu
    e behind `near`: there, completion, finish, end
    c closed: closed, closed off, closed out
    N not begun: planned, not yet due, starting soon, starts soon, starting, starts, start pending, to do, pre start
        kaore ano kia timata, kaore ano i timata
    0 nothing: no, nothing
    R to report: report, add, say, tell, note, news, developments, update, updates
    s further: new, further
    n denied: not, never, none of it
    T not yet: not yet
    t to come: to, to be, yet to, yet to be, still to, still to be, still has to, will, will be, due to, due to be
        waiting to, planned to, scheduled to, expected to, about to, more to
    q or `part of`: part
    p in part: half, partly, partially, mostly, largely, nearly, almost, about half, over half, more than half, close to
        near, nearing, towards, most of it, most, the bulk, a third, one third, two thirds, a quarter, one quarter
        three quarters, just about, not quite, not yet quite, in part
    x contrast: but, though, although
    v later: next year, later this year, later, soon, shortly, until next year, to next year, in the new year
    a how fully: all, fully, well, successfully, just, only just, only, recently, slightly, a bit, a little, somewhat
        significantly, seriously, quite, entirely, completely, formally
        about, roughly, around
    y still: yet, still, already, even
    w in the past: was, were, had
    - adds nothing: work, this, it, is, are, has, have, been, now, currently, we, s, re, ve, so far, up and running
        this year, this time, with it, by us, here
"""
"""The words and phrases of each family, which begins with its letter in the patterns below."""

_JOINED, _PAST = lazy_pattern("[im]{1,3}h|hm"), lazy_pattern("w(?=[BE])")  # `in progress`, `was done`
_LONGEST = 6  # words of a phrase
_PATTERNS = {
    "not_started": r"t?N[iv]*|(n|T|0|t+)t*[bB]m?v?|nGy|TG",
    "under_way": r"[BGm]*[BG]i?m*e?(x?[nTpq]E)?|[pq]+[Ee]+",
    "ongoing": r"[oiq]*A[oA]*f?|[EG]f|[qio]*o{1,2}f|[qi]o+|fo+",
    "on_hold": r"(Bx)?([iu]*H[uv]*|u*S+u+|u+S)",
    "delayed": r"(Bx)?[rm]*L+[rhia]*v?",
    "completed": r"c*E[Ec]*",
    "no_update": r"U|0s*R+i?|0(s|R)*tR+i?",
}


def families_with(names: Mapping[str, str]) -> Mapping[str, str]:
    """The family of each phrase, folded, and of the names of a plan's statuses, which come before other phrases."""
    listed = (line.partition(": ") for line in _WORDS.replace("\n        ", ", ").strip().splitlines())
    found = {fold(each): family.strip()[0] for family, _, phrases in listed for each in phrases.split(", ")}
    own = {name: "#" for name, of in names.items() if name not in found or _status(found[name]) != of}
    letters = dict(zip(_PATTERNS, "NGAHLEU", strict=True))
    return {**found, **{name: letters.get(names[name], "#") for name in own}}


def status_of(phrases: Mapping[str, str], words: Sequence[str]) -> str | None:
    """The id of the status that folded words state; None if a word is of no family, or families disagree."""
    letters, at = "", 0
    while at < len(words):
        ends = range(min(at + _LONGEST, len(words)), at, -1)
        end = next((end for end in ends if " ".join(words[at:end]) in phrases), None)
        if end is None:
            return None
        letters, at = letters + phrases[" ".join(words[at:end])], end
    return _status(letters)


def _status(letters: str) -> str | None:
    """The status whose pattern fits the letters of some families."""
    letters = letters.replace("-", "")
    letters = _PAST.sub("", _JOINED.sub("G", letters if {*letters} & {*"nTt0"} else letters.replace("a", "")))
    said = (letters, letters.replace("y", ""))
    return next((of for of, pattern in _PATTERNS.items() if any(re.fullmatch(pattern, each) for each in said)), None)


def statuses_in(phrases: Mapping[str, str], text: str) -> set[str]:
    """The statuses of the phrases in a folded text."""
    return {of for name, letter in phrases.items() if f" {name} " in f" {text} " and (of := _status(letter))}
