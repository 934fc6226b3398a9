"""A file of addresses that a person wrote down."""

from pathlib import Path

from crawler.errors import ConfigurationError


def read_addresses(path: str) -> list[str]:
    """Return the addresses in a file, one a line; `#` begins a comment."""
    try:
        lines = Path(path).read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"urls={path}: {error}") from None
    return [line.strip() for line in lines if line.strip() and not line.lstrip().startswith("#")]
