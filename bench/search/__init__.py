"""How well and how fast the search finds, beside others."""
