"""Rules on two states of the lists: what may become of what stood there before. `rules.py` names them all."""
