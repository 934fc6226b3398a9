"""The S3 server that comes along, for demos and tests."""
