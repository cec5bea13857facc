"""From results to answers: intervals, paired differences, tables, words, figures, files."""
