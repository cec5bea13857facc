"""The shipped sample of behaviour is what its record says, and the model still gives what was recorded."""

import json
from hashlib import sha256

import numpy as np
import pytest
from scipy.stats import qmc
from small import in_chinese

from experiments.compare.plausible import SAMPLE, SAMPLE_RECORD, about_sample, digest_of, sample
from experiments.credibility.evidence.evaluation import Runs
from experiments.credibility.evidence.plausible_inference import PROBED, code_hash, command, gather
from experiments.run.errors import message_of
from experiments.study.approximate_bayes import INFORMED
from experiments.study.designs import points_at
from experiments.study.history_matching import CUTOFF, Target, combined, implausibility
from experiments.study.plausible_ranges import plausible_axes
from scenarios import load_place
from scenarios.errors import ScenarioError

MAKE = "the sample is out of date; run (five minutes on two cores) kaohe evidence plausible --points 1000"
AXES = plausible_axes()
NAMES = [axis.target for axis in AXES]
CLOSE = {"rel": 2e-3, "abs": 2e-4}  # wider than the last bits in which processors differ


def design(record):
    """The points that were run: a Latin hypercube."""
    rng = np.random.default_rng([record["seed"], 0])
    return qmc.LatinHypercube(len(AXES), rng=rng).random(record["points"])


def kept(record):
    return np.array([flag == "1" for flag in record["kept"]])


def whole(share, count):
    """Whether a share is that of a whole number among so many."""
    return abs(share * count - round(share * count)) < 1e-6


# What has to hold: each raises AssertionError where it does not.


def is_unchanged(record):
    """Nothing was typed into the record or into the sample."""
    assert record["digest"] == digest_of(record)
    assert record["sample"] == sha256(SAMPLE.read_bytes()).hexdigest()


def is_of_this_evidence(record):
    """Ranges, figures, studies and proxies are today's. (That the rules give the same is tried, below.)"""
    now = code_hash()
    assert set(record["code"]) == set(now)
    assert [record["code"][name] for name in ("ranges", "figures")] == [now[name] for name in ("ranges", "figures")]
    assert record["targets"] == [vars(target) for target in gather().targets]


def names_its_command(record):
    assert record["command"] == command(record)
    assert record["command"][:3] == ["kaohe", "evidence", "plausible"]
    assert "/" not in " ".join(record["command"])


def counts_agree(record):
    points, names = record["points"], [target["name"] for target in record["targets"]]
    assert len(record["kept"]) == points and record["kept_by_history"] == kept(record).mean()
    out = list(record["ruled_out"].values())
    assert list(record["ruled_out"]) == list(record["quantiles_before"]) == names
    assert max(out) <= 1 - record["kept_by_history"] + 1e-9 <= sum(out) + 2e-9
    signs = {target["name"] for target in record["targets"] if target["direction"] != "equal"}
    assert set(record["signs_hold"]) == signs
    assert all(whole(share, points) for share in [*out, *record["signs_hold"].values()])
    assert all(row == sorted(row) for row in record["quantiles_before"].values())
    assert 1 <= record["effective_size"] <= record["share"] * kept(record).sum() + 1


def parameters_agree(record):
    rows = record["parameters"]
    assert sorted(row["parameter"] for row in rows) == sorted(NAMES)
    assert set(record["informed"]) == {row["parameter"] for row in rows if row["shrinkage"] < INFORMED}
    assert [row["shrinkage"] for row in rows] == sorted(row["shrinkage"] for row in rows)
    spread = dict(zip(NAMES, design(record)[kept(record)].std(axis=0), strict=True))
    for row in rows:
        assert 0 <= row["low"] < row["mean"] < row["high"] <= 1
        assert row["sd"] / row["shrinkage"] == pytest.approx(spread[row["parameter"]], rel=0.01)


def coverage_agrees(record):
    found = record["coverage"]
    assert 0 < found["truths"] <= record["truths"]  # those that history does not rule out
    for level, mean, lowest in zip(found["levels"], found["mean_share"], found["lowest_share"], strict=True):
        assert lowest <= mean and abs(mean - level) < 0.1
        assert whole(lowest, found["truths"]) and whole(mean, found["truths"] * len(AXES))
    assert all(whole(share, len(AXES)) for share in found["within_band"])


def rows_are_points_kept(record):
    """Every row of the sample is one of the points kept, but for parameters that evidence informs."""
    free = [k for k, name in enumerate(NAMES) if name not in record["informed"]]
    rows = np.array([[getattr(row, name) for name in NAMES] for row in sample()])[:, free]
    points = np.column_stack(list(points_at(AXES, design(record)[kept(record)]).values.values()))[:, free]
    assert len(rows) == record["rows"]
    assert all(np.isclose(points, row, rtol=1e-5, atol=1e-9).all(axis=1).any() for row in rows)


def model_gives_what_was_recorded(record):
    """The first points, run again, have the statistics recorded, and are ruled out or not as recorded."""
    means = now_given(record)
    assert np.array(record["first_means"]) == pytest.approx(means, **CLOSE)
    targets = [Target(**target) for target in record["targets"]]
    worst = combined(implausibility(means, targets, np.array(record["luck"])))
    assert (worst <= CUTOFF).tolist() == kept(record)[:PROBED].tolist()


GIVEN = {}


def now_given(record):
    """Statistics of the first points under today's rules, run once for all tests."""
    if not GIVEN:
        runs = Runs(record["months"], record["replicates"], record["seed"], load_place(record["place"]))
        simulate = gather().simulator(AXES, runs)
        GIVEN["means"] = simulate(design(record)[:PROBED]).mean(axis=1)
    return GIVEN["means"]


HOLDS = (
    is_of_this_evidence,
    names_its_command,
    counts_agree,
    parameters_agree,
    coverage_agrees,
    rows_are_points_kept,
    model_gives_what_was_recorded,
)


@pytest.mark.parametrize("holds", [is_unchanged, *HOLDS], ids=lambda holds: holds.__name__)
def test_the_record_of_the_sample(holds):
    try:
        holds(about_sample())
    except (AssertionError, KeyError) as error:
        pytest.fail(f"{MAKE}\n{error!r}")


def typed(**change):
    return lambda record: record.update(change)


TYPED = {
    "figures": (is_of_this_evidence, lambda record: record["code"].update(figures="0" * 64)),
    "ranges": (is_of_this_evidence, lambda record: record["code"].update(ranges="0" * 64)),
    "a target": (is_of_this_evidence, lambda record: record["targets"][0].update(value=300.0)),
    "points": (names_its_command, typed(points=2000)),
    "the share kept": (counts_agree, typed(kept_by_history=0.111)),
    "points kept": (counts_agree, lambda record: record.update(kept="1" * record["points"])),
    "shares ruled out": (counts_agree, lambda record: record["ruled_out"].update(V1=0.9)),
    "a share with a sign": (counts_agree, lambda record: record["signs_hold"].update(V8=0.12345)),
    "the effective size": (counts_agree, typed(effective_size=2000.0)),
    "shrinkage": (parameters_agree, lambda record: record["parameters"][0].update(shrinkage=0.1)),
    "informed": (parameters_agree, typed(informed=["letter_hours", "patience"])),
    "coverage": (coverage_agrees, lambda record: record["coverage"].update(mean_share=[0.5, 0.5, 0.5])),
    "truths": (coverage_agrees, lambda record: record["coverage"].update(truths=1000)),
    "rows": (rows_are_points_kept, typed(rows=201)),
    "another seed": (rows_are_points_kept, typed(seed=2)),
    "a mean": (model_gives_what_was_recorded, lambda record: record["first_means"][1].__setitem__(0, 1.0)),
    "all first points": (
        model_gives_what_was_recorded,
        lambda record: record.update(
            kept=record["kept"][:PROBED].translate({48: "1", 49: "0"}) + record["kept"][PROBED:]
        ),
    ),
}


@pytest.mark.parametrize("name", TYPED)
def test_a_number_typed_into_the_record_shows(name):
    """By the hash of the record, and for whoever writes that anew, because numbers no longer agree."""
    holds, change = TYPED[name]
    record = about_sample()
    change(record)
    with pytest.raises(AssertionError):
        is_unchanged(record)
    with pytest.raises(AssertionError):
        holds(record)


def test_a_hash_or_a_number_alone_shows():
    for change in (typed(beyond=["V1"]), lambda record: record["code"].update(rules="0" * 64)):
        record = about_sample()
        change(record)
        with pytest.raises(AssertionError):
            is_unchanged(record)


# Files that are not as they were written


def malformed(folder, content, record=None):
    path = folder / SAMPLE.name
    path.write_bytes(content)
    if record is not None:
        (folder / SAMPLE_RECORD.name).write_bytes(record)
    return path


FILES = {
    "binary": (b"\xff\xfe\x00\x9c", None, "not readable as a table"),
    "cut": (b"".join(SAMPLE.read_bytes().splitlines(True)[:4]), SAMPLE_RECORD.read_bytes(), "3 rows, but .* says 200"),
    "a malformed record": (SAMPLE.read_bytes(), b"{", "plausible_set.json: not a JSON file .line 1, column 2."),
    "a binary record": (SAMPLE.read_bytes(), b"\xff", "plausible_set.json: not a JSON file .no text."),
    "another record": (SAMPLE.read_bytes(), b"[1]", "plausible_set.json: not a table of names and values"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_malformed_sample_is_refused_on_one_line(name, tmp_path):
    content, record, message = FILES[name]
    with pytest.raises(ScenarioError, match=message) as caught:
        sample(malformed(tmp_path, content, record))
    assert len(message_of(caught.value, "en").splitlines()) == 1
    in_chinese(message_of(caught.value, "zh"))


def test_a_mark_in_front_is_no_part_of_the_first_name(tmp_path):
    mark = "\ufeff".encode()
    record = mark + json.dumps(about_sample()).encode()
    assert sample(malformed(tmp_path, mark + SAMPLE.read_bytes(), record)) == sample()
