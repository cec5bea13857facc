"""Results that do not fit into memory: they go to a file, and every number and every file is the same."""

import numpy as np
import pytest
from small import in_chinese, kaohe, write_county
from test_study_store import contents

from experiments.compare.comparison import Comparison
from experiments.compare.running import run_comparison
from experiments.credibility.small_world import small_place
from experiments.run import large
from experiments.run.parts import Parts
from scenarios import ScenarioError, load

TINY = 2**10  # bytes


@pytest.fixture
def little_memory(monkeypatch):
    monkeypatch.setattr(large, "SMALL", TINY)
    monkeypatch.setattr(large, "available", lambda: large.OVERHEAD + TINY)


@pytest.mark.parametrize("shape", [(3, 5), (large.BLOCK // 1000, 1001)])
def test_an_array_in_a_file_is_as_one_in_memory(little_memory, tmp_path, shape):
    for value in (0.0, np.nan, 2.5):
        found = large.filled(shape, value, tmp_path)
        assert isinstance(found, np.memmap) == (found.nbytes > TINY)
        assert found.shape == shape and np.array_equal(found, np.full(shape, value), equal_nan=True)
        found[1] = 7.0
        assert (found[1] == 7.0).all()
    assert not list(tmp_path.iterdir()), "the file has no name"


def test_what_fits_is_in_memory(tmp_path):
    assert not isinstance(large.filled((3, 5), 1.0, tmp_path), np.memmap)


def test_a_comparison_in_files_has_the_same_bits(monkeypatch, tmp_path):
    scenarios = tuple(load(text) for text in ("generalised", "generalised+mutual_recognition", "minimal"))
    comparison = Comparison(scenarios, small_place(2), 14, 3, 3, worlds=())
    plain = run_comparison(comparison, threads=2)
    monkeypatch.setattr(large, "SMALL", TINY)
    monkeypatch.setattr(large, "available", lambda: large.OVERHEAD + TINY)
    filed = run_comparison(comparison, threads=2, parts=Parts(tmp_path, {}))
    again = run_comparison(comparison, threads=1, parts=Parts(tmp_path, {}))  # taken from the parts
    for found in (filed, again):
        assert isinstance(found.series.base, np.memmap) and found.digest == plain.digest
        assert np.array_equal(found.series, plain.series) and np.array_equal(found.level, plain.level, equal_nan=True)
        assert np.array_equal(found.townships, plain.townships, equal_nan=True)
        assert found.dataset().equals(plain.dataset())


def test_a_disk_without_room_is_told_before_anything_runs(little_memory, monkeypatch, tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(large, "_take_room", full)
    with pytest.raises(ScenarioError, match=r"GB of room needed on the disk") as told:
        large.filled((200, 200), 0.0, tmp_path)
    in_chinese(told.value.render("zh"))
    assert not list(tmp_path.iterdir())


def test_the_files_of_a_comparison_are_the_same_bytes(little_memory, monkeypatch, tmp_path):
    out = tmp_path / "out"
    about = ("compare", "generalised", "minimal", "--place", write_county(tmp_path), "--months", 14, "--replicates", 3,
             "--warmup", 0, "--worlds", 2, "--out", out)  # fmt: skip
    assert kaohe(*about) == 0
    filed = contents(out)
    monkeypatch.undo()
    assert kaohe(*about) == 0
    assert contents(out) == filed and len(filed) > 3
