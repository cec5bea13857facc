"""Vetoes strike: one incident in a veto field takes the positive rungs of a year, unless something gets it past.

Concepts K3, K6, K9 · rows B5, C2, D3 · phases 3 and 6 of the month; the ladder in December.
A township under veto stands on no rung that is won and on every rung for the last of the yearly score or of the
judgement for posts. An incident may get past: showcases dazzle those who decide, and leaders move the blame elsewhere
or have papers that clear them. So an hour of work in the field, of showcases, of shifting and of paper has a worth: by
how much it lowers the chance to be under veto at one of the Decembers to come, times the rungs at stake there.
"""

from __future__ import annotations

from ..compile.kernel import kernel
from ..mathematics import exp, normal_cdf
from ..state import random_numbers
from ..state.arrays import each_field, each_rung
from ..state.enumerations import Channel, Direction, Group, Party, RungRule, TownStock
from .decision_rules import patience
from .horizons import months_to, to_the_power
from .readings import LEAST_SPREAD
from .responsibility import VETO, means_of_time, means_of_traces
from .rungs import at_stake, follows, is_ranked, pays_in_posts, pool_of, rung_scale, rung_slope

FULL_VETO = 1.5  # loss by a veto, as regimes write it, at which every veto is applied (assumed)


@kernel
def applied(p):
    """How surely a veto is applied where nothing gets past it, 0 to 1 (eq. 126; D3)."""
    return p.veto_strikes * min(1.0, p.veto_loss * p.accountability_pressure / FULL_VETO)


@kernel
def feared(p, d, sight):
    """Loss by a veto in field d that people fear besides what the ladder takes (eq. 126a): none of it counts twice.

    Of a loss above that of a full veto the rest is a personal sanction, which no showcase softens.
    sight: what showcases leave of the truth.
    """
    beyond = max(0.0, p.veto_loss * p.accountability_pressure - FULL_VETO)
    fined = (1.0 - p.veto_strikes) * p.veto_loss * p.accountability_pressure * p.veto[d] * sight
    return fined + p.veto_strikes * beyond * p.veto[d]


@kernel
def open_year(t, month):
    """In January nobody is under veto."""
    if month % 12 == 0:
        t.vetoed = 0.0


@kernel
def strike(p, county, t, b, month):
    """Phase 6: incidents of this month in veto fields put a township under veto, unless they get past (eq. 126).

    b.shifted_away: what the township's leaders shift away this month.
    """
    if p.veto_strikes > 0.0:
        certain = applied(p) * t.sight
        key = random_numbers.of_township(county, t, random_numbers.EVENTS)
        for d in each_field(p):
            if t.incident[d] * t.assessed[d] > 0.0:
                chance = certain * p.veto[d] * (1.0 - b.shifted_away[Party.LEADERS, d])
                if random_numbers.uniform_at(key, VETO, int(p.event_key[d]), month) < chance:
                    t.vetoed = 1.0


@kernel(apart=True)
def weigh_vetoes(p, t, b):
    """By field, as expected at last month's hazards and effort (eq. 127): chance and odds of a strike in a month.

    Writes b.veto_chance, b.veto_odds, and b.veto_eased, the part of them that one more unit of means takes away.
    """
    certain, by_time = applied(p) * t.sight, t.shifting[Group.LEADERS] * means_of_time(t)
    for d in each_field(p):
        left = (1.0 - p.clarity) * exp(-(by_time + means_of_traces(t, d)))
        stays = p.clarity + left
        chance = t.hazard[d] * certain * p.veto[d] * t.assessed[d] * stays
        b.veto_chance[d], b.veto_odds[d] = chance, chance / (1.0 - chance)
        b.veto_eased[d] = left / stays if stays > 0.0 else 0.0


@kernel
def expect_vetoes(p, t, b, month):
    """Chances to be spared by vetoes: until this December b.unstruck, over a whole year b.year_unstruck (eq. 127)."""
    b.unstruck = b.year_unstruck = 1.0
    b.push[Channel.MONEY] = b.push[Channel.POST] = 0.0
    if p.veto_strikes > 0.0:
        weigh_vetoes(p, t, b)
        spared = 1.0
        for d in each_field(p):
            spared *= 1.0 - b.veto_chance[d]
        b.year_unstruck = to_the_power(spared, 12)
        b.unstruck = (1.0 - t.vetoed) * to_the_power(spared, months_to(12, month))


@kernel(apart=True)
def value_rungs_at_stake(p, county, t, b):
    """What a veto takes, in money and in posts: rungs by the chance to be on their better side (eq. 128)."""
    pool = pool_of(p, t)
    b.veto_stake[Channel.MONEY] = b.veto_stake[Channel.POST] = 0.0
    met = 0.0
    for d in each_field(p):
        met += t.weight[d] * b.beyond[d]
    for k in each_rung(p):
        if p.rung_prize[k] > 0.0 and at_stake(p, k):
            source, channel = int(p.rung_source[k]), Channel.POST if pays_in_posts(p, k) else Channel.MONEY
            standing = t.post_standing if pays_in_posts(p, k) else t.standing
            if source >= 0:
                standing = t.reading_standing[source]
            if follows(p, k, RungRule.TARGET):
                b.veto_stake[channel] += rung_scale(p, k) * met
            elif follows(p, k, RungRule.POINTS):
                b.veto_stake[channel] += rung_slope(p, county, k, pool, standing) * max(0.0, standing)
            elif not is_ranked(p, k) or county.places[pool, k] > 0.0:
                better = normal_cdf((standing - county.cutoff[pool, k]) / max(county.blur[pool, k], LEAST_SPREAD))
                b.veto_stake[channel] += rung_scale(p, k) * better


@kernel
def ahead(b):
    """What `months_at_risk` needs to know of Decembers: patience until then and over a year, chances to be spared."""
    return b.december, b.veto_discount, b.unstruck, b.year_unstruck


@kernel
def months_at_risk(decembers, keep, then):
    """Discounted fall of the chances to be under veto in Decembers to come, by odds of a month that fall now (eq. 129).

    decembers: see `ahead`. keep: part of the fall that is left a month later; then: part that is left after December.
    """
    december, discount, unstruck, year_unstruck = decembers
    year = to_the_power(keep, 12)
    later = year_unstruck * discount * then * (1.0 - year) / (1.0 - discount * year)
    return december * (unstruck * (1.0 - then) + later) / (1.0 - keep)


@kernel(apart=True)
def add_spared(p, t, b):
    """Worth by field of work and of paper that clears, by vetoes avoided (eq. 129)."""
    decembers, money, post = ahead(b), b.veto_stake[Channel.MONEY], b.veto_stake[Channel.POST]
    written_off = t.means[Direction.WRITTEN_OFF]
    for d in each_field(p):
        fewer = b.veto_odds[d] * p.hazard_slope * b.to_level[d]
        fewer *= months_at_risk(decembers, t.keep_level[d], b.level_kept[d])
        b.real_worth[Channel.MONEY, d] += money * fewer
        b.real_worth[Channel.POST, d] += post * fewer
    for d in each_field(p):
        cleared = b.veto_odds[d] * b.veto_eased[d] * (written_off * b.to_traces[d])
        cleared *= months_at_risk(decembers, t.keep_traces[d], b.traces_kept[d])
        b.paper_worth[Channel.MONEY, d] += money * cleared
        b.paper_worth[Channel.POST, d] += post * cleared


@kernel
def add_vetoes(p, county, t, b, month):
    """Worth of work and of paper that clears, by field, and of one more unit of means, by vetoes avoided (eq. 129).

    b.level_kept, b.traces_kept: what is left after December (`worth.expect_december`).
    """
    if p.veto_strikes > 0.0:
        value_rungs_at_stake(p, county, t, b)
        b.veto_discount = to_the_power(patience(p), 12)
        b.december = to_the_power(patience(p), months_to(12, month) - 1)
        add_spared(p, t, b)
        eased = 0.0
        for d in each_field(p):
            eased += b.veto_odds[d] * b.veto_eased[d]
        eased *= b.unstruck * b.december
        b.push[Channel.MONEY] = b.veto_stake[Channel.MONEY] * eased
        b.push[Channel.POST] = b.veto_stake[Channel.POST] * eased


@kernel
def add_dazzle(p, b, month):
    """Worth of an hour of showcase by the vetoes that it gets past (eq. 129; C2)."""
    if p.veto_strikes > 0.0:
        odds = 0.0
        for d in each_field(p):
            odds += b.veto_odds[d]
        keep = b.town_keep[TownStock.SHINE]
        lasting = months_at_risk(ahead(b), keep, to_the_power(keep, months_to(12, month)))
        dazzled = odds * p.masking * p.showcase_yield * lasting
        b.showcase_worth[Channel.MONEY] += b.veto_stake[Channel.MONEY] * dazzled
        b.showcase_worth[Channel.POST] += b.veto_stake[Channel.POST] * dazzled
