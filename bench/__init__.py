"""Invented data of any size, and what a check of it costs with a peer beside us. Everything in the data is a SAMPLE (样例)."""
