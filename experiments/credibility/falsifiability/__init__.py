"""Published findings of the opposite sign: where the model was predicted to show them, and what it shows there.

`predictions` reads what was written before anything ran, `trial` runs it; `docs/falsifiability.md` tells both.
"""
