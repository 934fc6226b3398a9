"""List pages: what they hold, and how it is read, whatever they are made of."""
