"""Why a reform or regime has the effect it has: the effect split over mechanisms by switching each off on both sides.

`mechanisms.toml` says how each is switched off, `split` runs and divides, `words` puts it into a sentence.
"""
