"""7.32 ballots on leaders: `sim/rules/ballots.py`."""

from .mathematics import sqrt, sum_up


def is_ballot(p, rung):
    """Whether people vote on a leader here."""
    return rung.source >= 0.0 and p.readings[int(rung.source)].human > 0.0


def ballot_blur(p, noise):  # eq. 147
    """Noise of a ballot with the impression of the leader that its raters share."""
    return sqrt(noise * noise + p.person_impression * p.person_impression) if p.person_impression > 0.0 else noise


def used_to(p, c, rung):  # eq. 148
    """Shift of raters' bars by what they are used to."""
    if p.bar_adaptation <= 0.0:
        return 0.0
    standings = sum_up(t.readings[int(rung.source)].standing for t in c.towns)
    return p.bar_adaptation * (standings / len(c.towns) - 0.5)
