"""A whole Airflow on loopback, with logins, over the replicas and a real bucket."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from crawler.demo.airflow_environment import scheduler_environment
from crawler.demo.scheduler import prepare_database, prepare_pools
from storage.embedded.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from storage.embedded.store import EmbeddedStore

START_LIMIT_S = 240.0
STOP_LIMIT_S = 20.0
PASSWORD = "correct horse"
PARTS = (("api-server",), ("scheduler", "--skip-serve-logs"), ("dag-processor",))


class Airflow:
    """Its address, its processes by part, and its API for the one user there is."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self.environment, self.log = dict(environment), log
        self.url = environment["AIRFLOW__API__BASE_URL"]
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self._token = ""

    def start(self, *part: str) -> None:
        self.run(part[0], [sys.executable, "-m", "airflow", *part])

    def run(self, name: str, command: Sequence[str]) -> None:
        """Start a program in a process group of its own, which ends with Airflow."""
        with self.log.open("ab") as out:
            self.processes[name] = subprocess.Popen(  # noqa: S603  # our own words
                list(command),
                env=self.environment,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )

    def stop(self) -> None:
        for signum in (signal.SIGTERM, signal.SIGKILL):
            for process in self.processes.values():
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signum)
            deadline = time.monotonic() + STOP_LIMIT_S
            for process in self.processes.values():
                with suppress(subprocess.TimeoutExpired):
                    process.wait(max(0.1, deadline - time.monotonic()))

    def await_health(self) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        wanted = ("metadatabase", "scheduler", "dag_processor")
        while time.monotonic() < deadline:
            with suppress(OSError, ValueError):
                parts = self._ask("GET", "/api/v2/monitor/health")
                if all(parts.get(name, {}).get("status") == "healthy" for name in wanted):
                    return
            time.sleep(0.5)
        raise AssertionError(f"Airflow isn't healthy:\n{self.log.read_text('utf-8')[-4000:]}")

    def api(self, method: str, path: str, body: Any = None) -> Any:
        """Return the answer of the API to its user."""
        if not self._token:
            login = {"username": "admin", "password": PASSWORD}
            self._token = self._ask("POST", "/auth/token", login)["access_token"]
        return self._ask(method, f"/api/v2{path}", body, self._token)

    def await_dag(self, dag: str) -> None:
        deadline = time.monotonic() + START_LIMIT_S
        while time.monotonic() < deadline:
            try:
                self.api("PATCH", f"/dags/{dag}", {"is_paused": False})
            except HTTPError:
                time.sleep(0.5)
            else:
                return
        raise AssertionError(f"{dag} doesn't appear")

    def trigger(self, dag: str, conf: Any = None) -> str:
        asked = {"logical_date": None, "conf": conf or {}}
        return str(self.api("POST", f"/dags/{dag}/dagRuns", asked)["dag_run_id"])

    def state(self, dag: str, run: str) -> str:
        return str(self.api("GET", f"/dags/{dag}/dagRuns/{run}")["state"])

    def await_end(self, dag: str, run: str, limit_s: float = START_LIMIT_S) -> str:
        deadline = time.monotonic() + limit_s
        while time.monotonic() < deadline:
            with suppress(TimeoutError):  # on a busy machine an answer may take its time
                if (state := self.state(dag, run)) in ("success", "failed"):
                    return state
            time.sleep(1)
        raise AssertionError(f"{dag} {run} is still {self.state(dag, run)} after {limit_s:.0f} s")

    def _ask(self, method: str, path: str, body: Any = None, token: str = "") -> Any:
        headers = {"Content-Type": "application/json"}
        headers |= {"Authorization": f"Bearer {token}"} if token else {}
        data = None if body is None else json.dumps(body).encode()
        request = Request(self.url + path, data, headers, method=method)  # noqa: S310  # loopback
        try:
            with urlopen(request, timeout=30) as answer:  # noqa: S310  # loopback
                return json.load(answer)
        except HTTPError as refused:
            refused.close()  # or its socket waits for a collection, and warns
            raise


@contextmanager
def live_airflow(
    home: Path, store: EmbeddedStore, *, bucket: str, sites: Path, **settings: str
) -> Iterator[Airflow]:
    """Run Airflow's parts, each in a process group of its own, while the context lasts."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    home.mkdir(parents=True, exist_ok=True)
    passwords = home / "passwords.json"
    passwords.write_text(json.dumps({"admin": PASSWORD}), "utf-8")
    environment = scheduler_environment(home, store, bucket=bucket, sites=sites) | {
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__BASE_URL": url,
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "True",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        **settings,
    }
    prepare_database(environment, print)
    prepare_pools(environment, print)
    airflow = Airflow(environment, home / "airflow.log")
    try:
        for part in PARTS:
            airflow.start(*part)
        airflow.await_health()
        yield airflow
    finally:
        airflow.stop()
