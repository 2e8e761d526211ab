"""What need not be made again: from what changed since the last build to the pages that may show it. Pure."""
