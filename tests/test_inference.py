"""Calibration on the model itself: the examples of its pages run, and give sensible answers."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small import write_county

from kaohe.calibrations import folder_of

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "inference.md").read_text(encoding="utf-8")


def blocks(page, kind):
    return re.findall(rf"^```{kind}\n(.*?)^```", page, re.M | re.S)


@pytest.fixture(scope="module")
def names(tmp_path_factory):
    """What the examples of the page leave behind."""
    folder = tmp_path_factory.mktemp("inference")
    write_county(folder)
    (folder / "targets.toml").write_text(*blocks(PAGE, "toml"), encoding="utf-8")
    names: dict[str, Any] = {"__name__": "inference", "folder": folder}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for number, code in enumerate(blocks(PAGE, "python")):
            exec(compile(code, f"docs/inference.md, example {number + 1}", "exec"), names)
    return names


def test_the_targets_of_the_page_rule_out_and_inform(names):
    found = names["found"]
    assert 0 < found["kept"][0] < 0.8 and set(found["target"].values) == {"visits", "papers", "double_inspection"}
    shrinkage = found["shrinkage"]
    assert shrinkage.sel(parameter=["visit_hours", "indicator_hours"]).max() < 0.85
    assert shrinkage.sel(parameter="contagion") > 0.85 and not found["informed"].sel(parameter="contagion")
    sized = found.sel(target=["visits", "papers"])
    reach = 3 * np.hypot(sized["sd"], sized["discrepancy"])
    assert (abs(sized["after"].sel(quantile=0.5) - sized["observed"]) < reach).all()
    assert len(list((names["folder"] / "calibrations").glob("targets-*/runs/*"))) == 5, "waves, draws, rows, truths"


def test_the_chinese_page_has_the_same_file(tmp_path):
    write_county(tmp_path)
    found = []
    for page in (PAGE, (DOCS / "inference.zh.md").read_text(encoding="utf-8")):
        (tmp_path / "targets.toml").write_text(*blocks(page, "toml"), encoding="utf-8")
        calibration = folder_of(tmp_path / "targets.toml", tmp_path).calibration
        found.append([{**vars(each), "source": ""} for each in calibration.observations] + [calibration.sizes])
    assert found[0] == found[1]
