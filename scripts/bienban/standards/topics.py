"""The topics of the standards as typed views: one model a topic, one field a figure.

A field of type `Mapping` gathers the figures whose names are `<field>.<key>`, so that each of
them keeps its own source and mark.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeInt,
    PositiveInt,
    model_validator,
)

from bienban.standards.headings import Heading, HeadingEntry, HeadingKey, headings_of, wordings
from bienban.standards.majority import Majority, Share, Threshold
from bienban.standards.model import Citation, Figure, Text
from bienban.standards.scope import Scope


class Topic(BaseModel):
    """What is in force on one topic on one day, each figure with its provenance."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True
    )

    citation: Citation
    figures: Mapping[str, Figure] = Field(repr=False)

    def citation_of(self, name: str) -> Citation:
        """Return the citation of one figure, e.g. `minimum_minutes` or `majorities.nghi-quyet`."""
        figure = self.figures.get(name)
        return figure.citation if figure else self.citation

    def citation_of_all(self, names: Iterable[str]) -> Citation:
        """Return the document that all of some figures are of, else the topic's own.

        It is cited at the clause that they share, or without one.
        """
        cited = {self.citation_of(name) for name in names}
        documents = {citation.at(None) for citation in cited}
        if len(documents) != 1:
            return self.citation
        return (cited if len(cited) == 1 else documents).pop()


class Conduct(Topic):
    """How sittings are held: length, attendance, papers ahead, subjects, headings."""

    minimum_minutes: PositiveInt
    joint_minutes: PositiveInt
    papers_ahead_days: NonNegativeInt | None
    results_within_days: NonNegativeInt | None
    attendance_rate: Share
    absences_without_reason: NonNegativeInt
    max_absences_in_a_row: PositiveInt
    score_asked: bool
    meetings_per_month: PositiveInt
    committee_meetings_per_month: PositiveInt
    committee_before_cell: bool
    themes_per_quarter: PositiveInt
    theme_replaces_monthly: bool
    required_subjects: tuple[Text, ...]
    professional_share: Share
    heading_entries: Mapping[str, HeadingEntry]
    required_headings: Mapping[str, tuple[HeadingKey, ...]]
    rules: Mapping[str, tuple[Text, ...]]
    min_opinions_for_voice: PositiveInt
    sittings_without_task: PositiveInt
    inspection_after_months: PositiveInt
    committee_window_days: PositiveInt

    @property
    def kinds(self) -> tuple[str, ...]:
        """All kinds of sitting that the standards know."""
        return tuple(self.required_headings)

    def minutes_for(self, *, joint: bool) -> int:
        """Return the least length in minutes, `joint` where two kinds share the sitting."""
        return self.joint_minutes if joint else self.minimum_minutes

    def attendance_enough(self, present: int, expected: int) -> bool:
        """Return whether present ÷ expected is over the rate; exactly at it is not enough."""
        rate = self.attendance_rate
        return present * rate.denominator > rate.numerator * expected

    def headings(self, kind: str) -> tuple[Heading, ...]:
        """Return the headings of one kind of sitting; raise KeyError for an unknown kind."""
        return self._headings[kind]

    def rule_kinds(self, code: str) -> tuple[str, ...]:
        """Return the kinds of sitting that a rule concerns: all, unless the data says fewer."""
        return self.rules.get(code, self.kinds)

    def scope(self, kinds: frozenset[str] | None, *, perhaps_planned: bool) -> Scope:
        """Return which rules concern sittings of `kinds`; None where the kind could not be read.

        Then only rules that concern every kind run, and where the status could not be read, it may
        be a planned sitting.
        """
        known = self._scopes.get((kinds, perhaps_planned))
        if known is None:
            known = Scope(self.rule_kinds, self.kinds, kinds, perhaps_planned=perhaps_planned)
            self._scopes[kinds, perhaps_planned] = known
        return known

    @cached_property
    def _scopes(self) -> dict[tuple[frozenset[str] | None, bool], Scope]:
        return {}

    @cached_property
    def _headings(self) -> dict[str, tuple[Heading, ...]]:
        return {
            kind: headings_of(self.heading_entries, kind, required)
            for kind, required in self.required_headings.items()
        }

    def wordings(self, kind: str) -> Mapping[tuple[int, str], HeadingKey]:
        """Return what each wording introduces in a kind of sitting, by level and `heading_key`."""
        return self._wordings[kind]

    @cached_property
    def _wordings(self) -> dict[str, Mapping[tuple[int, str], HeadingKey]]:
        return {kind: wordings(headings) for kind, headings in self._headings.items()}


class Votes(Topic):
    """What votes must reach, who counts in their base, and how large a cell and its chi ủy are."""

    majorities: Mapping[str, Threshold]
    probationary_votes: bool
    visitors_vote: bool
    exempt_present_counts: bool
    exempt_absent_counts: bool
    elsewhere_counts: bool
    suspended_counts: bool
    prosecuted_counts: bool
    discipline_from_gravest: bool
    discipline_order: tuple[Text, ...]
    discipline_secret: bool
    reserved_opinions: bool
    meeting_quorum: Share | None
    congress_quorum: Share
    teller_may_stand: bool
    probationary_may_stand: bool
    min_official_members: PositiveInt
    committee_from_members: PositiveInt
    committee_at_most: PositiveInt
    congresses_in_five_years: tuple[PositiveInt, ...]
    absent_months_for_removal: PositiveInt

    def majority(self, viec: str) -> Majority:
        """Return what a vote on `viec`, a form of discipline or `bau-cu` must reach.

        Raises KeyError for a `viec` that no standard names.
        """
        return Majority.of(self.majorities[viec], self.citation_of(f"majorities.{viec}"))

    def has_committee(self, official_members: int) -> bool:
        """Return whether a cell of that size elects a chi ủy."""
        return official_members >= self.committee_from_members


class Papers(Topic):
    """The kinds of papers that a chi bộ may issue, those that it may not, and what each needs.

    The lists name permitted kinds: those that a sitting draws up, of these those that it votes on
    and those that its chair may sign; those whose carrying out the cell looks at again; and those
    that say whom it inspects.
    """

    kinds: Mapping[str, Text]
    forbidden_kinds: Mapping[str, Text]
    of_a_sitting: tuple[Text, ...]
    adopted_by_vote: tuple[Text, ...]
    signed_by_chair: tuple[Text, ...]
    inspected: tuple[Text, ...]
    oversight_plans: tuple[Text, ...]

    def may_issue(self, kind: str) -> bool:
        """Return whether a chi bộ may issue this kind, named by its symbol («NQ»)."""
        return kind in self.kinds

    def forbidden(self, kind: str) -> bool:
        """Return whether this is a Party kind that a chi bộ may not issue («HD»)."""
        return kind in self.forbidden_kinds

    def name(self, kind: str) -> str:
        """Return the full name of a kind, permitted or not; raise KeyError for an unknown one."""
        return self.kinds[kind] if kind in self.kinds else self.forbidden_kinds[kind]

    @model_validator(mode="after")
    def _lists_name_kinds(self) -> Self:
        listed = {*self.of_a_sitting, *self.inspected, *self.oversight_plans}
        strange = listed - set(self.kinds)
        within = {*self.adopted_by_vote, *self.signed_by_chair} - set(self.of_a_sitting)
        if strange or within:
            raise ValueError(f"thể loại lạ: {', '.join(sorted(strange | within))}")
        return self


class Layout(Topic):
    """Layout (thể thức) of a paper: lengths in millimetres, sizes in points."""

    paper: Text
    orientation: Literal["portrait", "landscape"]
    encoding: Text
    font: Text
    colour: Text
    margin_top_mm: PositiveInt
    margin_bottom_mm: PositiveInt
    margin_left_mm: PositiveInt
    margin_right_mm: PositiveInt
    header_text: Text
    header_size_pt: PositiveInt
    header_rule_as_text: bool
    superior_size_pt: PositiveInt
    issuer_size_pt: PositiveInt
    issuer_mark: Text
    number_prefix: Text
    number_colon: bool
    number_size_pt: PositiveInt
    number_zero_below: PositiveInt
    date_size_pt: PositiveInt
    date_italic: bool
    day_zero_below: PositiveInt
    month_zero_below: PositiveInt
    title_size_pt: PositiveInt
    title_size_max_pt: PositiveInt
    subject_size_pt: PositiveInt
    subject_size_max_pt: PositiveInt
    body_size_pt: PositiveInt
    body_size_max_pt: PositiveInt
    first_line_indent_mm: PositiveInt
    line_spacing_pt: PositiveInt
    line_spacing_max_pt: PositiveInt
    section_letters: Text
    section_marks: tuple[Text, ...]
    on_behalf: Mapping[str, Text]
    signer_roles: Mapping[str, Text]
    cell_has_seal: bool
    minutes_left: Text
    minutes_right: Text
    recipients_label: Text
    recipients_label_size_pt: PositiveInt
    recipients_size_pt: PositiveInt
    recipients_last: Text
    page_number_from: PositiveInt
    page_number_place: Text
    page_number_distance_mm: PositiveInt
    end_mark: Text

    def number_text(self, number: int, kind: str, symbol: str) -> str:
        """Return a paper's number as printed: «Số 05-NQ/CB»."""
        colon = ":" if self.number_colon else ""
        return f"{self.number_prefix}{colon} {self.padded(number)}-{kind}/{symbol}"

    def padded(self, number: int) -> str:
        """Return a paper's number with the zero that the standard puts before small ones."""
        return _zero(number, self.number_zero_below)

    def day_text(self, day: int) -> str:
        """Return the day of the month as printed: «05»."""
        return _zero(day, self.day_zero_below)

    def month_text(self, month: int) -> str:
        """Return the month as printed: «02», but «3»."""
        return _zero(month, self.month_zero_below)


class Numbering(Topic):
    """How papers are numbered."""

    first: PositiveInt
    per_kind: bool
    per_term: bool
    congress_symbol: Text
    congress_one_sequence: bool


class Review(Topic):
    """The year-end review: the ratings, best first, by slug."""

    ratings: Mapping[str, Text]
    probationary_rated: bool


class Secrecy(Topic):
    """State secrets: the marks that make a record refused."""

    marks: tuple[Text, ...]
    networked_computer_allowed: bool


class Privacy(Topic):
    """Personal data: what records keep and what they must not hold."""

    political_views_sensitive: bool
    kept: tuple[Text, ...]
    refused: tuple[Text, ...]


#: Topic name in data and in `StandardsOfDay` → its model.
TOPICS: Mapping[str, type[Topic]] = {
    "conduct": Conduct,
    "votes": Votes,
    "papers": Papers,
    "layout": Layout,
    "numbering": Numbering,
    "review": Review,
    "secrecy": Secrecy,
    "privacy": Privacy,
}


def _zero(number: int, below: int) -> str:
    return f"0{number}" if number < min(below, 10) else str(number)
