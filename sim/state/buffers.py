"""Work buffers: what a phase writes down on its way, by name.

No value in a buffer outlives the phase that wrote it: whatever a later phase or month needs is a column of `layout`.
One set serves all counties of one thread. Kernels may not allocate, so buffers are made with the world.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from ..parameters.regime import MOST_FIELDS as F
from ..parameters.regime import MOST_READINGS as S
from .enumerations import (  # fmt: skip
    ACTIVITIES,
    CHANNELS,
    GROUPS,
    OFFICE_ACTIVITIES,
    PARTIES,
    PERIODS,
    SHIFTING_PARTIES,
    TOWN_STOCKS,
)
from .layout import vectors_first

# Buffers of fixed size: one record, whatever the regime.
BUFFER = np.dtype(
    [
        # phase 1, `offices`
        ("office_worth", "f8", (OFFICE_ACTIVITIES,)),  # worth of each use of an office, then its mass in the logit
        ("written", "f8", (F,)),  # indicators that all offices wrote in each field
        # phase 3, `rungs`: what a point is worth in money, in posts and to the team's score
        ("point_worth", "f8", (CHANNELS, S)),  # of each reading
        ("score_worth", "f8", (CHANNELS,)),  # of the yearly score
        ("target_prize", "f8", (CHANNELS,)),  # sum of the prizes for reaching a target
        # phase 3, `worth`
        # discounted worth of a unit of stock at all readings to come, by period (eq. 30)
        ("level_horizon", "f8", (PERIODS, F)),
        ("fabricated_horizon", "f8", (PERIODS, F)),
        ("traces_horizon", "f8", (PERIODS, F)),
        ("town_keep", "f8", (TOWN_STOCKS,)),  # part of a stock that is left after a month
        ("town_horizon", "f8", (PERIODS, TOWN_STOCKS)),
        # what an hour moves now (eq. 25)
        ("to_level", "f8", (F,)),  # true level by an hour of real work
        ("to_fabricated", "f8", (F,)),  # fabrication by an hour of paper
        ("to_traces", "f8", (F,)),  # traces by an hour of paper
        ("benefit", "f8", (F,)),  # of one more unit of a level, in scores (eq. 23a)
        # the reading of December as expected (eq. 33 to 36)
        ("level_kept", "f8", (F,)),  # part of today's distance to rest that is left then
        ("fabricated_kept", "f8", (F,)),
        ("traces_kept", "f8", (F,)),
        ("powers", "f8", (F,)),  # repeated squares, for the three above
        ("target_density", "f8", (F,)),  # how near the expected reading is to the target
        ("beyond", "f8", (F,)),  # chance that it passes the target
        ("red_density", "f8", (F,)),  # and to a red light
        ("shortfall", "f8", (F,)),  # expected, in units of its width
        ("shortfall_slope", "f8", (F,)),
        ("fades", "f8", (F,)),  # how fast what is feared fades as the expected reading rises (eq. 77b)
        ("by_work", "f8", (F,)),  # what an hour a month of work until then raises the expected reading by
        ("by_paper", "f8", (F,)),  # and what an hour of paper does
        ("exposure_stake", "f8", (F,)),  # cost of being exposed, without concealment (eq. 39)
        # worth of an hour (eq. 71 to 76)
        ("real_worth", "f8", (CHANNELS, F)),
        ("paper_worth", "f8", (CHANNELS, F)),
        ("hiding_cost", "f8", (F,)),  # of the fabrication that an hour of paper makes
        ("showcase_worth", "f8", (CHANNELS,)),
        ("initiative_worth", "f8", (CHANNELS,)),
        ("means_worth", "f8", (GROUPS,)),  # of one more unit of means to shift blame
        ("real_eased", "f8", (F,)),  # utility of the time and shame that fewer complaints save
        ("paper_eased", "f8", (F,)),
        ("initiative_eased", "f8"),
        ("slack_loss", "f8"),  # what visits make slack cost
        # phase 3, `vetoes`
        ("unstruck", "f8"),  # chance to be spared by vetoes until December, and over a whole year
        ("year_unstruck", "f8"),
        ("december", "f8"),  # patience until this December, and over a year
        ("veto_discount", "f8"),
        ("veto_chance", "f8", (F,)),  # chance that a veto strikes in a month, and its odds
        ("veto_odds", "f8", (F,)),
        ("veto_eased", "f8", (F,)),  # part of them that one more unit of means takes away
        ("veto_stake", "f8", (CHANNELS,)),  # rungs that a veto takes
        ("push", "f8", (CHANNELS,)),  # worth to leaders of one more unit of means, by vetoes that it gets past
        # phase 3, `congestion`, by field (eq. 77b to 77d)
        ("work_rise", "f8", (F,)),  # of the expected reading, by what the logit draws to work
        ("paper_rise", "f8", (F,)),  # by what it draws to paper
        ("present_rise", "f8", (F,)),  # by present shares
        ("work_fear", "f8", (F,)),  # precision times what is feared for an hour of work
        ("paper_fear", "f8", (F,)),
        ("skilled_time", "f8", (F,)),  # share of time that the logit draws to work, by skill
        ("work_time", "f8", (F,)),  # to work
        ("paper_time", "f8", (F,)),  # to paper
        ("rise", "f8", (F,)),  # of the expected reading, by all moves together
        ("fear_left", "f8", (F,)),  # part of the fear that is left once the reading has risen
        ("work_left", "f8", (F,)),  # part of the draw to work
        ("paper_left", "f8", (F,)),
        # phase 5, `detection`: what this month's looks are to find
        ("sharp_looks", "f8", (F,)),  # looks at the ground that can verify something
        ("exposures", "f8", (F,)),  # expected of them
        ("exposing", "f8", (F,)),  # chance of an exposure
        ("neglect", "f8", (F,)),  # that neglect is found
        ("missing", "f8", (F,)),  # that documents are found missing
        # phase 6, `responsibility`
        ("shifted_away", "f8", (SHIFTING_PARTIES, F)),  # share of its blame that a party shifts, by field (eq. 52)
        ("avoidable", "f8", (F,)),  # part of the blame that could have been avoided
        ("shifted", "f8", (SHIFTING_PARTIES, PARTIES, F)),  # share of a party's blame that moves to another (eq. 54)
        ("moved", "f8", (F,)),  # blame that moves off its origin
        ("reaches", "f8", (GROUPS, F)),  # events that arrive at leaders, at staff
        # phase 7, `readings`
        ("neighbours_level", "f8", (F,)),  # mean true level of the neighbours
    ]
)
BUFFER = vectors_first(BUFFER)


class CadreBuffers(NamedTuple):
    """Arrays (cadres,) for the padded cadres of one township, in single precision."""

    fear: Any  # events a year that a cadre expects to answer for, by exposure
    means_worth: Any  # of a unit of means to shift blame
    team_drive: Any  # what the personal ladder pays for the team's score
    own_drive: Any  # and for the own portfolio
    cost: Any  # of any hour
    real_cost: Any  # of an hour of real work
    paper_cost: Any  # of an hour of paper
    best: Any  # worth of the best activity
    total: Any  # sum of masses over activities
    scale: Any  # presence over that sum: turns masses into shares
    work_draw: Any  # share that the logit gives to real work in one field
    skilled_draw: Any  # that share times skill and vigour
    paper_draw: Any  # share that it gives to paper in that field
    summand: Any  # what is summed over cadres in the fixed order

    @classmethod
    def zeros(cls, cadres: int) -> CadreBuffers:
        """Buffers for so many padded cadres."""
        return cls(*(np.zeros(cadres, np.float32) for _ in cls._fields))


class TownshipBuffers(NamedTuple):
    """Arrays by township of one county, in its order."""

    work: Any  # effective work in one field before it spills over, (townships,)
    shown: Any  # what one reading shows, (townships,)
    arrived: Any  # events that arrived at one group, (townships,)
    copied: Any  # habits of the neighbour that is imitated, -1 without one, (townships, kinds of activity)
    score: Any  # of the year, (townships,)
    clean: Any  # the score without noise, (townships,)
    outcome: Any  # true outcome at the year's end, (townships,)
    adjusted: Any  # what it would be at average difficulty, (townships,)
    able: Any  # what it would be at average difficulty and capacity, (townships,)

    @classmethod
    def zeros(cls, townships: int) -> TownshipBuffers:
        """Buffers for a county of so many townships."""
        plain = {name: np.zeros(townships) for name in cls._fields}
        return cls(**{**plain, "copied": np.zeros((townships, ACTIVITIES))})
