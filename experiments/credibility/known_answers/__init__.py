"""Known answers: in the limits where theory has a closed form, the shipped model must give its number.

Each statement is reached by parameters alone, through the objects anybody uses (regime, people, place, case, world).
`python -m docs --run known_answers` writes the page `docs/known_answers.md` and its Chinese twin;
`tests/test_known_answers.py` holds every statement to its tolerance. Worlds near a limit, and how the distance to it is
taken off, are in `experiments.credibility.limits`; what is asked in them is in `effort`, `contests` and
`paper_and_risk`, and `table` has the statements.

Tolerances. Choice leaves shares at odds that differ from the optimum's by ln(odds) / (precision x curvature), and
production bends by about one part in a thousand. Both are smooth in the distance, so extrapolation from three
distances leaves the product of three such parts: below 1e-4 (`CLOSE`) for the vectors named here, which lie inside and
away from kinks. Near a corner (b = .05), or where one direction is flat (two tasks with θ = .8), up to a thousandth is
left, and less where choice is sharper still. Where a tolerance is wider, the function says what it is for.
"""
