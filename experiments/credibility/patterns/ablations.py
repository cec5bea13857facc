"""Ablations that several patterns and loops share: each removes one cause the model names."""

from __future__ import annotations

from .variant import Ablation, Settings, move

FIELDS = ("digital", "economy", "environment", "party", "requests", "rural", "safety", "services")
# With `hazard_slope` 0.1 incidents hardly depend on levels; three tenths of the hazards keep about as many of them.
ONE_HAZARD = tuple(move(f"fields.{field}.hazard", 0.3, "scale") for field in FIELDS)

NO_COPING = Ablation("no_coping", {"coping": 0})
NO_DEMAND = Ablation("no_demand", {"coping": 0, "paper_visits": 0})  # of papers, by targets or by visits
NO_SLACK = Ablation("no_slack", {"mass_slack": 0})
NO_EXPOSURE = Ablation("no_exposure", {"exposure_loss": 0})
NO_CONCEALMENT = Ablation("no_concealment", {"concealment_cost": 10})
# Time that visits take is that of receiving them, of days they break, and of the dossiers they ask for.
NO_VISIT_HOURS = Ablation("no_visit_hours", {"visit_hours": 0, "day_lost": 0, "dossier_hours": 0})
NO_FINDS: Settings = {"neglect_found": 0, "paper_visits": 0}  # visits find neither neglect nor missing documents
NO_SHIFTING = Ablation("no_shifting", {"shift_yield": 0, "write_off": 0})
NO_PRICE_OF_FAILURE = Ablation("no_price_of_failure", {"error_loss": 0})
NO_BURDEN = Ablation(
    "no_burden",
    {
        "coping": 0,
        "visit_hours": 0,
        "day_lost": 0,
        "dossier_hours": 0,
        "indicator_hours": 0,
        "letter_hours": 0,
        "fragmentation": 0,
    },
)
NO_AVERTING = Ablation("no_averting", {"hazard_slope": 0.1}, changes=ONE_HAZARD)
