"""Worlds in which the twin and the program must agree: together they use every lever and every rule."""

from dataclasses import replace
from functools import partial

from mechanisms import alone

from experiments.credibility.small_world import small_place, small_regime
from scenarios import load
from scenarios.places import Place, Township
from sim.parameters.behaviour import Behaviour
from sim.parameters.declaration import meanings
from sim.parameters.levers import Levers
from sim.parameters.tables import Field, Indicator, Reading, Rung
from sim.state.enumerations import DecisionRule
from sim.state.layout import slot
from sim.world import Case, Overlay

TOWARDS, SCALED, ADDED, AT_LEAST, AT_MOST, SCORE_SHARE, POST_SHARE = range(7)

# Size class, kind, cadres, villages, difficulty, resources.
VALLEY = (
    ("large", "centre", 17, 21, 0.8, 1.2),
    ("medium", "agricultural", 11, 14, 1.0, 1.0),
    ("medium", "demolition", 9, 7, 1.1, 0.9),
    ("small", "tourism", 10, 5, 1.3, 0.85),
)
TWINS = (("medium", "ordinary", 9, 10, 1.0, 1.0), ("medium", "ordinary", 16, 10, 1.0, 1.0))


def place(rows, code=330281, borders=()):
    towns = [Township(code * 1000 + 7 * j + 1, f"T{j}", *row) for j, row in enumerate(rows)]
    pairs = tuple((towns[a].code, towns[b].code) for a, b in borders)
    return Place(f"place{len(rows)}", "Valley", "谷", code, tuple(towns), "made for tests", pairs)


def moved(declared, part, **given):
    """All parameters moved by this part of the way to the end of their range, up (part > 0) or down."""
    start, ends = declared(), meanings(declared)
    values = {}
    for name, meaning in ends.items():
        now = float(getattr(start, name))
        values[name] = now + abs(part) * ((meaning.high if part > 0 else meaning.low) - now)
    return declared(**{**values, **given})


def overlay(mode, value, start, ramp, name, *index, dose=1.0):
    table, _, column = name.partition("_")
    declared = {"field": Field, "reading": Reading, "rung": Rung}.get(table)
    ranges = {**meanings(Levers), **meanings(Behaviour)}
    low, high = 0.0, 3.0
    if name in ranges or (declared and column in meanings(declared)):
        meaning = ranges[name] if name in ranges else meanings(declared)[column]
        low, high = meaning.low, meaning.high
    return Overlay(slot(name, *index), mode, value, dose, start, ramp, low, high)


def every_reading_and_rung(levers, name):
    """The small regime with a reading of every period and rungs of every rule, track and source."""
    base = small_regime(name)
    readings = (
        Reading("daily", "", "", weight=0.1, noise=0.3, sample=9, period=1, seen=0.4, hours=0.003, announced=0.6),
        Reading("quarterly", "", "", group="work", weight=0.4, post_weight=0.1, noise=0.1, period=3, latent_basis=0.3,
                independence=0.4, responsibility=0.8, closeness=0.5, knowledge=0.9, shine=0.3),
        Reading("halfyear", "", "", group="work", weight=0.6, noise=0.2, period=6, hours=0.01, seen=0.7, human=0.5,
                leniency=0.4, quota=0.3, signed=0.5, offence=0.6, need_basis=0.3, trace=0.5),
        Reading("leaders", "", "", weight=0.3, post_weight=0.6, noise=0.12, shine=0.5, human=1, leniency=0.9),
        Reading("ballot", "", "", post_weight=0.3, noise=0.5, sample=20, human=1, offence=1.0, signed=1),
    )  # fmt: skip
    rungs = (
        Rung("a", "", "", rule="target", prize=1.5),
        Rung("b", "", "", rule="target", prize=0.7, track="post", loss=1),
        Rung("c", "", "", rule="points", prize=0.8),
        Rung("d", "", "", rule="points", prize=0.4, track="post", loss=1),
        Rung("e", "", "", rule="threshold", prize=0.6, threshold=0.55, fear=0.02, promotion=0.1, funds=0.1),
        Rung("f", "", "", rule="threshold", prize=0.6, threshold=0.6, loss=1, removal=0.2, source="leaders"),
        Rung("g", "", "", rule="top", quota=0.34, prize=0.9, funds=0.2, promotion=0.3),
        Rung("h", "", "", rule="top", quota=0.5, prize=0.5, track="post", source="quarterly", funds=0.1),
        Rung("i", "", "", rule="top", quota=0.3, prize=0.4, loss=1, fear=0.1, track="post"),
        Rung("j", "", "", rule="bottom", quota=0.3, prize=0.9, loss=1, fear=0.1, removal=0.4),
        Rung("k", "", "", rule="bottom", quota=0.25, prize=0.4, source="halfyear", track="post"),
        Rung("l", "", "", rule="top", quota=0.2, prize=0.6, person=1, promotion=0.3),
        Rung("m", "", "", rule="bottom", quota=0.15, prize=0.6, person=1, loss=1, fear=0.05, removal=0.3),
        Rung("n", "", "", rule="top", quota=0.0, prize=0.6),
        Rung("o", "", "", rule="top", quota=0.5, prize=0.0, funds=2),
    )
    indicators = tuple(replace(row, burden=2.5, veto=0.3) for row in base.indicators)
    offices = tuple(
        replace(row, weight=w, organ_class=k, line=x)
        for row, w, k, x in zip(base.offices, (0.5, 2.0, 1.5), (1, 3, 3), (0.0, 0.4, 1.0), strict=True)
    )
    weights = (("work", 0.7),)
    return replace(
        base, levers=levers, readings=readings, rungs=rungs, indicators=indicators, offices=offices,
        group_weights=weights, class_coefficients=(1.0, 1.05, 0.9),
    )  # fmt: skip


def as_shipped(text, months, seed, rows=VALLEY, borders=(), behaviour=None, covered=None, more=()):
    case = load(text).case(place(rows, borders=borders), months, seed, behaviour, covered)
    return replace(case, overlays=(*case.overlays, *more))


def small():
    return Case(small_regime(), small_place(), months=26)


def generalised():
    """Reforms that move shares of readings, caps, pools and remit, some phased in."""
    return as_shipped(
        "generalised+citizens_weight=0.8@3+burden_reduction@5+classified_assessment@8+third_party_mystery@9"
        "+cluster_assessment@2+long_term_achievement=0.6@6+need_orientation@14",
        38,
        5,
    )


def extreme():
    """Lights, cards and the whole of data and process control, on borders that leave one township out."""
    return as_shipped(
        "extreme+process_lights@1+data_driven@4+one_assessment_body@6+negotiation=0.5@8+veto_restraint@7"
        "+fault_tolerance@5+empowerment@13+upward_feedback@11",
        27,
        2,
        borders=((0, 1), (1, 2)),
        more=(overlay(ADDED, 0.2, 3, 6, "cards"), overlay(SCALED, 1.4, 10, 5, "contagion")),
    )


def leping():
    return as_shipped(
        "leping+balanced_content@0+assessor_supervision@2+democratic_review@3+training_exchange@1+milder_competition@6",
        26,
        11,
        rows=VALLEY[:3],
        behaviour=moved(Behaviour, 0.05, precision=15.0),
    )


def yinzhou():
    return as_shipped(
        "yinzhou+track_joining@2+duty_list@4+mutual_recognition=0.7@3+co_governance@1+shorter_chain@9",
        26,
        3,
        rows=VALLEY[1:],
        behaviour=moved(Behaviour, -0.1, cost_field=0.08, diminishing=0.6, diminishing_base=0.002),
        covered=("environment", "safety"),
    )


def minimal():
    """Newly assessed fields: points of a reform's making. Few fields count as covered."""
    assessed = overlay(TOWARDS, 20.0, 5, 0, "points", 0, 2)
    return as_shipped(
        "minimal+citizens_weight@4",
        26,
        4,
        rows=TWINS,
        more=(replace(assessed, high=50.0), overlay(AT_LEAST, 0.4, 9, 3, "need_orientation", dose=0.8)),
    )


def everything_up():
    """Every lever and every behavioural parameter above its default, where there is room above."""
    levers = moved(Levers, 0.15, within_class=1.0, indicator_cap=90.0, visit_cap=5.0, tolerance=0.5, lights=0.8)
    people = moved(Behaviour, 0.1, precision=20.0, mass_real=1.5, cost_kind=0.15, cost_total=0.1)
    overlays = (
        overlay(AT_MOST, 0.3, 4, 0, "within_class"),
        overlay(SCALED, 0.5, 20, 4, "within_class"),
        overlay(SCORE_SHARE, 0.3, 6, 12, "reading_weight", 1),
        overlay(POST_SHARE, 0.4, 8, 12, "reading_post_weight", 0),
        overlay(SCORE_SHARE, 0.2, 10, 0, "reading_weight", 4),
        overlay(TOWARDS, 0.0, 15, 0, "rung_quota", 9),
        overlay(SCALED, 0.7, 2, 3, "points_scale", 1),
        overlay(SCALED, 1.3, 9, 20, "need_hours"),
        overlay(SCALED, 0.8, 11, 20, "paper_hours"),
    )
    return Case(every_reading_and_rung(levers, "up"), place(VALLEY), people, overlays, 38, 8)


def everything_down():
    """The same below; pools by size class from the second year, so that pools shrink to one township."""
    levers = moved(Levers, -0.2)
    people = moved(Behaviour, -0.08)
    overlays = (
        overlay(TOWARDS, 1.0, 8, 6, "diminishing"),
        overlay(ADDED, 0.1, 9, 0, "office_growth"),
        overlay(TOWARDS, 1.0, 12, 0, "within_class"),
        overlay(TOWARDS, 0.8, 3, 5, "mutual_recognition"),
        overlay(AT_LEAST, 0.5, 2, 12, "ratchet_down"),
        overlay(ADDED, 0.3, 1, 0, "gate"),
        overlay(TOWARDS, 0.5, 6, 0, "reference_own"),
        overlay(AT_MOST, 2.0, 6, 0, "visit_cap"),
    )
    borders = ((0, 1), (1, 2), (0, 2))
    return Case(every_reading_and_rung(levers, "down"), place(VALLEY, borders=borders), people, overlays, 26, 9)


def nothing():
    """Nobody assesses anything; from the second year one field counts, by a reform's points, with a pause."""
    regime = replace(small_regime("nothing"), indicators=(), rungs=())
    late = [
        replace(overlay(TOWARDS, points, start, 0, "points", 0, 1), high=20.0)
        for points, start in ((10.0, 14), (0.0, 20), (10.0, 23))
    ]
    return Case(regime, place(TWINS), moved(Behaviour, 0.02, mass_showcase=0.0), tuple(late), 28, 6)


def one_kind():
    """One indicator for all and one for two kinds of township; two rates, one rung."""
    base = small_regime("one kind", tolerance=0.7, letters=0.0, clarity=1.0, visits=0.0, gate=1.0)
    common = Indicator("c", "", "", "rural", "ecology", (), 1.0, 3.0)
    special = Indicator("s", "", "", "safety", "emergency", ("tourism", "centre"), 4.0, 6.0, 1.0, 0.9, 1.0, 3.0)
    readings = (Reading("r", "", "", weight=1, period=3), Reading("s", "", "", weight=1, period=12, human=1))
    regime = replace(base, indicators=(common, special), readings=readings, rungs=base.rungs[2:3])
    people = moved(
        Behaviour, 0.03, precision=10.0, mass_paper=0.0, mass_shifting=0.0, diminishing=1.7, office_growth=0.0,
        ratchet_belief=1.0,
    )  # fmt: skip
    return Case(regime, place(VALLEY), people, (), 26, 7)


def idle():
    """Nobody is asked for anything and only paper, which nobody counts, would be an activity; nothing goes wrong."""
    base = small_regime(
        "idle", letters=0.0, campaign=0.0, visits=0.0, lights=1.0, co_governance=1.0, shared_service=1.0, clarity=1.0
    )
    fields = tuple(replace(row, hazard=0.0) for row in base.fields)
    readings = (Reading("r", "", "", weight=1), Reading("s", "", "", group="work", weight=1, closeness=0, knowledge=0,
                responsibility=0))  # fmt: skip
    regime = replace(base, fields=fields, indicators=(), readings=readings, rungs=base.rungs[1:2])
    masses = {f"mass_{kind}": 0.0 for kind in ("real", "showcase", "initiative", "shifting", "slack")}
    people = moved(Behaviour, 0.05, shift_yield=0.0, village_work=0.5, trust_rate=1.0, **masses)
    return Case(regime, place(TWINS), people, (), 26, 12)


def harsh():
    """Everything to the limit: targets, fear, losses, visits, letters, quotas; a level counts by its logarithm."""
    levers = Levers(
        indicator_load=3.0, inspection_frequency=5.0, accountability_pressure=5.0, visits=10.0, letters=1.5,
        campaign=0.4, base_target=0.95, amplification=0.5, levels=4.0, new_items=0.5, ratchet_up=1.0, severity=5.0,
        veto_loss=10.0, shortfall_loss=600.0, lights=1.0, cards=1.0, deduction=1.0, trace_weight=0.9, resources=0.3,
        special_supervision=3.0, publicity=1.0, target_stakes=5.0,
    )  # fmt: skip
    base = every_reading_and_rung(levers, "harsh")
    fields = tuple(replace(row, hazard=0.5, harm=0.2, enforcement=1.0, pace=0.3) for row in base.fields)
    readings = tuple(
        replace(row, need_basis=0.7, latent_basis=0.6, leniency=0.95, signed=1.0, quota=0.0) for row in base.readings
    )
    rungs = tuple(replace(row, quota=1.0) if row.id in "ghjlm" else row for row in base.rungs)
    rungs = tuple(replace(row, fear=1.0, removal=1.0, funds=3.0) if row.rule == "bottom" else row for row in rungs)
    people = replace(Behaviour(), hazard_slope=0.1, trust_rate=1.0, trust_work=2.0, handling=0.01, attention=10.0,
                     burnout_cost=0.9, office_precision=100.0, harm=0.5, imitation=1.0, learning=0.3,
                     diminishing=1.0, diminishing_base=0.01, cost_field=0.3, target_blur=0.01, ratchet_belief=0.8,
                     office_growth=0.1)  # fmt: skip
    overlays = (
        overlay(SCORE_SHARE, 1.0, 4, 0, "reading_weight", 0),
        overlay(SCORE_SHARE, 0.01, 5, 0, "reading_weight", 3),
        overlay(AT_LEAST, 0.1, 5, 0, "severity"),
        overlay(AT_MOST, 4.9, 5, 0, "levels"),
        overlay(ADDED, -20.0, 8, 3, "visits"),
        overlay(ADDED, 20.0, 14, 3, "campaign"),
    )
    return Case(replace(base, fields=fields, readings=readings, rungs=rungs), place(VALLEY), people, overlays, 30, 13)


def long():
    """Fourteen years in which indicators are shed and sham, much visited, is learnt to be hard to find."""
    base = small_regime(
        "long", inspection_frequency=5.0, visits=10.0, office_feedback=1.0, anchoring=1.0, announced=0.0
    )
    keep = ("economy", "safety")
    fields = tuple(row for row in base.fields if row.id in keep)
    indicators = tuple(row for row in base.indicators if row.field in keep)
    people = replace(Behaviour(), handling=10.0, attention=0.0, exposure_loss=0.0, paper_hours=0.05, mass_paper=5.0)
    return Case(replace(base, fields=fields, indicators=indicators), place(TWINS), people, (), 170, 14)


def cut():
    """A field in three parts that do not stand side by side, one of them assessed by nobody and one apart."""
    base = small_regime("cut")
    parts = {"all_else": 0.15, "zones": 0.05}
    cut_off = tuple(replace(base.fields[0], id=part, need=need, part_of="economy") for part, need in parts.items())
    sites = Indicator("sites", "", "", "zones", "ecology", (), 9.0, 6.0, 0.0, 0.8, 0.9)
    regime = replace(base, fields=base.fields + cut_off, indicators=(*base.indicators, sites))
    return Case(regime, place(VALLEY), months=26, seed=15)


def decided_by(rule):
    """Overload and imitation, under another rule of decision."""
    people = Behaviour(decision_rule=float(rule), imitation=0.4)
    return as_shipped("generalised+burden_reduction@14", 26, 3, behaviour=people)


def informed():
    """Indicators inform, the ratchet acts on the base, bonus, feedback and needs pay nobody directly.

    The other mechanisms are off.
    """
    people = alone(
        information_need=25.0,
        base_ratchet=0.8,
        step_seen=0.1,
        verified_bonus=0.7,
        feedback_by_dropping=0.9,
        need_owned=0.8,
    )
    return as_shipped(
        "generalised+need_orientation=0.7@4+upward_feedback@2+process_lights@6+data_driven@9",
        38,
        16,
        behaviour=people,
        more=(overlay(TOWARDS, 0.0, 20, 3, "indicator_load"), overlay(ADDED, 0.3, 8, 0, "cards")),
    )


def inspected():
    """Visits to papers and to the ground, in part joint, capped and approved; offices go by finds, tasks by slack.

    The other mechanisms are off.
    """
    base = small_regime(
        "inspected",
        mutual_recognition=0.4,
        visit_cap=2.5,
        gate=0.3,
        office_feedback=0.3,
        deduction=0.05,
        inspection_frequency=2.0,
        base_target=0.65,
    )
    hours = replace(base.readings[1], announced=0.3, seen=0.5)
    regime = replace(base, readings=(base.readings[0], hours, *base.readings[2:]))
    people = alone(
        paper_visits=0.7, dossier_hours=0.018, neglect_found=0.6, joint_stands=0.8, find_drive=0.7,
        remote_control=0.9, order_kept=0.6, room_draws=0.5,
    )  # fmt: skip
    stop = overlay(TOWARDS, 0.0, 20, 0, "neglect_found")
    return Case(regime, place(VALLEY), people, (stop, overlay(ADDED, 0.4, 8, 6, "announced")), 30, 16)


def powers_and_vetoes():
    """Work needs its powers and vetoes strike, whatever the rung; authority moves down, vetoes are restrained.

    The other mechanisms are off.
    """
    regime = every_reading_and_rung(Levers(veto_loss=6.0, letters=0.9, clarity=0.3), "powers and vetoes")
    fields = tuple(replace(row, hazard=0.3, powers=0.2 * k) for k, row in enumerate(regime.fields))
    indicators = tuple(replace(row, veto=0.8) for row in regime.indicators)
    people = alone(power_need=0.9, veto_strikes=0.8)
    overlays = (overlay(AT_MOST, 0.1, 12, 6, "office_authority"), overlay(SCALED, 0.3, 20, 3, "veto_loss"))
    return Case(replace(regime, fields=fields, indicators=indicators), place(VALLEY), people, overlays, 38, 16)


def without_core():
    """None of the mechanisms that have a strength."""
    return as_shipped("generalised+empowerment@8+need_orientation=0.5@12+upward_feedback@14", 26, 22, behaviour=alone())


def whole_core():
    """All mechanisms of the causal core at once, at other strengths than by default."""
    people = Behaviour(
        power_need=0.5, veto_strikes=0.6, paper_visits=0.5, dossier_hours=0.01, neglect_found=0.4, joint_stands=0.8,
        find_drive=0.5, remote_control=0.5, order_kept=0.7, room_draws=0.3, crowding=0.5, complaint_rate=2.0,
        person_impression=0.08, bar_adaptation=0.5, information_need=30.0, base_ratchet=1.0, step_seen=0.05,
        verified_bonus=1.0, feedback_by_dropping=1.0, need_owned=1.0,
    )  # fmt: skip
    reforms = "+mutual_recognition@4+empowerment@8+democratic_review@10+need_orientation=0.5@12+upward_feedback@14"
    more = (overlay(AT_LEAST, 0.02, 6, 0, "complaint_points"), overlay(AT_LEAST, 0.5, 9, 4, "complaints_public"))
    return as_shipped("generalised" + reforms, 38, 21, behaviour=people, more=more)


def other_people():
    """Every number of behaviour that is a quantity a quarter above its default or a fifth below, in turn."""
    people = {}
    for k, (name, meaning) in enumerate(meanings(Behaviour).items()):
        if name not in ("decision_rule", "choices"):
            moved = getattr(Behaviour(), name) * (1.25 if k % 2 else 0.8)
            people[name] = min(max(moved, meaning.low), meaning.high)
    return as_shipped("generalised+mutual_recognition@4+co_governance@9", 26, 27, behaviour=Behaviour(**people))


WORLDS = {
    make.__name__: make
    for make in (
        small, generalised, extreme, leping, yinzhou, minimal, everything_up, everything_down, nothing, one_kind,
        idle, harsh, long, cut, informed, inspected, powers_and_vetoes,
        whole_core, without_core, other_people,
    )
} | {rule.name.lower(): partial(decided_by, rule) for rule in DecisionRule if rule}  # fmt: skip
