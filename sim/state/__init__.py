"""What a world is stored in: record types of its arrays, neighbours, and addressed random numbers.

Rules read and write these arrays; a new quantity is one entry of `layout`.
Nothing here decides anything.
"""
