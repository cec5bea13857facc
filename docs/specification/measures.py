"""7.15 measures: what is written down each month, and the quality of the assessment each December."""

from .county import QUALITY
from .detection import expected_exposure, finds_size, missing_chance, more_visits, neglect_chance
from .indicators import passed_down
from .load import clashing_days, reporting
from .mathematics import exp, sqrt, sum_up
from .production import SHOWCASE_MONEY
from .responsibility import event_size, failure_chance


def of_month(p, c):
    """The county's measures by name, and the mean true level of each field."""
    towns = [of_town(p, c, t) for t in c.towns]
    n = len(towns)
    row = {name: sum_up(town[name] for town in towns) / n for name in towns[0]}
    row.update(targets(c))
    row.update(amplification(c))
    outcomes = [town["true_outcome"] for town in towns]
    mean, square = sum_up(outcomes) / n, sum_up(x * x for x in outcomes) / n
    row["inequality"] = sqrt(max(0.0, square - mean * mean))
    row["indicators"] = c.total_count
    row["reports"] = c.total_count * 12.0 * p.reporting_frequency
    row.update(delivered(p, c))
    row.update({name: getattr(c, name) for name in QUALITY})
    return row, [sum_up(t.jobs[d].level / n for t in c.towns) for d in range(len(p.fields))]


def of_town(p, c, t):
    """The measures of one township by name."""
    return {
        **hours(t),
        **attention(p, t),
        **blame(t),
        **service(p, t),
        **load(p, c, t),
        **looks(p, c, t),
        **sanctions(p, c, t),
        **vetoes(p, t),
    }


def hours(t):
    """Measures of how time is spent, share of the month."""
    real = sum_up(job.real_hours for job in t.jobs)
    paper = sum_up(job.paper for job in t.jobs)
    active = paper + t.showcase + real + t.initiative
    return {
        "formalism": (t.imposed_paper + paper + t.showcase) / (1.0 - t.slack) if t.slack < 1.0 else 0.0,
        "chosen_formalism": (paper + t.showcase) / active if active > 0.0 else 0.0,
        "no_activity": 0.0 if active > 0.0 else 1.0,
        "paper": paper,
        "showcase": t.showcase,
        "real_work": real,
        "initiative": 100.0 * t.initiative,
        "slack": t.slack,
        "imposed_paper": t.imposed_paper,
        "visit_time": t.visit_time,
        "meeting_time": t.meeting_time,
        "clashing_days": clashing_days(t.visits),
        "complaint_time": t.complaint_time,
        "inner_drive": t.inner_drive,
        "all_paper": t.imposed_paper + paper + t.showcase,
        "money": 12.0 * SHOWCASE_MONEY * t.showcase,
    }


def attention(p, t):
    """Measures of the attention that fields get, and of inaction against the benevolent allocation."""
    given = [job.real_hours + job.paper for job in t.jobs]
    all_given, needed = sum_up(given), sum_up(job.hours_needed for job in t.jobs)
    share = [x / all_given if all_given > 0.0 else 0.0 for x in given]
    real = [job.real_hours for job in t.jobs]
    outside = [job for field, job in zip(p.fields, t.jobs, strict=True) if field.covered <= 0.0]
    benevolent = 0.8 * ((1.0 - 0.05) * sum_up(job.need for job in outside) + 0.05)
    done = sum_up(job.real_hours for job in outside) + t.initiative
    return {
        "selective_attention": distance(t, real, needed),
        "selective_hours": distance(t, given, needed),
        "attention_to_veto": sum_up(part * field.veto for part, field in zip(share, p.fields, strict=True)),
        "inaction": 1.0 - min(1.0, done / benevolent),
    }


def distance(t, given, needed):
    """Half the distance between the shares of some hours by field and of needed hours; 0 without hours."""
    total = sum_up(given)
    if total <= 0.0:
        return 0.0
    return sum_up(0.5 * abs(x / total - job.hours_needed / needed) for x, job in zip(given, t.jobs, strict=True))


def blame(t):
    """Shares of avoidable responsibility that moved, in all and by direction; 0 without any."""

    def part(x, of):
        return x / of if of > 0.0 else 0.0

    return {
        "blame_shifting": part(t.moved, t.movable),
        "shifted_down": part(t.moved_to["down"], t.movable),
        "shifted_sideways": part(t.moved_to["side"], t.movable),
        "referred_up": part(t.moved_to["up"], t.movable),
        "written_off": part(t.moved_to["nobody"], t.movable),
        "blame_realised": part(t.realised_moved, t.realised_movable),
        "vetoed": t.vetoed,
    }


def service(p, t):
    """Measures of what citizens get, what is reported of it, and what they think."""
    served = outcome(t)
    inside = [job for field, job in zip(p.fields, t.jobs, strict=True) if field.covered > 0.0]
    outside = [job for field, job in zip(p.fields, t.jobs, strict=True) if field.covered <= 0.0]
    gap = 0.0
    if sum_up(job.need for job in inside) > 0.0 and sum_up(job.need for job in outside) > 0.0:
        gap = mean_level(outside) - mean_level(inside)
    return {
        "true_outcome": served,
        "satisfaction": 0.6 * served + 0.5 * (1.0 - 0.6) * (t.trust + t.security),
        "uncovered_gap": gap,
        "fabrication": sum_up(job.weight * (1.0 - job.level) * job.fabricated for job in t.jobs),
        "reported": sum_up(job.weight * job.claim for job in t.jobs),
        "trust": t.trust,
        "security": t.security,
        "complaints": sum_up(job.complaints for job in t.jobs),
        "incidents": 12.0 * sum_up(job.hazard for job in t.jobs),
        "veto_incidents": 12.0 * sum_up(job.hazard * field.veto for field, job in zip(p.fields, t.jobs, strict=True)),
    }


def targets(c):
    """Mean targets: before any level adds to them, before the townships' misfit, and as townships have them.

    Summed job by job over the whole county, which rounds differently from a sum of the townships' sums.
    """
    jobs = [
        (job, job.base_odds, job.base_odds * mine.amplified)
        for t in c.towns
        for job, mine in zip(t.jobs, c.fields, strict=True)
    ]
    sums = {
        "target_centre": sum_up(job.weight * base / (1.0 + base) for job, base, _ in jobs),
        "target_county": sum_up(job.weight * asked / (1.0 + asked) for job, _, asked in jobs),
        "target": sum_up(job.weight * job.target for job, _, _ in jobs),
    }
    return {name: total / len(c.towns) for name, total in sums.items()}


def mean_level(jobs):
    """Mean true level of some fields of a township, by need."""
    return sum_up(job.need * job.level for job in jobs) / sum_up(job.need for job in jobs)


def ordered_indicators(p):  # eq. 161
    """Indicators as written, with the levers in force, and the documents that they ask."""
    total = sum_up(items for office in p.offices for items in office.items)
    asked = sum_up(
        items * burden for office in p.offices for items, burden in zip(office.items, office.burden, strict=True)
    )
    written = passed_down(p)
    keep = p.indicator_cap / (total * written) if total * written > p.indicator_cap else 1.0
    return total * written * keep, asked * written * keep


def over(found, ordered):
    """Delivered over ordered; 1 where nothing is ordered."""
    return found / ordered if ordered > 0.0 else 1.0


def delivered(p, c):
    """What arrives of visits, indicators, ranks and tolerance, over what the levers in force order; assistance."""
    rates = [p.visits * p.inspection_frequency * office.weight for office in p.offices if sum_up(office.items) > 0.0]
    shared = (1.0 - p.mutual_recognition) * sum_up(rates) + p.mutual_recognition * max([0.0, *rates])
    return {
        "visits_delivered": over(c.visits, min(p.visit_cap, shared)),  # eq. 160
        "indicators_delivered": over(c.total_count, ordered_indicators(p)[0]),
        "ranks_delivered": over(p.rank_stakes, c.ranks_ordered),
        "assistance": sum_up(field.assisted for field in c.fields),
        "tolerance_delivered": over(c.tolerance, p.tolerance),
    }


def load(p, c, t):
    """Measures of the load of a township, and of what it does to its cadres."""
    reports = p.indicator_hours * ordered_indicators(p)[1] * p.reporting_frequency * (1.0 - 0.6 * p.data)
    return {
        **{
            name: sum_up(job.weight * getattr(field, name) for job, field in zip(t.jobs, c.fields, strict=True))
            for name in ("checks", "letters", "support")
        },
        "reporting_delivered": over(reporting(p, c, t), reports),  # eq. 162
        "burden": t.compulsory,
        "time": t.time,
        "burnout": t.burnout,
        "fear": t.fear[0],
        "load": t.load,
        "visits": t.visits,
        "village_burden": t.village_load,
    }


def looks(p, c, t):
    """Exposures that a visit's look at a field brings, against the fabrication that it meets."""
    assessed = [d for d, job in enumerate(t.jobs) if job.assessed > 0.0]
    exposed = sum_up(t.jobs[d].weight * expected_exposure(p, c, t, d) for d in assessed)
    met = 0.0
    for d in assessed:
        job, here = t.jobs[d], c.fields[d].looks * more_visits(c, t)
        met += job.weight * here * ((1.0 - job.level) * job.fabricated)
    return {"found_per_look": exposed / met if met > 0.0 else 0.0}


def sanctions(p, c, t):
    """Sanctions to expect in a year at this month's chances, in all and as ordered, and the harm of initiatives."""
    answered = spared = 0.0
    for d, job in enumerate(t.jobs):
        exposed = neglected = missing = 0.0
        if job.assessed > 0.0:
            exposed = 1.0 - exp(-expected_exposure(p, c, t, d))
            neglected, missing = neglect_chance(p, c, t, d), missing_chance(p, c, t, d)
        size = event_size(p, c, c.fields[d], job, job.hazard, exposed, failure_chance(p, t))
        rests = job.rest["leaders"] + job.rest["staff"]
        answered += (size + finds_size(p, job, neglected, missing)) * rests
        found = p.event_exposed * job.weight * exposed + finds_size(p, job, neglected, 0.0)
        spared += c.fields[d].unreported * found * rests
    return {
        "sanctions": 12.0 * p.severity * p.accountability_pressure * (answered - spared),
        "sanctions_delivered": over(answered - spared, answered),  # eq. 181
        "error_harm": 12.0 * p.error_loss * failure_chance(p, t),
    }


def vetoes(p, t):  # eq. 180
    """Incidents in veto fields that nothing gets past the veto, over all."""
    ordered = stands = 0.0
    if p.veto_loss * p.accountability_pressure > 0.0:
        moved = t.shifting[0] * (t.means.down + t.means.side + t.means.up)
        for field, job in zip(p.fields, t.jobs, strict=True):
            at_risk = job.hazard * field.veto * job.assessed
            if at_risk > 0.0:
                movable = exp(-(moved + t.means.files * job.traces * job.assessed))
                ordered += at_risk
                stands += at_risk * exp(-p.masking * t.shine) * (p.clarity + (1.0 - p.clarity) * movable)
    return {"vetoes_delivered": over(stands, ordered)}


def amplification(c):
    """Most and least that is added to the target of an assessed field on its way to the county."""
    added = sorted(mine.amplified for mine in c.fields if mine.weight > 0.0) or [1.0]
    return {"amplified_most": added[-1], "amplified_least": added[0]}


# --- quality


def assess_quality(p, c):
    """How well scores and ranks agree with what was achieved, each December after the ladder."""
    score = mid_ranks([t.score for t in c.towns])
    clean = mid_ranks([t.clean_score for t in c.towns])
    truth, fair = mid_ranks([outcome(t) for t in c.towns]), mid_ranks([adjusted_outcome(t) for t in c.towns])
    able = [adjusted_outcome(t, able=True) for t in c.towns]
    last = sum_up(t.bottom for t in c.towns)
    first = sum_up(t.top for t in c.towns)
    alarms = [t for t, rank in zip(c.towns, fair, strict=True) if t.bottom > 0.0 and rank >= last]
    missed = [t for t, rank in zip(c.towns, fair, strict=True) if t.top <= 0.0 and rank >= len(c.towns) - first]
    scores = [t.score for t in c.towns]
    c.score_truth = correlation_of(places_in_class(c, scores), places_in_class(c, able))
    c.score_truth_raw, c.score_truth_adjusted = correlation(score, truth), correlation(score, fair)
    c.noise_share = 1.0 - correlation(score, clean)
    c.false_alarms = len(alarms) / last if last > 0.0 else 0.0
    c.misses = len(missed) / first if first > 0.0 else 0.0
    note_bunching(c)


def outcome(t):
    """True outcome of a township: sum of need times true level."""
    return sum_up(job.need * job.level for job in t.jobs)


def note_paper(c, month):  # eq. 165
    """Every month: paper of the year so far; in December, paper over what an even year would have."""
    paper = sum_up(job.paper for t in c.towns for job in t.jobs)
    if month % 12 == 11:
        c.cramming = 11.0 * paper / c.paper_before if c.paper_before > 0.0 else 1.0
        c.paper_before = 0.0
    else:
        c.paper_before += paper


def adjusted_outcome(t, able=False):  # eq. 163
    """True outcome as it would be at average difficulty; `able`: and at average capacity."""
    odds = [job.level / (1.0 - job.level) * job.difficulty for job in t.jobs]
    if able:
        odds = [x / t.capacity for x in odds]
    return sum_up(job.need * x / (1.0 + x) for job, x in zip(t.jobs, odds, strict=True))


def mid_ranks(values):
    """Ranks of values from below, from 0; equal values share the mean of their ranks."""
    return [len([y for y in values if y < x]) + 0.5 * (len([y for y in values if y == x]) - 1.0) for x in values]


def places_in_class(c, values):
    """Mid-ranks of townships among those of their size class, from the middle of the class."""
    found = []
    for t, own in zip(c.towns, values, strict=True):
        like = [x for other, x in zip(c.towns, values, strict=True) if other.size_class == t.size_class]
        below, equal = len([x for x in like if x < own]), len([x for x in like if x == own])
        found.append(below + 0.5 * (equal - 1.0) - 0.5 * (len(like) - 1.0))
    return found


def correlation(a, b):
    """Correlation of two lists of ranks; 0 where one does not vary."""
    middle = 0.5 * (len(a) - 1.0)
    return correlation_of([x - middle for x in a], [x - middle for x in b])


def correlation_of(a, b):  # eq. 164
    """Correlation of two lists of ranks from their middles; 0 where one does not vary."""
    both = sum_up(x * y for x, y in zip(a, b, strict=True))
    size = sum_up(x * x for x in a) * sum_up(y * y for y in b)
    return both / sqrt(size) if size > 0.0 else 0.0


def note_bunching(c):
    """Share of the claims at their target of these and the mean of the bins beside it, and of these and those below."""
    at = below = above = 0.0
    for job in (job for t in c.towns for job in t.jobs if job.assessed > 0.0):
        gap = job.claim - job.target + 1e-9
        if -0.02 <= gap < 0.0:
            below += job.weight
        elif 0.0 <= gap < 0.02:
            at += job.weight
        elif 0.02 <= gap < 2.0 * 0.02:
            above += job.weight
    beside = 0.5 * (below + above)
    c.bunching = at / (at + beside) if at + beside > 0.0 else 0.5
    c.just_met = at / (at + below) if at + below > 0.0 else 0.5
