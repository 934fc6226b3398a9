"""Articles in text captures: what a renderer made of a page, without its markup."""
