"""7.36 five ways in which cadres decide: `sim/rules/decision_rules.py`."""

FORESIGHT, MYOPIC, SATISFICING, REINFORCEMENT, IMITATION = range(5)


def patience(p):  # eq. 170
    """Discount factor per month."""
    return 0.5 if int(p.decision_rule) == MYOPIC else p.patience


def precision(p):  # eq. 171
    """How sharply shares follow worth."""
    return 0.0 if int(p.decision_rule) == IMITATION else p.precision


def pace_of_search(p, t, pace, experienced):  # eq. 172
    """Speed at which shares move; a township that satisfices does not search while it has what it aspires to."""
    if int(p.decision_rule) != SATISFICING:
        return pace
    searching = experienced < t.aspiration
    t.aspiration += 1.0 / 6.0 * (experienced - t.aspiration)
    return pace if searching else 0.0


def starting_point(p, share, mass):  # eq. 173
    """What worth is weighed against: habit, or under reinforcement mostly what a cadre does already."""
    return 0.9 * share + 0.1 * mass if int(p.decision_rule) == REINFORCEMENT else mass
