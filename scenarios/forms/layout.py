"""What stands on which sheet of a scheme form, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from ..languages import Both
from ..vocabulary import about_names, both, column_names, lever_names, sections

SPARE_ROWS, SPARE_INDICATORS = 12, 40  # empty ones below the rows of a table, and of that of indicators
LAST_SPARE = 300  # drop-downs reach down to here
TITLE, NOTE = "■ ", "※ "  # what a row begins with that is text of the form and no entry
GENERAL = ("extends", "country")
ABOUT = (
    "name_zh", "name_en", "zh", "en", "source", "given_zh", "assumed_zh", "given", "assumed", "row", "rows", "made_by",
)  # fmt: skip
TARGETS = (
    "base_target", "amplification", "levels", "new_items", "deadline", "field_research", "classification",
    "within_class", "negotiation", "ratchet_up", "ratchet_down", "reweighting", "indicator_load", "calibration",
    "reference_own", "anchoring", "need_orientation", "assessor_quality", "cluster", "service_users",
)  # fmt: skip
CONSEQUENCES = (
    "target_stakes", "rank_stakes", "accountability_pressure", "bonus", "deduction", "lights", "cards", "veto_loss",
    "shortfall_loss", "severity", "reward_individualisation", "punishment_individualisation", "team_share",
    "track_link", "publicity", "complaint_points", "complaints_public",
)  # fmt: skip
INSPECTION = (
    "visits", "inspection_frequency", "announced", "mutual_recognition", "joint_depth", "bunching", "visit_cap",
    "special_supervision", "campaign", "reporting_frequency", "data", "trace_weight", "indicator_cap", "gate",
    "office_feedback",
)  # fmt: skip
DUTIES = (
    "letters", "joint_duty", "clarity", "office_authority", "resources", "tolerance", "grantor_liability", "training",
    "diagnosis", "shared_service", "co_governance",
)  # fmt: skip
# Columns that a scheme as it is printed has; the others of a table stand behind them, folded away.
FIRST = {
    "offices": ("weight", "organ_class", "line"),
    "indicators": ("field", "weight", "office", "veto", "burden", "verifiability", "visible", "items", "kinds"),
    "readings": ("weight", "post_weight", "sample", "period", "quota", "signed", "announced", "group"),
    "rungs": ("rule", "source", "loss", "prize", "quota", "threshold", "funds", "promotion", "removal", "fear"),
    "fields": ("need", "powers"),
}


@dataclass(frozen=True)
class Layout:
    """One sheet: settings that stand on it, other short lists, and the table below them (a kind, or none)."""

    id: str
    settings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    table: str = ""

    @property
    def name(self) -> Both:
        """What the sheet is called."""
        return both(f"scenarios.sheets.{self.id}")


SHEETS = (
    Layout("guide", (*(f"about.{key}" for key in ABOUT), *GENERAL)),
    Layout("offices", table="offices"),
    Layout("indicators", table="indicators"),
    Layout("readings", tuple(f"levers.{key}" for key in TARGETS), ("groups", "class_coefficients"), "readings"),
    Layout("rungs", tuple(f"levers.{key}" for key in CONSEQUENCES), table="rungs"),
    Layout("inspection", tuple(f"levers.{key}" for key in INSPECTION)),
    Layout("duties", tuple(f"levers.{key}" for key in DUTIES)),
    Layout("fields", table="fields"),
    Layout("ranges", lists=("assumed",)),
)
EXAMPLE = both("scenarios.sheets.example")


def setting_names() -> dict[str, Both]:
    """Names of all settings, by dotted id: what a scheme says of itself, what it builds on, and its levers."""
    found = {f"about.{key}": name for key, name in about_names().items()}
    found |= {key: sections()[key] for key in GENERAL}
    return found | {f"levers.{key}": name for key, name in lever_names().items()}


def columns_in_order(kind: str) -> tuple[str, ...]:
    """Columns of a table behind the row's name: those of `FIRST`, the others, and last the English name."""
    every = [column for column in column_names(kind) if column not in ("name_zh", "name_en")]
    return (*FIRST[kind], *(column for column in every if column not in FIRST[kind]))
