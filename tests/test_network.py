"""Neighbours drawn for places without borders: the tree is the library's, everybody is joined."""

import networkx as nx
import numpy as np
import pytest

from sim.state import network


@pytest.mark.parametrize("size", [2, 3, 20, 57])
def test_the_spanning_tree_is_that_of_a_graph_library(size):
    codes = tuple(int(code) for code in np.random.default_rng(size).choice(10**9, size, replace=False))
    gaps = network._distances(codes)
    whole = nx.Graph()
    whole.add_weighted_edges_from((i, j, gaps[i, j]) for i in range(size) for j in range(i))
    theirs = {frozenset(edge) for edge in nx.minimum_spanning_edges(whole, data=False)}
    assert {frozenset(edge) for edge in network._spanning_tree(gaps)} == theirs


def test_borders_are_taken_as_they_are_and_nobody_stays_alone():
    codes = (11, 12, 13, 14)
    found = network.neighbours(codes, ((12, 11),))
    assert found[0][0] == 1 and found[1][0] == 0
    assert all(found) and all(i in found[j] for i, near in enumerate(found) for j in near)
