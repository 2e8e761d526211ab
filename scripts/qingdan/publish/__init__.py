"""The last stretch: every link is tried, the site is laid out beside the old one, then the two are exchanged."""
