"""Public lists kept as validated data packages, and the static site built from them."""

__version__ = "0.1.0"
