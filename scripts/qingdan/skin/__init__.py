"""What surrounds every page. `skin` is the seam, `shell` cuts and joins; `mkdocs` is the only module that knows MkDocs."""
