"""What happens when counties meet, one mechanism to a file: targets, careers, offices above, news, adoption.

Each file is a kernel or a few, called by `sim.national.year` in the order written there.
A new mechanism is one file and one line there.
"""
