"""Running many cases: threads, folders that are there as a whole or not at all, seeds, memory, error messages.

Every other room of `experiments` stands on this one.
Nothing here knows what is compared with what.
"""
