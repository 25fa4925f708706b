"""An update as it is published, and the row it comes from."""

from collections.abc import Mapping
from typing import NamedTuple

from poatool.blocks import Blocks
from poatool.framework.names.matching import fold


class SourceRow(NamedTuple):
    """The row of an update."""

    file: str
    sha256: str
    sheet: str | None
    row: int


class ReportedUpdate(NamedTuple):
    """One update as it is published.

    `id` is the same in every format. `agencies` holds published codes; the update is sorted by the first. `status` is a
    status id. `texts`, `blocks` (the same texts as paragraphs and lists) and `links` are by column id. `reported_as` is
    the incorporated action it was sent under, if any; `codes` holds all the actions it is listed under. `replaced`
    holds the original of each text that a decision edited, by column id.
    """

    id: str
    agencies: tuple[str, ...]
    status: str | None
    texts: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    reported_as: str | None
    codes: tuple[str, ...]
    nil: bool
    source: SourceRow
    blocks: Mapping[str, Blocks] = {}
    replaced: Mapping[str, str] = {}

    @property
    def progress(self) -> str:
        """Its progress text; empty if it has none."""
        return self.texts.get("progress", "")

    @property
    def as_sent(self) -> Mapping[str, str]:
        """Its texts before any decision edited them."""
        return {**self.texts, **self.replaced}

    def may_repeat(self, other: "ReportedUpdate", *, in_time: bool) -> bool:
        """Whether half of all their words are in both or, if `in_time`, both have an agency and an action in common."""
        own, others = ({*fold(" ".join(each.as_sent.values())).split()} for each in (self, other))
        shared = in_time and {*self.agencies} & {*other.agencies} and {*self.codes} & {*other.codes}
        return bool(shared) or 2 * len(own & others) >= len(own | others) > 0

    def said(self, period: str | None) -> tuple[object, ...]:
        """Who said what on which actions, to recognise an update that is sent again."""
        texts, links = (tuple(sorted(each.items())) for each in (self.as_sent, self.links))
        return period, self.codes, self.agencies, self.status, texts, links

    @property
    def only_adds(self) -> bool:
        """Whether it has other texts, such as next steps, but neither progress nor a status."""
        return bool(self.texts) and not self.progress and self.status is None
