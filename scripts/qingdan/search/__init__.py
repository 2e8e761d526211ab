"""The index by which a browser searches the lists: made once for each build, from values to files. Touches nothing."""
