"""Official figures as dated data: which document said what on a given day.

One YAML file in `data/` per official document, with number, date, days in force, source and a
confidence mark; no figure of a regulation stands in code. `load_standards().on(day)` gives the
typed views of one day.
"""

from bienban.standards.describe import Row, describe, value_text
from bienban.standards.frames import (
    Band,
    Gate,
    Measure,
    ScoreFrame,
    ScoreItem,
    YearRule,
    frame_key,
    load_frame,
)
from bienban.standards.headings import Heading, HeadingKey
from bienban.standards.library import (
    Standards,
    StandardsOfDay,
    load_standards,
    rule_kinds,
    standards_from,
)
from bienban.standards.majority import Majority
from bienban.standards.model import (
    PAPER_NUMBER,
    Citation,
    Confidence,
    Document,
    Figure,
    party_date,
)
from bienban.standards.reading import Problem, StandardsError
from bienban.standards.topics import (
    Conduct,
    Layout,
    Numbering,
    Papers,
    Privacy,
    Review,
    Secrecy,
    Votes,
)

__all__ = [
    "PAPER_NUMBER",
    "Band",
    "Citation",
    "Conduct",
    "Confidence",
    "Document",
    "Figure",
    "Gate",
    "Heading",
    "HeadingKey",
    "Layout",
    "Majority",
    "Measure",
    "Numbering",
    "Papers",
    "Privacy",
    "Problem",
    "Review",
    "Row",
    "ScoreFrame",
    "ScoreItem",
    "Secrecy",
    "Standards",
    "StandardsError",
    "StandardsOfDay",
    "Votes",
    "YearRule",
    "describe",
    "frame_key",
    "load_frame",
    "load_standards",
    "party_date",
    "rule_kinds",
    "standards_from",
    "value_text",
]
