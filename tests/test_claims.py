"""Claims of the texts and expectations of the mechanisms: they load, words mean what they say, command and page."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from small import CHINESE, in_chinese, kaohe

from analysis.report.claims import claims_page
from docs.pages.claims import stored
from experiments.credibility.claims import trial as trials
from experiments.credibility.claims.catalogue import DIRECTIONS, EXPECTATIONS, FILE, everything, read, scenario
from experiments.credibility.claims.outcomes import DERIVED, LEVEL, Window
from experiments.credibility.claims.report import ClaimsReport, from_record
from experiments.credibility.claims.trial import Size, try_claims
from experiments.credibility.claims.verdicts import Component, ScaledEffect, verdict, verdicts
from experiments.credibility.small_world import small_case
from experiments.run.runner import run_cases
from scenarios.errors import ScenarioError
from scenarios.languages import LANGUAGES
from sim.measures import NAMES

CLAIMS = read()
ALL = everything()
COUNTY = "350723"  # the smallest of the counties that patterns are tried in
SMALL = Size((COUNTY,), replicates=3, worlds=2)


def test_every_claim_is_there_in_both_languages():
    assert list(CLAIMS.claims) == [f"Q{number}" for number in range(1, 77)] == [claim.id for claim in ALL.of_texts()]
    for claim in ALL.claims.values():
        for text in (claim.says, claim.mechanism, claim.because, claim.missing, claim.cannot):
            assert bool(text.en) == bool(text.zh) and not CHINESE.search(text.en)
            assert not text.zh or CHINESE.search(text.zh)
        assert claim.says.en and claim.mechanism.en and claim.text in ALL.texts
        assert bool(claim.trials) != bool(claim.cannot.en)


def test_every_mechanism_has_its_expectations():
    """Those that no trial can show say where they are shown."""
    mechanisms = {id.partition(".")[0] for id in (each.id for each in ALL.expectations())}
    assert mechanisms == {f"E-R{number}" for number in range(1, 11)} and ALL.least == read(EXPECTATIONS).least
    assert {each.id for each in ALL.expectations() if not each.trials} == {"E-R8.1", "E-R9.1"}
    assert {*CLAIMS.claims} | {each.id for each in ALL.expectations()} == {*ALL.claims}


def test_why_a_claim_comes_out_otherwise_is_said():
    """In a sentence of its own in both languages, for every claim that is opposite or conditional as stored."""
    judged = verdicts(ALL, stored().components)
    otherwise = {id for id, word in judged.items() if word in ("opposite", "conditional")}
    assert {id for id in otherwise if not ALL.claims[id].finding.en} == set()
    for claim in ALL.claims.values():
        assert bool(claim.finding.en) == bool(claim.finding.zh) and not CHINESE.search(claim.finding.en)


def test_outcomes_and_scenarios_exist():
    for claim in ALL.claims.values():
        for trial in claim.trials:
            for outcome, direction in trial.expect.items():
                assert outcome in NAMES or outcome in DERIVED or outcome.startswith(LEVEL)
                assert direction in DIRECTIONS and all(ALL.name(outcome).render(lang) for lang in LANGUAGES)
            runs = [run for _, run in trial.parts]
            assert len(set(runs)) > 1 and sum(sign for sign, _ in trial.parts) == 0
            assert all(scenario(run.scenario).country for run in runs)


def test_outcomes_of_the_claims_are_what_they_say():
    case = small_case(24)
    runs = run_cases([case], endings=[0])
    year = Window(runs.series[0, 12:], runs.levels[0, 12:], case.regime.fields, runs.endings[0], 13)
    cramming = runs.series[0, :, NAMES.index("cramming")]
    assert year.of("cramming") == pytest.approx(cramming[12:].mean())

    def early(months):
        return Window(runs.series[0, :months], runs.levels[0, :months], case.regime.fields, runs.endings[0], 1)

    assert np.isnan(early(11).of("cramming"))  # nothing was scored yet
    assert early(14).of("cramming") == pytest.approx(cramming[11:14].mean()) and cramming[11] > 0
    rural = [field.id for field in case.regime.fields].index("rural")
    assert year.of("level_rural") == pytest.approx(runs.levels[0, 12:, rural].mean()) and np.isnan(
        year.of("level_party")
    )
    assert year.of("weakest_field") <= year.of("level_rural") and 0 < year.of("busy") <= 1
    assert -1 < year.of("latent_gap") < 1 and -1 < year.of("enforcement_gap") < 1
    outcome = np.sort(runs.endings[0].townships["true_outcome"])
    assert year.of("weak_outcome") == outcome[0] and year.of("score_spread") >= 0
    assert all(np.isfinite(year.of(name)) for name in DERIVED)


# --- verdicts


@pytest.mark.parametrize(
    ("direction", "effect", "low", "high", "state"),
    [
        ("up", 0.05, 0.01, 0.09, "holds"),
        ("up", -0.05, -0.09, -0.01, "opposite"),
        ("down", -0.05, -0.09, -0.01, "holds"),
        ("up", 0.01, 0.005, 0.015, "small"),
        ("up", 0.02, -0.05, 0.09, "undecided"),
        ("up", 0.02, 0.01, 0.04, "undecided"),
        ("flat", 0.0, -0.02, 0.02, "holds"),
        ("flat", 0.05, 0.04, 0.06, "opposite"),
        ("flat", 0.0, -0.05, 0.05, "undecided"),
        ("not up", -0.2, -0.3, -0.1, "holds"),
        ("not up", 0.1, 0.05, 0.15, "opposite"),
        ("not down", 0.1, 0.05, 0.15, "holds"),
        ("up", 0.05, np.nan, np.nan, "undecided"),
    ],
)
def test_words_of_an_effect(direction, effect, low, high, state):
    found = ScaledEffect(2 * effect, 2 * low, 2 * high, 2.0)
    assert found.state(direction, 0.03) == state
    assert replace(found, scale=0.0).state(direction, 0.03) == "undecided"


UP, DOWN, NIL, OPEN = (
    ScaledEffect(e, e - w, e + w, 1.0) for e, w in ((0.1, 0.01), (-0.1, 0.01), (0.0, 0.01), (0.0, 0.2))
)


def part(*places, worlds=None, rules=()):
    named = {str(number): found for number, found in enumerate(places)}
    return Component("Q5", 0, "load", "up", named, worlds, dict(enumerate(rules)))


def test_a_part_depends_on_places_worlds_and_rules():
    assert part(UP, UP, DOWN).verdict(0.03) == ("holds", "")
    assert part(UP, OPEN, DOWN).verdict(0.03) == ("conditional", "places")
    assert part(UP, worlds=(3, 6)).verdict(0.03) == ("conditional", "worlds")
    assert part(UP, worlds=(4, 6)).verdict(0.03) == ("holds", "")
    assert part(UP, rules=(UP, DOWN, OPEN)).verdict(0.03) == ("conditional", "rules")
    assert part(DOWN, worlds=(1, 6)).verdict(0.03) == ("opposite", "")
    assert part(DOWN, worlds=(5, 6)).verdict(0.03) == ("conditional", "worlds")
    assert part(NIL).verdict(0.03) == ("small", "") and part(OPEN).verdict(0.03) == ("undecided", "")


def test_a_claim_is_judged_by_its_parts():
    claim = CLAIMS.claims["Q5"]
    assert verdict(claim, [part(UP), part(UP)]) == "holds"
    assert verdict(claim, [part(UP), part(DOWN)]) == "conditional"
    assert verdict(claim, [part(UP), part(DOWN), part(DOWN)]) == "opposite"
    assert verdict(claim, [part(NIL), part(NIL)]) == "small"
    assert verdict(claim, [part(NIL), part(OPEN)]) == "undecided" and verdict(claim, []) == "undecided"
    assert verdict(CLAIMS.claims["Q72"], []) == "cannot"


def test_on_what_a_claim_depends_is_said():
    report = ClaimsReport(CLAIMS, SMALL, (part(UP, worlds=(3, 6)), replace(part(DOWN), outcome="target")))
    said = report.condition(CLAIMS.claims["Q5"])
    assert str(said) == "in part for load; opposite for targets; load: sign as claimed in 3 of 6 plausible worlds"
    assert said.render("zh") == "部分成立的是负荷；方向相反的是目标；负荷：6 组合理参数中 3 组方向一致"


# --- runs


@pytest.fixture(scope="module")
def found():
    chosen = CLAIMS.only(["Q5", "Q60", "Q72"])
    return ClaimsReport(chosen, SMALL, try_claims(chosen, SMALL), "rules")


def test_a_small_trial_gives_every_part_its_numbers(found):
    assert [(each.claim, each.outcome) for each in found.components] == [
        (claim.id, outcome) for claim in found.catalogue.claims.values() for t in claim.trials for outcome in t.expect
    ]
    load = next(each for each in found.components if each.outcome == "load")
    assert load.main.effect > 0 and load.main.low <= load.main.effect <= load.main.high and load.worlds[1] == 2
    assert found.verdict(found.catalogue.claims["Q60"]) == "holds"  # an exact null
    assert found.verdict(found.catalogue.claims["Q72"]) == "cannot"


def test_results_are_the_same_once_stored(found):
    record = json.loads(json.dumps(found.record(), allow_nan=False))
    again = from_record(record, CLAIMS)
    assert again.record() == record and again.catalogue.claims.keys() == found.catalogue.claims.keys()
    assert again.counts() == found.counts()


def test_a_rule_of_choice_is_one_more_try():
    chosen = replace(CLAIMS.only(["Q8"]), rules={"dull": (("precision", 1.0),)})
    (part,) = try_claims(chosen, Size((COUNTY,), replicates=2, worlds=0))
    assert part.rules["dull"].effect != part.main.effect and part.worlds is None


def test_plausible_worlds_are_rows_of_a_file_of_ones_own(tmp_path, monkeypatch, capsys):
    sample, seen = tmp_path / "own.csv", []
    sample.write_text("shift_yield\n0\n0.5\n", encoding="utf-8")
    run = trials._Work.run

    def watched(self, wanted, where, people, progress, worlds=False):
        seen.append((worlds, [person.shift_yield for person in people]))
        return run(self, wanted, where, people, progress, worlds)

    monkeypatch.setattr(trials._Work, "run", watched)
    (part, *_) = try_claims(CLAIMS.only(["Q8"]), SMALL, sample=sample)
    assert [people for worlds, people in seen if worlds] == [[0.0, 0.5]] and part.worlds[1] == 2
    assert kaohe("claims", "--only", "Q8", "--uncertainty", tmp_path / "none.csv") == 2
    assert "none.csv" in capsys.readouterr().err


def test_effects_beyond_others_are_differences_of_effects():
    trial = CLAIMS.claims["Q35"].trials[1]
    values = {(run, trials._span(trial, "fabrication")): np.array([float(n)]) for n, (_, run) in enumerate(trial.parts)}
    assert trials._effects(trial, "fabrication", values) == (0 - 1) - (2 - 3)


def test_the_page_says_every_verdict(found):
    for lang, word in (("en", "cannot be asked"), ("zh", "无法检验")):
        page = claims_page(found, lang)
        assert f"### Q72 · {word}" in page and "| `generalised,levels=1` → `generalised,levels=4` |" in page
        assert (
            "no effect" not in page.replace("no effect (`flat`)", "").replace("there is no effect", "")
        ) or lang == "zh"


@pytest.mark.parametrize(("lang", "heads"), [("en", ("claims", "expectations")), ("zh", ("论断条数", "预期条数"))])
def test_expectations_are_counted_and_listed_apart(lang, heads):
    page = claims_page(replace(stored(), catalogue=ALL.only(["Q60", "E-R1.1", "E-R8.1"])), lang)
    assert " | ".join(heads) in page and f"## core · {ALL.texts['core'].title.render(lang)}" in page
    assert page.index("### Q60") < page.index("## core") < page.index("### E-R1.1") < page.index("### E-R8.1")
    assert str(ALL.claims["E-R1.1"].finding.render(lang)) in page
    counted = stored().counts(ALL.of_texts()), stored().counts(ALL.expectations())
    assert [sum(each.values()) for each in counted] == [76, len(ALL.expectations())]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_command(lang, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(trials, "FAST", SMALL)
    monkeypatch.setattr("kaohe.run_claims.FAST", SMALL, raising=False)
    out = tmp_path / "found"
    assert kaohe("claims", "--fast", "--only", "Q60,Q72,E-R8.1", "--out", out, "--lang", lang) == 0
    shown = capsys.readouterr().out
    assert "Q60" in shown and "Q72" in shown and "E-R8.1" in shown and "Q5 " not in shown
    assert {path.name for path in out.iterdir()} == {
        *("checksums.sha256", "claims.json", "claims.md", "claims.zh.md", "run.json")
    }
    assert json.loads((out / "claims.json").read_text())["verdicts"] == {
        "Q60": "holds",
        "Q72": "cannot",
        "E-R8.1": "cannot",
    }
    assert kaohe("redo", out) == 2 and kaohe("claims", "--fast", "--only", "Q72", "--out", out) == 0


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "wrong", [("--only", "Q99"), ("--only", ""), ("--only", "Q1,,Q2"), ("--threads", "0"), ("more",)]
)
def test_bad_input_is_refused_on_one_line(wrong, lang, capsys):
    assert kaohe("claims", "--fast", *wrong, "--lang", lang) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    if lang == "zh":
        in_chinese(said)


WRONG = {
    "an unknown outcome": ("burden = ", "burdne = "),
    "an unknown direction": ('burden = "up"', 'burden = "upp"'),
    "an unknown lever": ("indicator_load=0.5", "indicator_laod=0.5"),
    "an unknown text": ('text = "Z24"', 'text = "Z25"'),
    "one language": ("zh = ", "zz = "),
    "no trial and no reason": ("[[Q1.trials]]", "[[Q1.tries]]"),
    "no change": ("generalised,indicator_load=1.5", "generalised,indicator_load=0.5"),
    "unknown behaviour": ("imitation = 0 ", "imitatoin = 0 "),
    "behaviour out of range": ("imitation = 0.6", "imitation = 6"),
    "no reason for another start": ("\nbecause_en = ", "\nx = "),
    "months upside down": ("last = 12", "last = 0"),
    "a share beyond one": ("least = 0.03", "least = 3"),
    "no outcome": ("expect = { burden = \"up\", real_work = \"down\" }", "expect = {}"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused(what, tmp_path):
    old, new = WRONG[what]
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "claims.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ScenarioError) as refused:
        read(path)
    assert "claims.toml" in str(refused.value)
    in_chinese(refused.value.render("zh"))


# --- the stored results


def test_stored_are_all_claims():
    report = stored()
    wanted = {(c.id, n, outcome) for c in ALL.claims.values() for n, t in enumerate(c.trials) for outcome in t.expect}
    assert {(each.claim, each.trial, each.outcome) for each in report.components} == wanted
    assert list(report.catalogue.claims) == list(ALL.claims)
    assert all(list(each.places) == list(report.size.places) for each in report.components)
