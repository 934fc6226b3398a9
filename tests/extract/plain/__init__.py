"""Text captures of pages."""
