"""For all tests: one Hypothesis profile, as the first example may have to compile the model; tables of one width."""

import os

from hypothesis import settings

settings.register_profile("kaohe", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("kaohe")

os.environ.pop("COLUMNS", None)  # which workers are given, and which would make tables as narrow as a terminal

pytest_plugins = ["browsing"]  # the page in a browser, for tests that ask for it
