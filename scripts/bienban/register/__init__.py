"""The register (sổ): all documents of a workspace, linked; pure, no I/O.

`build_register(library, standards, today)` gives it. Whatever a broken value or an unreadable
file would decide is None or marked not `sure`, so that one cause makes one error.
"""

from bienban.register.attendance import Absence, Attendance, Counts
from bienban.register.ballots import Ballot, Step
from bienban.register.base import Base
from bienban.register.calendar import Calendar
from bienban.register.elections import Candidate, ElectionFacts, RatingFacts, RatingRow
from bienban.register.numbering import Numbering, Series
from bienban.register.papers import (
    CarriedOutFacts,
    OversightFacts,
    PaperFacts,
    PaperKey,
    PaperLink,
)
from bienban.register.people import Person, Standing
from bienban.register.references import (
    PaperName,
    SittingName,
    canonical,
    paper_name,
    sitting_name,
    split_task,
)
from bienban.register.register import Register, build_register
from bienban.register.roster import (
    Ambiguous,
    Found,
    Guest,
    Lookup,
    Roll,
    Roster,
    Unknown,
    person_of,
)
from bienban.register.sittings import Sitting
from bienban.register.states import (
    MemberStatus,
    NoTaskReason,
    PaperState,
    Presence,
    Progress,
)
from bienban.register.taskbook import TaskBook
from bienban.register.tasks import Assignee, NoTask, Report, TaskFacts
from bienban.register.votes import VoteFacts

__all__ = [
    "Absence",
    "Ambiguous",
    "Assignee",
    "Attendance",
    "Ballot",
    "Base",
    "Calendar",
    "Candidate",
    "CarriedOutFacts",
    "Counts",
    "ElectionFacts",
    "Found",
    "Guest",
    "Lookup",
    "MemberStatus",
    "NoTask",
    "NoTaskReason",
    "Numbering",
    "OversightFacts",
    "PaperFacts",
    "PaperKey",
    "PaperLink",
    "PaperName",
    "PaperState",
    "Person",
    "Presence",
    "Progress",
    "RatingFacts",
    "RatingRow",
    "Register",
    "Report",
    "Roll",
    "Roster",
    "Series",
    "Sitting",
    "SittingName",
    "Standing",
    "Step",
    "TaskBook",
    "TaskFacts",
    "Unknown",
    "VoteFacts",
    "build_register",
    "canonical",
    "paper_name",
    "person_of",
    "sitting_name",
    "split_task",
]
