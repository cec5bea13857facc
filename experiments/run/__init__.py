"""Running many cases: threads, seeds, memory, records, folders that are there as a whole or not at all, exit codes.

Every other room of `experiments` stands on this one, and nothing here knows what is compared with what.
What a record or a folder of results may hold is declared in `record` and `folder`.
"""
