"""Reading an archive again on a cluster that loses one of its two workers."""

from tests.scale import ray_workers

PAGES = 1000


def test_every_record_is_read_once_though_a_worker_is_killed() -> None:
    assert ray_workers.main(PAGES) == 0
