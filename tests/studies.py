"""A study small enough for tests, as the mapping that its file would hold."""

from small import write_county

import experiments.study.specification as specification
from kaohe.studies import store_of

AXES = {
    "lever": {"visits": {"low": 0.2, "high": 1.5}},
    "dose": {"mutual_recognition": {}},
    "start": {"mutual_recognition": {"high": 6}},
    "behaviour": {"precision": {}, "decision_rule": {"values": [0, 2, 4]}},
    "people": {"values": ["default", "myopic"], "weights": [3, 1]},
}
SCENARIOS = ["generalised", "generalised+mutual_recognition"]


def small_study(folder, **changes):
    """A mapping with one county of the folder; changes replace its keys."""
    county = write_county(folder)
    given = {
        "places": [str(county)], "scenarios": SCENARIOS, "months": 14, "warmup": 0, "replicates": 2,
        "outcomes": ["formalism", "burden"], "design": {"kind": "latin_hypercube", "points": 5}, "axes": AXES,
    }  # fmt: skip
    return given | changes


def small_store(folder, monkeypatch=None, runs=4, **changes):
    """Its store below the folder; runs: of one part."""
    if monkeypatch is not None:
        monkeypatch.setattr(specification, "MOST_RUNS", runs)
    return store_of(small_study(folder, **changes), folder / "out", make=True)
