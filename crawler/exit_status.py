"""How `cppcc` and `scrapy crawl` end."""

DONE = 0
FAILED = 1
"""Of a crawl, a site; of what only looks, something that isn't as it should be."""
BAD_CONFIGURATION = 2
INTERRUPTED = 3
"""It can be run again, and goes on."""
