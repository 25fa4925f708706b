"""Describe the framework: pillars, objectives, actions, agencies, statuses and periods, with their history.

A framework file describes the plan as it reads now. Each change is an event that records what it replaced, so
`edition.as_of` can show the plan as it was in any earlier period.
"""

from __future__ import annotations  # reading these annotations takes time, and few runs read a framework file

import datetime as dt
from collections.abc import Container, Mapping
from dataclasses import field
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from poatool.framework.columns import COLUMNS, Column, ColumnKind, DeclaredLayout, PlanColumn
from poatool.framework.events import AgencyEvent, Event, EventKind, Frozen, former
from poatool.text import lazy_pattern, with_word_for_action
from poatool.yaml_values import NOT_IN_FILE, Key, Value, WrongValueError

_ADDRESS = lazy_pattern(r"https?://[^\s/]\S*")
_ByName = dict[str, tuple[str, ...]]
LANGUAGE = lazy_pattern(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")  # a simple language tag (BCP 47)


def _web_address(text: str, _context: object, _block: Mapping[str, Value]) -> str:
    if _ADDRESS.fullmatch(text) is None:
        raise WrongValueError(f"“{text}” is not a web address.", "Begin it with https:// or http://.")
    return text


def _language(text: str, _context: object, _block: Mapping[str, Value]) -> str:
    if LANGUAGE.fullmatch(text) is None:
        raise WrongValueError(f"“{text}” is not a language tag.", "Write one such as mi or en-NZ.")
    return text


class ReportingPeriod(Frozen):
    """A span of time on which agencies report."""

    id: Annotated[str, Key('Its label, as in "2022".')]
    start: Annotated[dt.date, Key("Its first day, as in 2022-01-01.")]
    end: Annotated[dt.date, Key("Its last day, as in 2022-12-31.")]
    aliases: Annotated[tuple[str, ...], Key("Other labels for it, such as FY2018 or T2 2023.")] = ()
    due: Annotated[dt.date, Key("When returns are due; if left out, on its last day.")] | None = None
    grace_days: Annotated[int, Key("For how many days after that returns do not count as late.")] = 0

    @property
    def returns_due(self) -> dt.date:
        """The day by which returns are due; if the plan gives none, the last day of the period."""
        return self.due or self.end


class Reach(StrEnum):
    """How far an action has come, judged by its status; the furthest comes first."""

    ENDED = "ended"
    AT_WORK = "at work"
    HELD_UP = "held up"
    NOT_BEGUN = "not begun"


class Status(Frozen):
    """A status that an update may state."""

    id: Annotated[str, Key("A short name for it in files and data, as in under_way.")]
    label: Annotated[str, Key("What reports and templates print, as in Under way.")]
    aliases: Annotated[
        tuple[str, ...], Key("Other words for it; those of a `nil` status also count as progress texts.")
    ] = ()
    meaning: Annotated[str, Key("What it means, for readers of the report.")] = ""
    progress: Annotated[bool, Key("Whether updates with this status report something: true or false.")]
    ends: Annotated[bool, Key("Whether nothing is expected afterwards.")] = False
    nil: Annotated[bool, Key("Whether there is nothing to report.")] = False
    held_up: Annotated[bool, Key("Whether work has stopped or is late: an action under way goes backwards.")] = False
    needs: Annotated[tuple[str, ...], Key("The ids of the columns that such an update must fill in.")] = ()

    @property
    def reach(self) -> Reach:
        """How far an action with this status has come; a status that needs reasons also counts as held up."""
        if self.ends:
            return Reach.ENDED
        if not self.progress:
            return Reach.NOT_BEGUN
        return Reach.HELD_UP if self.held_up or "reasons" in self.needs else Reach.AT_WORK


class Action(Frozen):
    """A numbered action. Codes are strings and never sorted: the published order is the order of the file."""

    code: Annotated[str, Key('Its number or code as published, as in "9" or "N1".')]
    text: Annotated[str, Key("What the plan says that is to be done, word for word.")]
    aliases: tuple[str, ...] = ()
    footnote: str | None = None
    lead: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    succeeds: Annotated[tuple[str, ...], Key("The codes of the earlier plan's actions that it continues.")] = ()
    history: tuple[Event, ...] = ()

    @property
    def since(self) -> str | None:
        """The period or date when it was added, if later than the plan."""
        added = (e.since or str(e.date or e.known_by or "") for e in self.history if e.event is EventKind.ADDED)
        return next(added, "") or None

    @property
    def wordings(self) -> tuple[str, ...]:
        """Its text, and the texts that it had before it was reworded."""
        return self.text, *former(self.history, "text")


class Objective(Frozen):
    """A published heading and the actions below it; reports are ordered by objective."""

    id: Annotated[str, Key("A short name for it in files and data.")]
    title: Annotated[str, Key("The heading as published.")]
    actions: tuple[Action, ...] = ()


class Pillar(Frozen):
    """The broadest heading of a plan."""

    id: Annotated[str, Key("A short name for it in files and data.")]
    title: Annotated[str, Key("The heading as published.")]
    objectives: tuple[Objective, ...] = ()


class Agency(Frozen):
    """An agency, or a unit that is published under the agency `unit_of`."""

    code: Annotated[str, Key("Its abbreviation, as in MBIE.")]
    name: Annotated[str, Key("Its name in full.")]
    aliases: tuple[str, ...] = ()
    unit_of: str | None = None
    source: str | None = None
    history: tuple[AgencyEvent, ...] = ()

    @property
    def former_names(self) -> tuple[str, ...]:
        """Its former names, which returns may still use."""
        return former(self.history, "name")


class Footnote(Frozen):
    """A note on the published page, which actions refer to by its mark."""

    mark: Annotated[str, Key('The sign beside the actions that it is about, as in "*".')]
    text: Annotated[str, Key("The note.")]


class Source(Frozen):
    """Where the plan was published, and what reports print about their own publication."""

    title: Annotated[str, Key("The title of the plan's page.")]
    publisher: Annotated[str, Key("Who publishes the report.")] | None = None
    url: Annotated[str, Key("The address of the plan's page.")] | None = None
    published: Annotated[dt.date, Key("When the plan was published.")] | None = None
    last_updated: Annotated[dt.date, Key("When that page was last updated, as in 2023-02-15.")] | None = None
    contact: Annotated[str, Key("The contact for readers and agencies, printed as written.")] | None = None
    licence: Annotated[str, Key('The licence of the report, as in "CC BY 4.0".')] | None = None
    canonical_url: (
        Annotated[str, Key('The address of the report, as in "https://example.org/report".', _web_address)] | None
    ) = None


class Predecessor(Frozen):
    """The plan before this one: its id, and the path to its file from this file's folder."""

    plan: Annotated[str, Key("The id of that plan.")]
    file: str | None = None


class Framework(Frozen):
    """A plan of action. Two plans loaded from the same file are not equal.

    `columns` has, by id, further headings of a standard column, or a column that only this plan has.
    """

    id: Annotated[str, Key("A short name for the plan in files and data, as in nz-poa.")]
    title: Annotated[str, Key("The title of the plan.")]
    succeeds: Annotated[Predecessor, Key("The plan before it.")] | None = None
    language: Annotated[str, Key("Its language, as in en-NZ.", _language)] = "en"
    language_marks: Annotated[_ByName, Key("Phrases that reports mark, by language.")] = field(default_factory=dict)
    source: Annotated[Source, Key("Where the plan was published: at least the `title` of its page.")]
    introduction: str = ""
    footnotes: tuple[Footnote, ...] = ()
    periods: Annotated[tuple[ReportingPeriod, ...], Key("The times on which agencies report, the earliest first.")]
    statuses: tuple[Status, ...] = ()
    agencies: tuple[Agency, ...] = ()
    words: Annotated[_ByName, Key("For `action` and `agency`; the first is printed.")] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...] | PlanColumn] = field(default_factory=dict)
    layouts: Annotated[tuple[DeclaredLayout, ...], Key("Sheets whose columns cannot be recognised otherwise.")] = ()
    pillars: Annotated[tuple[Pillar, ...], Key("The headings of the plan, with objectives and actions below them.")]
    sha256: Annotated[str, NOT_IN_FILE] = ""
    __eq__, __hash__ = object.__eq__, object.__hash__

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in published order."""
        return tuple(a for p in self.pillars for o in p.objectives for a in o.actions)

    @cached_property
    def group_titles(self) -> frozenset[str]:
        """The titles of its pillars and objectives."""
        return frozenset(title for p in self.pillars for title in (p.title, *(o.title for o in p.objectives)))

    @cached_property
    def all_marks(self) -> dict[str, tuple[str, ...]]:
        """The phrases to mark in texts, by language tag; an empty phrase stands for the rest of each text."""
        return ({} if self.language == self.our_language else {self.language: ("",)}) | self.language_marks

    @property
    def our_language(self) -> str:
        """The language of poatool's own words: the plan's if it is English, such as `en-NZ`; otherwise `en`."""
        return self.language if self.language.casefold().partition("-")[0] == "en" else "en"

    def in_its_words(self, sentence: str) -> str:
        """Put the plan's word for an action into a sentence, except in quotes: `Action 3` becomes `Milestone 3`."""
        words, german = self.words.get("action"), self.language.partition("-")[0] == "de"  # its nouns keep a capital
        return with_word_for_action(sentence, words, keep_case=german) if words else sentence

    @property
    def nil_answer(self) -> str:
        """How to answer that there is nothing to report, as an instruction."""
        return next((f"choose “{each.label}”" for each in self.statuses if each.nil), "write “Nothing to report”")

    def in_order(self, codes: Container[str]) -> tuple[str, ...]:
        """The agencies with these codes, in the order of the file."""
        return tuple(agency.code for agency in self.agencies if agency.code in codes)

    @cached_property
    def agency_by_code(self) -> dict[str, Agency]:
        """The agencies by their code."""
        return {a.code: a for a in self.agencies}

    @cached_property
    def status_by_id(self) -> dict[str, Status]:
        """The statuses by their id."""
        return {s.id: s for s in self.statuses}

    @cached_property
    def period_by_id(self) -> dict[str, ReportingPeriod]:
        """The reporting periods by their id."""
        return {p.id: p for p in self.periods}

    @cached_property
    def headings(self) -> dict[str, tuple[str, ...]]:
        """The plan's own headings by column id."""
        own = {name: given.headings if isinstance(given, PlanColumn) else given for name, given in self.columns.items()}
        return {name: (*self.words.get(name, ()), *own.get(name, ())) for name in self.words | own}

    @cached_property
    def column_by_id(self) -> dict[str, Column]:
        """The columns of a submission by id: the standard ones, then the plan's own."""
        worded = ((c, (*self.words.get(c.id, ()), self.in_its_words(c.heading), *c.headings)) for c in COLUMNS)
        standard = (column._replace(headings=tuple(dict.fromkeys(names))) for column, names in worded)
        of_plan = {name: given.column(name) for name, given in self.columns.items() if isinstance(given, PlanColumn)}
        return {column.id: column for column in standard} | of_plan

    @cached_property
    def text_columns(self) -> tuple[Column, ...]:
        """The columns whose texts reports print."""
        texts = (ColumnKind.TEXT, ColumnKind.DATE)
        return tuple(column for column in self.column_by_id.values() if column.published and column.kind in texts)

    @cached_property
    def link_columns(self) -> tuple[Column, ...]:
        """The columns with web addresses to print."""
        return tuple(each for each in self.column_by_id.values() if each.published and each.kind is ColumnKind.LINKS)

    @cached_property
    def published_columns(self) -> frozenset[str]:
        """The ids of the columns that reports print."""
        return frozenset(column.id for column in self.column_by_id.values() if column.published)

    @cached_property
    def private_columns(self) -> tuple[str, ...]:
        """The ids of columns that may say whether to publish a row: notes, and the plan's unprinted columns."""
        of_plan = (name for name, each in self.columns.items() if isinstance(each, PlanColumn) and not each.published)
        return "notes", *of_plan
