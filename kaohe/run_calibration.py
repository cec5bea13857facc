"""`kaohe calibrate`: a user's own observations, and the behaviour that they leave."""

from __future__ import annotations

from analysis.calibration import lines, target_table
from analysis.files.calibration import save_calibration
from scenarios.languages import translate

from .calibrations import carry_out, folder_of
from .console import console, note, pace, say
from .listings import named_table
from .running import RunOptions


def calibrate(word: str, options: RunOptions) -> bool:
    """Carry out what is missing; tables and words on the screen, all of it in the folder; whether anything is left."""
    folder = folder_of(word, options.out or "")
    note(options.text("calibration_begins", path=folder.path))
    try:
        with pace(options.lang) as report:
            data = carry_out(folder, options.threads, report)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(options.text("calibration_stopped", path=folder.path)) from None
    columns, rows = target_table(data, options.lang)
    title = translate("analysis.calibration.targets_title", options.lang)
    console().print(named_table(title, columns, rows))
    for line in lines(data, options.lang):
        say(line)
    for path in save_calibration(data, folder.path, options.lang):
        say(options.text("written", path=path))
    if "posterior" not in data.attrs:
        return False
    say(options.text("posterior_written", path=data.attrs["posterior"]))
    return True
