"""WVR: what can be wrong with a waiver that was read. Their pages stand in the rule book with those of the rules."""

from __future__ import annotations

from poatool.framework.faults import FaultKind

UNUSED = FaultKind(
    "WVR701",
    "waiver-unused",
    "warning",
    "A waiver accepts nothing in these submissions.",
    "What it was written for has been corrected, or its code, file, cell or action is not the one that was meant. "
    "It would accept the next finding of its kind without anybody noticing.",
    "Delete it from the file, or correct what it names.",
)

EXPIRED = FaultKind(
    "WVR702",
    "waiver-expired",
    "warning",
    "A waiver has run out: its `until` is before the end of the period.",
    "It accepts nothing any more. The day is compared with the last day of the period, so that the same "
    "submissions give the same findings on any day.",
    "Have the finding corrected, agree on a later day, or delete the waiver.",
)

ELSEWHERE = FaultKind(
    "WVR703",
    "waiver-of-no-file-here",
    "advice",
    "A waiver names a file that is not among those that were checked.",
    "Where only some of the submissions are checked, that is as it should be; where all of them are, its pattern is "
    "misspelt or the file was renamed.",
    "If all submissions were checked, correct the pattern in the waiver, or delete the waiver.",
)

KINDS = (UNUSED, EXPIRED, ELSEWHERE)
