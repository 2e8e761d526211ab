"""What became of every entry, from git: `git.py` asks it, the rest is pure."""
