"""What lessons explain, held against `kaohe explain`: which mechanisms carry the effect of their last setting."""

import pytest

from experiments.credibility.explain.split import Question, explain
from kaohe.page.lessons import lessons
from scenarios import load, load_place

SMALL = 1 / 8  # of the largest part: smaller ones are not named
REPLICATES, SEED, WARMUP = 8, 1, 36
DRAWN = [lesson for lesson in lessons() if "axis" in lesson]


@pytest.mark.slow
@pytest.mark.parametrize("lesson", DRAWN, ids=[lesson["id"] for lesson in DRAWN])
def test_lessons_name_the_mechanisms_that_explain_finds(lesson):
    axis, regime = lesson["axis"], lesson["regime"]
    text = f"{regime},{axis['lever']}" if "lever" in axis else f"{regime}+{axis['reform']}"
    last, place = load(f"{text}={axis['values'][-1]}"), load_place(lesson["place"])
    sizes = lesson["months"], REPLICATES, SEED, WARMUP
    found = explain(Question(last, load(regime), place, lesson["outcome"], *sizes))
    least = SMALL * abs(found.parts[0].share.mean)
    parts = [part for part in found.parts if part.share.sure and abs(part.share.mean) >= least]
    for key, sign in (("raised_by", 1), ("lowered_by", -1)):
        assert lesson[key] == [part.mechanism.id for part in parts if sign * part.share.mean > 0], key
    assert parts, "an experiment of which nothing can be explained"
