"""Tests of the skins and of what surrounds a page."""
