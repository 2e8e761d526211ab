"""What a check found, written down for a person or a program: one format a file. Pure: problems in, text out."""
