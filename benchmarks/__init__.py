"""Measurements: `python -m benchmarks` makes them all and writes `docs/benchmarks.md`.

Believe ratios inside one run, not milliseconds. Each topic is one file with

    TITLE                heading of its section of the page
    measure(effort)      takes the time it needs and gives figures back, as `docs/benchmarks.json` keeps them
    judge(figures)       what was asked for, as `Requirement`s
    tell(figures)        paragraphs and tables of its section

`timing` is the one place that times, `machine` describes what was measured on, `page` writes the page.
"""
