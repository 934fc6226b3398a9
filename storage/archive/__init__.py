"""The raw archive: WARC shards, written record by record and read back."""
