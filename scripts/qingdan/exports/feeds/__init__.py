"""News of the lists for feed readers: `feeds.py` says which there are, `items.py` what stands in them, one format a file."""
