"""One world and its month; knows nothing of files, screens or processes."""
