"""A search small enough for tests, as the mapping that its file would hold."""

from small import write_county

from kaohe.searches import folder_of

AXES = {
    "include": {"mutual_recognition": {}, "negotiation": {}},
    "dose": {"mutual_recognition": {"low": 0.2}, "training_exchange": {}},
    "start": {"mutual_recognition": {"high": 6}},
    "lever": {"visits": {"values": [0.4, 0.8, 1.2]}},
}
PORTFOLIO = "generalised+mutual_recognition+negotiation+training_exchange"


def small_search(folder, **changes):
    """A mapping with one county of the folder; changes replace its keys."""
    given = {
        "places": [str(write_county(folder))], "scenarios": ["generalised", PORTFOLIO], "months": 14, "warmup": 0,
        "replicates": 2, "uncertainty": "plausible", "search": {"population": 6, "generations": 3},
        "objectives": {"formalism": "lower", "true_outcome": "raise"}, "budget": {"payer": "county", "limit": 0.2},
        "axes": AXES,
    }  # fmt: skip
    return given | changes


def small_folder(folder, **changes):
    """Its folder below another."""
    return folder_of(small_search(folder, **changes), folder / "out", make=True)


def contents(path):
    """Every file of a search by its name, locks left out."""
    files = [each for each in path.rglob("*") if each.is_file() and not each.name.startswith(".")]
    return {each.relative_to(path).as_posix(): each.read_bytes() for each in files}
