"""The canonical form of the lists: one way of writing the same thing. Mends form, never meaning; twice is the same as once."""
