"""What a text of the demonstration is made of, page by page.

Texts are written in a few marks (pages.demo.writing): paragraphs, `## heading`, `- item`,
`**strong**`, `[words](page:slug)`. `{+21}` is the date three weeks after the day of loading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

When = date | int  # a date, or a number of days from the day of loading
Block = tuple[str, Any]


@dataclass(frozen=True, kw_only=True)
class Text:
    """What every page has."""

    slug: str
    title: str
    lead: str = ""
    picture: str = ""
    body: tuple[Block, ...] = ()
    published: When | None = None
    in_menu: bool = False


@dataclass(frozen=True, kw_only=True)
class ConsultationText(Text):
    kind: str
    opens: When
    days: int  # how many days it is open
    answer: When
    contract: tuple[str, str, str, str, str]
    service: str
    themes: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    concerned: str = ""
    elected: str = ""
    contact: str = ""
    goes: Literal["live", "scheduled", "nowhere"] = "live"


@dataclass(frozen=True, kw_only=True)
class Said:
    """One line of a report: what people said, what was decided, where it stands."""

    said: str
    decided: str
    outcome: str
    on: date
    stands: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportText(Text):
    consultation: str = ""  # the slug of the consultation that it answers
    starts: date | None = None
    ends: date | None = None
    as_of: date | None = None
    figures: tuple[tuple[str, int, bool], ...] = ()  # label, number, part of the total
    decisions: tuple[Said, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ArticleText(Text):
    service: str
    themes: tuple[str, ...] = ()
    consultation: str = ""
    is_draft: bool = False


@dataclass(frozen=True, kw_only=True)
class StandardText(Text):
    in_footer: bool = True
    reviewed: When | None = None


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A comment on an idea, so many days after it; `answers` follow a day apart."""

    text: str
    after: int = 1
    stance: str = ""
    answers: tuple[str, ...] = ()
    service: str = ""  # speaks for the city


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """An idea that somebody proposed, so many days after its box opened."""

    day: int
    title: str
    body: str
    section: str = ""
    place: str = ""
    themes: tuple[str, ...] = ()
    votes: int = 0
    remarks: tuple[Remark, ...] = ()
    is_waiting: bool = False  # nobody has read it yet


@dataclass(frozen=True, kw_only=True)
class BoxText:
    """A call for ideas, or the permanent box, with what came in."""

    page: str  # the slug of the page that shows it
    title: str
    question: str
    introduction: str = ""
    use: Literal["call", "permanent"] = "call"
    is_first: bool = True  # above the texts of the page
    ideas: tuple[Proposed, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Offered:
    """An option of a vote: the city's own words, or the title of an idea chosen elsewhere."""

    title: str = ""
    body: str = ""
    source: str = ""
    picture: str = ""
    votes: int = 0


@dataclass(frozen=True, kw_only=True)
class VoteText:
    """A vote below the texts of a page."""

    page: str  # the slug of the page that shows it
    title: str
    question: str
    introduction: str = ""
    votes_per_person: int
    options: tuple[Offered, ...]


@dataclass(frozen=True, kw_only=True)
class Asks:
    """A question, and how often each of its options is chosen (out of ten for several choices)."""

    kind: str
    label: str
    help: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    weights: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    right: str = ""
    skipped: float = 0.04
    when: dict[str, str] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SurveyText:
    """A survey, a poll or a quiz, with how many answered."""

    page: str  # the slug of the page that shows it
    title: str
    questions: tuple[Asks, ...]
    introduction: str = ""
    use: str = "survey"
    respondents: str = "anyone"
    results: str = "after_closing"
    online: int = 0
    on_paper: int = 0
