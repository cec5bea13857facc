"""How a scenario complains: where, which value, what would be accepted, and a guess at what was meant."""

from collections.abc import Collection
from difflib import get_close_matches

LONGEST_SHOWN = 40  # characters of a wrong value that a message repeats
LONGEST_LIST = 12  # accepted words that a message lists


class ScenarioError(ValueError):
    """A scenario, a place or a table cannot be used; its text is meant for the person who wrote it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        # Added here and not to the argument, so that an error that crosses processes is not prefixed twice.
        return f"scenarios: {self.message}"

    def at(self, where: str) -> "ScenarioError":
        """The same complaint, with the place where it happened in front."""
        return ScenarioError(f"{where}: {self.message}")


def closest(word: str, choices: Collection[str]) -> str | None:
    """The choice that looks most like the word, whatever its case; None if nothing is near."""
    by_lower = {choice.lower(): choice for choice in choices}
    near = get_close_matches(word.strip().lower(), list(by_lower), n=1)
    return by_lower[near[0]] if near else None


def suggest(word: str, choices: Collection[str]) -> str:
    """What to add to 'unknown ...': a guess, else the choices if they are few, else nothing."""
    guess = closest(word, choices)
    if guess is not None:
        return f'; did you mean "{guess}"?'
    return f"; expected {one_of(choices)}." if 0 < len(choices) <= LONGEST_LIST else "."


def one_of(choices: Collection[str]) -> str:
    """Accepted words as a phrase: one of "large", "medium", "small"."""
    return "one of " + ", ".join(f'"{choice}"' for choice in choices)


def expected(value: object, accepted: str) -> str:
    """The sentence about an impossible value."""
    return f"{shown(value)} is not possible; expected {accepted}."


def shown(value: object) -> str:
    """A value as a message repeats it: numbers bare, words quoted, long ones cut."""
    text = " ".join(str(value).split())
    if not text:
        return "an empty value"
    if len(text) > LONGEST_SHOWN:
        text = text[:LONGEST_SHOWN] + "…"
    return f'"{text}"' if isinstance(value, str) and not _looks_like_number(value) else text


def _looks_like_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return "_" not in text  # Python's own spelling, nobody else's
