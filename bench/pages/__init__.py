"""What a site costs, beside others that write the same pages: an invented city with pages of any number, built and amended."""
