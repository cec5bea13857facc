"""Folders of large studies: seconds to open a finished one and to read its rows, and memory while runs are written.

The rows are made up, so that a million of them are there in seconds; the folder, its record, its parts and what
reads them are those of any study. Memory is that of a process that runs a study with a model cut down to one month.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from experiments.study.opening import open_store
from experiments.study.store import Store
from experiments.study.tables import dataset
from kaohe.studies import store_of

from .settings import Effort, Requirement
from .timing import interleaved, output_of, spread, unprepared

TITLE = "Large studies"
ROWS, FEW_ROWS = 1_000_000, 10_000
RUNS, FEW_RUNS = 100_000, 1_000
SECONDS, AIM_SECONDS = 1.0, 0.5
GIGABYTES, AIM_GIGABYTES = 1.0, 0.5
STUDY: dict[str, Any] = {
    "places": ["yinzhou"],
    "scenarios": ["generalised", "minimal"],
    "outcomes": ["formalism", "burden", "true_outcome"],
    "axes": {"lever": {"visits": {"low": 0.2, "high": 1.5}}, "behaviour": {"precision": {}, "patience": {}}},
}
COUNTY = "code,name,size_class,kind,cadres,villages\n1,A,medium,ordinary,8,4\n2,B,small,ordinary,8,4\n"
# The peak is the process's own: what `getrusage` gives is never less than what the process that started it holds.
PROGRAM = """
import sys
from pathlib import Path
from benchmarks.folders import small_store
from experiments.study.engine import run_study
store = small_store(Path(sys.argv[1]), int(sys.argv[2]))
run_study(store, 2)
print(store.runs, Path("/proc/self/status").read_text())
"""


def measure(effort: Effort) -> dict[str, Any]:
    whole = effort.whole
    with tempfile.TemporaryDirectory() as folder:
        store = made_up(Path(folder), ROWS if whole else FEW_ROWS)
        actions = {
            "open": unprepared(lambda: open_store(store.folder).state()),
            "read": unprepared(lambda: dataset(open_store(store.folder))),
        }
        seconds = interleaved(actions, min(effort.rounds, 3))
    return {
        "rows": store.runs,
        "parts": store.parts,
        "seconds": {name: spread(times.processor) for name, times in seconds.items()},
        "memory": [peak(runs) for runs in ((FEW_RUNS, RUNS) if whole else (FEW_RUNS,))],
    }


def made_up(parent: Path, rows: int) -> Store:
    """A finished study of so many runs, whose outcomes are random numbers."""
    import pyarrow

    design = {"kind": "latin_hypercube", "points": rows // 2}
    store = store_of(STUDY | {"design": design}, parent, make=True)
    rng, study = np.random.default_rng(1), store.study
    for part in range(store.parts):
        run = np.array(store.runs_of(part))
        point, scenario = np.divmod(run, 2)
        names = pyarrow.DictionaryArray.from_arrays(pyarrow.array(scenario, pyarrow.int32()), pyarrow.array(study.ids))
        place = pyarrow.DictionaryArray.from_arrays(
            pyarrow.array(np.zeros(len(run)), pyarrow.int32()), pyarrow.array([study.places[0].id])
        )
        columns = {"run": run, "point": point, "place": place, "scenario": names}
        columns |= {"replicate": np.ones(len(run), np.int32), "seed": np.full(len(run), 7)}
        columns |= {outcome.name: rng.random(len(run)) for outcome in study.outcomes}
        columns |= {name: pyarrow.nulls(len(run), pyarrow.string()) for name in ("stage", "message")}
        store.write_part(part, {"runs": pyarrow.table(columns)}, [])
    return store


def small_store(folder: Path, runs: int) -> Store:
    """A study of so many runs of one month in a county of two townships."""
    place = folder / "county.csv"
    place.write_text(COUNTY, encoding="utf-8")
    design = {"kind": "latin_hypercube", "points": runs // 2}
    short = {"places": [str(place)], "months": 1, "warmup": 0, "design": design}
    return store_of(STUDY | short, folder, make=True)


def peak(runs: int) -> dict[str, Any]:
    """Runs of a study, and MB that the process that runs it holds at most; None where the system does not say."""
    if not Path("/proc/self/status").exists():
        return {"runs": runs, "mb": None}
    with tempfile.TemporaryDirectory() as folder:
        said = output_of([sys.executable, "-c", PROGRAM, folder, str(runs)])
    return {"runs": int(said.split()[0]), "mb": int(re.findall(r"VmHWM:\s+(\d+) kB", said)[0]) / 1024}


def judge(found: dict[str, Any]) -> list[Requirement]:
    rows, most = found["rows"], found["memory"][-1]
    lines = [
        Requirement(
            f"opening a finished study of {rows:,} rows", found["seconds"]["open"]["median"], SECONDS, AIM_SECONDS, " s"
        )
    ]
    if most["mb"] is not None:
        what = f"memory of a study of {most['runs']:,} runs at most"
        lines.append(Requirement(what, most["mb"] / 1024, GIGABYTES, AIM_GIGABYTES, " GB"))
    return lines


def tell(found: dict[str, Any]) -> list[str]:
    opened, read = found["seconds"]["open"], found["seconds"]["read"]
    held = ", ".join(f"{each['mb'] or 0:,.0f} MB for {each['runs']:,} runs" for each in found["memory"])
    return [
        f"""A finished study of {found["rows"]:,} runs in {found["parts"]:,} parts (the rows made up, the folder a real
        one) is opened, its design checked and its state told in {opened["median"]:.2f} s of processor time; with all
        outcomes read as labelled arrays it takes {read["median"]:.1f} s. A process that runs a study of tiny runs (two
        townships, one month) never holds more than {held}: what a study of many runs holds beside the model are its
        design and the numbers of its parts.""",
    ]
