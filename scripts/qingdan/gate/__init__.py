"""The gate: what may enter. `files` touches the disk; `text`, `table` and `tree` are pure readings of bytes; `pattern` judges
the regular expressions of a descriptor.

Nothing is parsed by a general library before it has passed here.
"""
