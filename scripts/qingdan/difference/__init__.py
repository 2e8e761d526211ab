"""A difference of two states written down for a person or a program: one format a file. Pure, but for `states.py`."""
