"""Designs and how they are run: comparisons under common luck, threads, the record that can redo a run."""
