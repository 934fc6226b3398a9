"""What the DAGs cost and what they survive; each figure is printed beside what is asked of it.

`python -m tests.bench.dags [parse] [mapped] [reextract] [kills]`: see --help.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench import dag_kills, dag_reextract, dag_runs

ROOT = Path(__file__).parents[2]
PARSE = """
import sys, logging
import airflow.sdk, airflow.models.dagbag, airflow.timetables.interval
import airflow.providers.standard.operators.hitl
from airflow.dag_processing.dagbag import DagBag
logging.disable(logging.CRITICAL)
bag = DagBag(sys.argv[1])
assert not bag.import_errors, bag.import_errors
for stat in bag.dagbag_stats:
    print("FILE", stat.file, stat.duration.total_seconds(), stat.dag_num)
"""
ASKED_PARSE_S = 1.0


def parse(sites: int) -> bool:
    """Print how long each DAG file takes to parse, beyond Airflow's own import."""
    with tempfile.TemporaryDirectory() as folder:
        dag_runs.write_site_files(Path(folder), sites)
        environment = {
            **os.environ,
            "AIRFLOW_HOME": folder,
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "CPPCC_SITES": folder,
            "PYTHONPATH": str(ROOT),
        }
        said = subprocess.run(  # noqa: S603  # our own words
            [sys.executable, "-c", PARSE, str(ROOT / "dags")],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    files = [line.split()[1:] for line in said.splitlines() if line.startswith("FILE")]
    for name, seconds, dags in files:
        print(f"  {name:24} {float(seconds):6.3f} s, {dags} DAGs")
    slowest = max(float(seconds) for _, seconds, _ in files)
    return judged("slowest DAG file", f"{slowest:.2f} s", f"at most {ASKED_PARSE_S:g} s",
                  slowest <= ASKED_PARSE_S)  # fmt: skip


def judged(what: str, seen: str, asked: str, holds: bool) -> bool:
    print(f"{what}: {seen} ({asked}: {'yes' if holds else 'NO'})", flush=True)
    return holds


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", default=["parse", "mapped", "reextract", "kills"])
    parser.add_argument("--sites", type=int, default=100, help="sites of the mapped run")
    parser.add_argument("--pages", type=int, default=20_000, help="pages to read again")
    parser.add_argument("--replicas", nargs="*", default=(), help="whose pages; all by default")
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    parts = {
        "parse": lambda: parse(2 * given.sites),
        "mapped": lambda: dag_runs.mapped(given.sites, judged),
        "reextract": lambda: dag_reextract.reextract(given.pages, given.replicas, judged),
        "kills": lambda: dag_kills.kills(given.kills, given.seed, judged),
    }
    held = [parts[name]() for name in given.parts]  # all of them run, whatever the first says
    return 0 if all(held) else 1


if __name__ == "__main__":
    raise SystemExit(main())
