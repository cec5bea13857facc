"""News of incidents spreads to other counties: offices are alarmed and cadres afraid, the more the closer it was.

Concept K10 · rows C12 · phase 9 of January, where counties are tied. News of a county (eq. 84) reaches the other
counties of the prefecture, a smaller part of it other prefectures, and a still smaller one other provinces.
"""

from __future__ import annotations

from ...compile.kernel import kernel

FEAR_OF_NEWS = 0.5  # events that cadres come to expect, per incident elsewhere and unit of `contagion` (assumed)


@kernel
def news_of_siblings(nodes, units, i, d):
    """Mean news of field d over the other children of a unit's parent; 0 without any."""
    parent, n = nodes[i].parent, nodes[nodes[i].parent].children
    return (units[parent].news[d] * n - units[i].news[d]) / (n - 1) if n > 1 else 0.0


@kernel
def receive_news(tree, nodes, units, at, fields):
    """News of all other counties that reaches one county, whose index among the nodes is `at` (eq. 109)."""
    for d in range(fields):
        total, share, i = 0.0, tree.hearing, at
        while nodes[i].parent >= 0:
            total += share * max(0.0, news_of_siblings(nodes, units, i, d))
            share *= tree.fading
            i = nodes[i].parent
        nodes[at].outside_news[d] = total


@kernel
def respond_to_news(p, county, towns, node):
    """Offices take news from outside as their own; cadres' fear rises with what may now come to them (eq. 110)."""
    total = 0.0
    for d in range(int(p.n_fields)):
        county.news[d] += node.outside_news[d]
        total += node.outside_news[d]
    rise = min(1.0, FEAR_OF_NEWS * p.contagion * total)
    for j in range(county.town_start, county.town_start + county.town_count):
        for party in range(2):
            towns[j].fear[party] += rise * (1.0 - towns[j].fear[party])
