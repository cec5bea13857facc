"""What a finished study says beyond indices: where in its axes a result is reached, and how robust scenarios are.

`thresholds` are what counts as reached; `robustness` compares scenarios over all points (regret, shares, ranks);
`peeling` finds boxes, `trees` trees and scores, `regions` applies them to a study. All of it are associations over the
points of a design: axes are drawn at random there, so they are effects of axes in the model as far as a design is even.
"""
