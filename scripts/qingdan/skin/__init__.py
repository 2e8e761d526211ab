"""The skin: what surrounds every page. `shell` is pure; `mkdocs` is the only module that knows MkDocs."""
