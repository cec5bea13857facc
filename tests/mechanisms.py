"""People in whom one mechanism of the causal core is at work alone, so that a test tells what it does by itself."""

from sim.parameters.behaviour import OFF, Behaviour


def alone(**values: float) -> Behaviour:
    """Everybody's default behaviour with all mechanisms with a strength switched off, but for the values given."""
    return Behaviour(**{**OFF, **values})
