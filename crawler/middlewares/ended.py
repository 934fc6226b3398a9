"""Requests that end without an answer, by name."""

from scrapy.exceptions import IgnoreRequest


class RequestEnded(IgnoreRequest):
    """Raised from the middlewares for a request that must not or can't go on.

    `outcome` is the name under which the ledger notes it, `evidence` what was seen.
    """

    def __init__(self, outcome: str, evidence: str) -> None:
        super().__init__(f"{outcome}: {evidence}")
        self.outcome, self.evidence = outcome, evidence
