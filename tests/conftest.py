"""One Hypothesis profile for all tests: the first example of a test may have to compile the model."""

from hypothesis import settings

settings.register_profile("kaohe", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("kaohe")
