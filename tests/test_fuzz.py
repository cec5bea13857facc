"""Inputs made by chance: what once failed is refused as it should be, and a few new ones of every kind are."""

from pathlib import Path

import pytest
from fuzz.kinds import KINDS
from fuzz.trying import ALL, EXPRESSION, one
from fuzz.verdict import judged

import scenarios

CORPUS = Path(__file__).with_name("fuzz") / "corpus"
FEW = {"study": 5, "search": 5, "scheme": 8}  # the slow ones; of others 25


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_what_once_failed_is_refused_in_one_short_message(path):
    kind = path.name.split("-")[0]
    if kind == EXPRESSION:
        outcome, why = judged(lambda: scenarios.load(path.read_text("utf-8")), "")
    else:
        outcome, why = judged(lambda: KINDS[kind].read(path), path.name)
    assert outcome == "refused", why


@pytest.mark.parametrize("kind", ALL)
def test_whatever_a_user_writes_is_read_or_refused(kind, tmp_path):
    for number in range(FEW.get(kind, 25)):
        outcome, why, content = one(kind, 1, number, tmp_path)
        assert outcome in ("read", "refused"), (number, why, content[:300])


def test_an_error_of_our_own_is_seen():
    """The verdict itself: a traceback, a message without the file, several lines and a hang all count as failures."""

    def broken():
        raise KeyError("x")

    assert judged(broken, "")[0] == "failed"
    assert "where" in judged(lambda: KINDS["place"].read(CORPUS / "none.csv"), "another.csv")[1]


def test_an_input_is_made_from_seed_kind_and_number_alone(tmp_path):
    first = [one("study", 3, number, tmp_path)[2] for number in (4, 5)]
    assert first == [one("study", 3, number, tmp_path)[2] for number in (4, 5)]
    assert first[0] != first[1]
