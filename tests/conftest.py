"""For all tests: one Hypothesis profile, tables of one width, figures drawn without ado, long files first."""

import os

import pytest
from hypothesis import settings

# Files that take longest, so that no worker is left with one at the end; the second is busy with a process of its own
# while the first compiles the model for both.
LONGEST = (
    "test_patterns", "test_site", "test_coverage", "test_installation", "test_same_bits", "test_page_accessibility",
    "test_page_browser", "test_readme", "test_policy_report", "test_viz", "test_pilot", "test_country_files",
    "test_resume", "test_claims", "test_doctor", "test_country", "test_studies_page", "test_page_own", "test_docs",
)  # fmt: skip

# The first example of a property may have to compile the model.
settings.register_profile("kaohe", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("kaohe")

os.environ.pop("COLUMNS", None)  # which workers are given, and which would make tables as narrow as a terminal

pytest_plugins = ["browsing"]  # the page in a browser, for tests that ask for it


def pytest_collection_modifyitems(items):
    place = {name: position for position, name in enumerate(LONGEST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture(autouse=True, scope="session")
def drawn_in_one_process():
    """Commands draw in processes of their own, whose start takes longer than a figure where the libraries are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kaohe.run_comparisons.processes_that_draw", lambda most: 1)
        yield


@pytest.fixture(scope="module")
def undrawn():
    """Figures of comparisons take seconds, and are made of the same arrays as all else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("analysis.files.comparison.write_figures", lambda *_: None)
        yield
