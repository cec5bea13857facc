"""The agents of a county: offices, townships, and cadres, whose decision may be overridden.

Agents hold no state of their own: reading a property reads the arrays, assigning to one writes them. What has labels
(shares by activity, levels by field) is read as a `Labelled` snapshot; to change it, assign a mapping with the labels
to be changed.
"""

from __future__ import annotations

from ..parameters.tables import Office
from ..state.enumerations import Group, Trait
from ..world import TownshipLike
from .labels import BETWEEN, POSITIVE, SHARE, Array, Range, Shares
from .views import ModelOfViews, Number, Numbers, SharesOfTime, View


class HigherOffice(View):
    """A county office that owns indicators and inspects (A2)."""

    def __init__(self, model: ModelOfViews, number: int, office: Office) -> None:
        super().__init__(model)
        self.number, self.name = number, office.id
        self.name_en, self.name_zh = office.name_en, office.name_zh
        self.label = f"office {office.id}"

    indicators = Number("indicators", "Indicators it has now.", Range(0, 1e4, ends=False))
    visit_rate = Number("visit_rate", "Visits a month to each township.")
    grade = Number("office_grade", "Its last grade, 0 to 1.")
    shares = SharesOfTime("office_share", "How it spends itself: check, visit, letter, support, own.", "uses")

    def values(self, quantity: str) -> Array:
        found: Array = self.model.world.counties[quantity][0]
        return found[self.number] if found.ndim == 2 else found[self.number : self.number + 1]


class Township(View):
    """A township: stocks, targets and beliefs, by field where fields differ."""

    cadres: tuple[TownshipCadre, ...]
    neighbours: tuple[Township, ...]

    def __init__(self, model: ModelOfViews, number: int, described: TownshipLike) -> None:
        super().__init__(model)
        self.number, self.code = number, int(described.code)
        self.name = str(getattr(described, "name", described.code))
        self.size_class, self.kind = str(described.size_class), str(described.kind)
        self.label = f"township {self.code}"

    # stocks
    levels = Numbers("level", "True levels, by field.", "fields", BETWEEN)
    fabricated = Numbers("fabricated", "Share of the gap to the full level papered over, by field.", "fields", SHARE)
    traces = Numbers("traces", "Traces kept, by field.", "fields", SHARE)
    shine = Number("shine", "Impression made by showcases.", POSITIVE)
    funds = Number("funds", "Project funds against an equal share.", Range(0.3, 10))
    trust = Number("trust", "Public trust.", SHARE)
    security = Number("security", "Sense of security.", SHARE)
    village_strength = Number("village_strength", "Strength of its villages.", SHARE)
    resentment = Number("resentment", "Villages' resentment of load from above.", SHARE)
    # targets and beliefs
    targets = Numbers("target", "Targets, by field; set anew in January.", "fields", BETWEEN)
    fear = Number("fear", "Events a month that leaders expect to answer for.", Range(0, 10))
    fear_of_staff = Number("fear", "Events a month that staff expect to answer for.", Range(0, 10), at=Group.STAFF)
    # what the rules make of it this month
    weights = Numbers("weight", "What counts, by field; sums to 1 or 0.", "fields")
    needs = Numbers("need", "Shares of need, by field.", "fields")
    time = Number("time", "Discretionary time, share of the month.")
    compulsory = Number("compulsory", "Compulsory time, share of the month.")
    load = Number("load", "Required work over time and capacity.")
    burnout = Number("burnout", "Mean burnout of its cadres.")
    visits = Number("visits", "Visits received this month.")
    capacity = Number("capacity", "What its organisation can do, average 1.")
    score = Number("score", "Last yearly score.")
    grade = Number("grade", "Last grade, 0 to 1.")

    def values(self, quantity: str) -> Array:
        found: Array = self.model.world.towns[quantity]
        return found[self.number] if found.ndim == 2 else found[self.number : self.number + 1]


class TownshipCadre(View):
    """The holder of one post of a township; a new principal takes over the post and this agent with it."""

    def __init__(self, model: ModelOfViews, township: Township, post: int) -> None:
        super().__init__(model)
        self.township, self.post = township, post
        self.label = f"cadre {post} of {township.label}"

    shares = SharesOfTime(
        "share", "Shares of discretionary time, by activity; inside `decide` those of last month.", "activities"
    )
    skill = Numbers("skill", "Skill, by field, average 1.", "fields", Range(0, 100))
    portfolio = Numbers("portfolio", "Portfolio, by field: mean 1 over the township.", "fields")
    motivation = Number("motivation", "Public service motivation, average 1.", POSITIVE)
    moral = Number("morals", "Moral cost of paper made for show, average 1.", POSITIVE)
    stake = Number("money_stake", "Stake in rewards.", POSITIVE)
    prospects = Number("post_stake", "Stake in posts; 0 without prospects.", POSITIVE)
    risk_attitude = Number("exposure", "Stake in punishments, with the attitude to risk.", POSITIVE)
    standing = Number("standing", "Smoothed personal score.")
    score = Number("score", "This year's personal score.")

    def values(self, quantity: str) -> Array:
        world, j, i = self.model.world, self.township.number, self.post
        if quantity.upper() in Trait.__members__:
            return world.traits[j, Trait[quantity.upper()], i : i + 1]
        found: Array = {"share": world.share, "skill": world.skill, "portfolio": world.portfolio}[quantity]
        return found[j, :, i]

    @property
    def role(self) -> str:
        """What the holder of the post is called: the first, second or third of the regime's roles."""
        principal, deputy, staff = self.model.world.cases[0].regime.roles
        if self.values("principal")[0] > 0.0:
            return principal
        return deputy if self.values("leader")[0] > 0.0 else staff

    @property
    def burnout(self) -> float:
        """Burnout, 0 to 1; assigning it also moves the skill it costs."""
        return float(self.values("burnout")[0])

    @burnout.setter
    def burnout(self, value: float) -> None:
        burnout = SHARE.check(f"burnout of {self.label}", value)
        self.values("burnout")[0] = burnout
        self.values("vigour")[0] = 1.0 - float(self.model.world.params["burnout_cost"][0]) * burnout

    def decide(self) -> Shares | None:
        """The shares of this month, between phases 3 and 4; here, what the rule says.

        Override it in a subclass given as `cadre_class`. Return shares by activity, as a mapping (what is left out
        is zero) or as an array in the order of `model.activities`: they are this month's shares at once, without
        the inertia of the rule. Next month the rule moves on from them. None means: as the rule says.
        `super().decide()` gives the shares the rule proposes, which already are a step from last month's; during
        `decide`, `shares` of every cadre are last month's, so the order of agents does not matter.
        """
        return self.model.proposal(self.township.number, self.post)

    def overrides(self) -> bool:
        """Whether the class of this cadre, or the agent itself, has a `decide` of its own."""
        return type(self).decide is not TownshipCadre.decide or "decide" in vars(self)
