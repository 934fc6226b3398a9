"""What a page's scripts say of its lists, read and never run."""
