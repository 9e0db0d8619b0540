"""What does not fit together in the programme of an event: found by one function for all pages."""

from programme.conflicts.finding import find_conflicts as find_conflicts
from programme.conflicts.finding import free_rooms as free_rooms
from programme.conflicts.values import Conflict as Conflict
from programme.conflicts.values import ConflictKind as ConflictKind
from programme.conflicts.values import Planned as Planned
from programme.conflicts.values import PlannedPart as PlannedPart
from programme.conflicts.values import PlannedPerson as PlannedPerson
from programme.conflicts.values import PlannedRoom as PlannedRoom
from programme.conflicts.values import Severity as Severity
from programme.conflicts.values import clashes_of as clashes_of
from programme.conflicts.values import new_conflicts as new_conflicts
from programme.conflicts.values import of_each_session as of_each_session
