"""Names for the positions of short axes and for the codes of tables: channels, activities, parties, rules of a rung.

Kernels write `worth[Channel.FEAR, d]` or `fear[Group.STAFF]`; Numba compiles a member to its number. A number that
comes out of a parameter row is a float: compare `int(p.rung_rule[k]) == RungRule.TOP`. The order of members is the
order in the arrays, and the names in lower case are those that the Mesa face and the specification use.
"""

from __future__ import annotations

from enum import IntEnum


class Activity(IntEnum):
    """What cadres spend discretionary time on; the first two have one share for each field."""

    REAL = 0
    PAPER = 1
    SHOWCASE = 2
    INITIATIVE = 3
    SHIFTING = 4
    SLACK = 5


class Channel(IntEnum):
    """Through what an hour of work pays; people weigh each differently."""

    MONEY = 0  # rewards of the ladder
    POST = 1  # promotion
    FEAR = 2  # blame for a missed target, by how much a cadre expects to be held to account
    EXPOSED = 3  # sanctions after incidents, vetoes and exposure
    SERVICE = 4  # serving citizens' need
    TEAM = 5  # the personal ladder, through the team's score
    OWN = 6  # the personal ladder, through one's own portfolio


class Group(IntEnum):
    """The two groups of a township's cadres whose beliefs differ."""

    LEADERS = 0  # principal and deputies
    STAFF = 1


class Party(IntEnum):
    """Where responsibility arises, and where it comes to rest; the first three shift blame."""

    OFFICE = 0
    LEADERS = 1
    STAFF = 2
    VILLAGE = 3
    NEIGHBOURS = 4
    NOBODY = 5  # written off by papers (self-exoneration)


class Direction(IntEnum):
    """Where blame is shifted to."""

    DOWN = 0
    SIDEWAYS = 1
    UP = 2
    WRITTEN_OFF = 3  # by traces, without an hour of shifting


class OfficeActivity(IntEnum):
    """What a county office divides itself between."""

    CHECK = 0  # documents
    VISIT = 1
    LETTER = 2  # hand down letters of responsibility
    SUPPORT = 3
    OWN = 4


class Period(IntEnum):
    """How often a reading is taken, as a position on the axis of horizons."""

    MONTH = 0
    QUARTER = 1
    HALF_YEAR = 2
    YEAR = 3


class TownStock(IntEnum):
    """Stocks of a township that belong to no field, on the axis of horizons."""

    OFFENCE = 0
    SHINE = 1
    IDEAS = 2


class RungRule(IntEnum):
    """How a rung of the ladder is reached."""

    TARGET = 0  # by meeting the target, field by field
    THRESHOLD = 1  # by a score above a fixed one, or below it where the rung is a loss
    TOP = 2  # by rank: a quota of the first
    BOTTOM = 3  # by rank: a quota of the last
    POINTS = 4  # by everybody: each point of score pays


class DecisionRule(IntEnum):
    """How cadres come to spend their time (`rules.decision_rules`)."""

    FORESIGHT = 0  # shares follow the worth of hours at all readings to come
    MYOPIC = 1  # nearly nothing counts beyond the next months
    SATISFICING = 2  # no search while experience meets an aspiration
    REINFORCEMENT = 3  # shares grow with what has paid, from what they are
    IMITATION = 4  # nobody compares: habits, and those of better-graded neighbours


class Trait(IntEnum):
    """The axis of `traits` (township, trait, cadre)."""

    PRESENT = 0  # 1 for a cadre, 0 for padding
    LEADER = 1  # 1 for principal and deputies
    MONEY_STAKE = 2
    POST_STAKE = 3  # 0 without prospects
    EXPOSURE = 4  # stake in punishments: the attitude to risk
    MOTIVATION = 5
    MORALS = 6
    BURNOUT = 7
    PRINCIPAL = 8  # 1 for the principal, whose score is the team's (B15)
    DRIVE = 9  # slope of the personal ladder at the own standing
    STANDING = 10  # smoothed personal score
    VIGOUR = 11  # skill left by burnout
    SCORE = 12  # this year's personal score


# Lengths of axes, for loops in kernels.
ACTIVITIES, CHANNELS, GROUPS, PARTIES, DIRECTIONS = map(len, (Activity, Channel, Group, Party, Direction))
OFFICE_ACTIVITIES, PERIODS, TOWN_STOCKS, TRAITS = map(len, (OfficeActivity, Period, TownStock, Trait))
FIELD_ACTIVITIES = 2  # real work and paper: one share for each field
COMMON_ACTIVITIES = ACTIVITIES - FIELD_ACTIVITIES
SHIFTING_PARTIES = 3  # office, leaders, staff: the first parties


def names(axis: type[IntEnum]) -> tuple[str, ...]:
    """The names of an axis in lower case, in the order of the arrays."""
    return tuple(member.name.lower() for member in axis)
