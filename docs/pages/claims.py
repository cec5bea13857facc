"""`claims.md` and its Chinese page, written whole from stored results of `kaohe claims`."""

from __future__ import annotations

from functools import cache

from analysis.report.claims import claims_page
from experiments.credibility.claims.catalogue import everything
from experiments.credibility.claims.report import ClaimsReport, from_record
from experiments.credibility.claims.trial import FAST, full, try_claims
from sim.compile.kernel import rules_hash

from ..files import HOME, read_results, write_results

RESULTS = HOME / "claims.json"
COMMAND = "python -m docs --run claims"


def run(fast: bool, threads: int | None = None) -> None:
    """Try every claim, a quarter of an hour on one core (fast: two minutes), and store the results."""
    catalogue, size = everything(), FAST if fast else full()
    report = ClaimsReport(catalogue, size, try_claims(catalogue, size, threads=threads), rules_hash())
    write_results(RESULTS, report.record())
    stored.cache_clear()


@cache
def stored() -> ClaimsReport:
    return from_record(read_results(RESULTS), everything())


def page(language: str) -> str:
    return claims_page(stored(), language, COMMAND)
