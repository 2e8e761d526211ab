"""What a civic developer takes away: one format a file. Pure: rows in, bytes out."""
