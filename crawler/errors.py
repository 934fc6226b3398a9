"""What a person has to put right before a crawl can start."""


class ConfigurationError(Exception):
    """A site file, an option or the environment is wrong; the text says how to mend it."""
