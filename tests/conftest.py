"""For all tests: one Hypothesis profile, tables of one width, figures drawn without ado, an order of files."""

import os
from contextlib import contextmanager
from importlib import import_module

import pytest
from hypothesis import settings
from small import sketch

# The first compiles the model for both workers, which takes two minutes; files that need no kernel come next, for the
# other worker. Then those that take longest, so that none is left with one at the end.
FIRST = (
    *("test_compiled_once", "test_site", "test_page_accessibility", "test_page_browser", "test_figures"),
    *("test_convergence", "test_readme", "test_page_learn", "test_policy_report", "test_viz", "test_coverage"),
    *("test_bad_input", "test_same_bits", "test_drive_and_complaints", "test_study_answers", "test_compile"),
    *("test_resume", "test_optimise", "test_cli", "test_doctor", "test_patterns", "test_powers", "test_evidence"),
    *("test_study_store", "test_studies_page", "test_languages", "test_twin", "test_page_compare", "test_tutorial"),
)

# The first example of a property may have to compile the model.
settings.register_profile("kaohe", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("kaohe")

os.environ.pop("COLUMNS", None)  # which workers are given, and which would make tables as narrow as a terminal

pytest_plugins = ["browsing"]  # the page in a browser, for tests that ask for it


def pytest_collection_modifyitems(items):
    place = {name: position for position, name in enumerate(FIRST)}
    items.sort(key=lambda item: place.get(item.path.stem, len(place)))


@pytest.fixture(autouse=True, scope="session")
def drawn_in_one_process():
    """Commands draw in processes of their own, whose start takes longer than a figure where the libraries are there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kaohe.run_comparisons.processes_that_draw", lambda most: 1)
        yield


SKETCHES = {
    "analysis.figures.draw": sketch,
    "analysis.files.national.draw_country": lambda country, folder, lang: folder.mkdir(),
    "analysis.files.pilot.save": lambda *_: [],
}


@pytest.fixture(autouse=True, scope="session")
def sketched():
    """Figures take seconds, of the arrays of all else: commands draw them where `figures_drawn` is asked for.

    Gives what draws them.
    """
    with pytest.MonkeyPatch.context() as patch:
        originals = {}
        for name, made in SKETCHES.items():
            module, _, function = name.rpartition(".")
            originals[name] = getattr(import_module(module), function)
            patch.setattr(name, made)
        yield originals


@pytest.fixture(scope="session")
def figures_drawn(sketched):
    """`with figures_drawn(): ...`: figures are drawn there."""

    @contextmanager
    def drawn():
        with pytest.MonkeyPatch.context() as patch:
            for name, original in sketched.items():
                patch.setattr(name, original)
            yield

    return drawn
