"""Search for portfolios of reforms: several outcomes at once, under a budget, over the plausible worlds.

A search is read by `search_file` and is a `specification`; `evolution` chooses portfolios (NSGA-II with the operators
of pymoo), `evaluation` runs them beside the baseline under common luck, `engine` goes from generation to generation in
a `folder` that survives any interruption, and `front` says what was found.
"""
