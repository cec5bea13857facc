"""The rules of the month, one mechanism to a file; `sim.month` calls them in order."""
