"""Incidents are heard of elsewhere: offices are alarmed and cadres afraid, the more the closer it was.

Concept K10 · rows C12 · phase 9 of January, where counties are tied. What a county's offices hear (eq. 84) reaches the
other counties of the prefecture, less of it the other prefectures, and less still the other provinces.
"""

from __future__ import annotations

from ...compile.kernel import kernel


@kernel
def others(nodes, i, d):
    """Mean news of a unit's siblings; 0 without any."""
    parent = nodes[nodes[i].parent]
    if parent.count < 2:
        return 0.0
    return (parent.news[d] * parent.count - nodes[i].news[d]) / (parent.count - 1)


@kernel
def hear(tree, nodes, at, fields):
    """What one county hears of all others (eq. 109)."""
    nodes[at].dread = 0.0
    for d in range(fields):
        heard, reach, i = 0.0, tree.hearing, at
        while nodes[i].parent >= 0:
            heard += reach * max(0.0, others(nodes, i, d))
            reach *= tree.fading
            i = nodes[i].parent
        nodes[at].heard[d] = heard
        nodes[at].dread += heard


@kernel
def take_news(p, county, towns, node):
    """Offices count it as if it had happened to them; cadres' fear rises with what may now come (eq. 110)."""
    for d in range(int(p.n_fields)):
        county.news[d] += node.heard[d]
    rise = min(1.0, 0.5 * p.contagion * node.dread)
    for j in range(county.town_start, county.town_start + county.town_count):
        for party in range(2):
            towns[j].fear[party] += rise * (1.0 - towns[j].fear[party])
