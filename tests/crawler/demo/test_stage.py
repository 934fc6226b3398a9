"""Commands that share the folder where the demo keeps its state."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from crawler.demo.stage import Show, Stage
from crawler.errors import ConfigurationError

if TYPE_CHECKING:
    from pathlib import Path

CPPCC = [sys.executable, "-c", "from crawler.cli import main; main()"]


def test_a_folder_has_one_demo_at_a_time_and_its_store_outlasts_a_look_into_it(
    tmp_path: Path,
) -> None:
    show = Show("shared", ())
    with Stage(tmp_path, show) as stage:
        with pytest.raises(ConfigurationError, match=r"is up on .*: stop it, or name another"):
            Stage(tmp_path, show).__enter__()
        looked = subprocess.run(  # noqa: S603 - our own command
            [*CPPCC, "store", "--bucket", "shared", "--state", str(tmp_path)],
            capture_output=True, text=True, timeout=60, check=True,
        )  # fmt: skip
        assert f"AWS_ENDPOINT_URL_S3={stage.store.endpoint}" in looked.stdout
        assert "stays up" in looked.stderr
        assert stage.store.is_healthy()
    with Stage(tmp_path, show) as again:
        assert again.store.is_healthy()
