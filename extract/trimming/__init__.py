"""What stands in a body and is not of the article's text."""
