"""The demo itself, started as a person starts it."""

import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from browsing import Resting, chromium, house, overflow, violations  # noqa: F401  # fixtures
from demos import a_port, as_a_user


@dataclass(frozen=True)
class Demo:
    """A running demo."""

    address: str
    data: Path

    def receipt_key(self, folder: Path) -> str:
        """The key that the house publishes for whoever verifies its receipts, as a file."""
        path = folder / "receipt.pem"
        with urllib.request.urlopen(f"{self.address}/verify/receipt.pem", timeout=30) as answer:
            path.write_bytes(answer.read())
        return str(path)

    def run(self, *words: str, **settings: str) -> subprocess.CompletedProcess[str]:
        """A command of the house, as its users run it, in the installation that the settings name."""
        return subprocess.run(
            [sys.executable, "-m", "gonggo", *words],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
            env=as_a_user() | settings,
        )

    @property
    def settings(self) -> dict[str, str]:
        """What a process of this installation is told."""
        told = {"GONGGO_MODE": "demo", "GONGGO_DATA": str(self.data), "GONGGO_KEYS": f"{self.data}.keys"}
        return told | {"GONGGO_ORIGIN": self.address, "DJANGO_SETTINGS_MODULE": "gonggo.wiring.settings"}

    def happened(self, script: str, *words: str) -> None:
        """What came about in the house before, by a script that stands beside this file."""
        command = [sys.executable, str(Path(__file__).parent / script), *words]
        subprocess.run(command, check=True, timeout=120, env=as_a_user() | self.settings)

    def findings(self) -> str:
        """What the audit finds in the house once what comes by itself has come; nothing, if all is well."""
        for _ in range(5):
            ran = self.run("audit", **self.settings)
            if ran.returncode == 0:
                return ""
        return ran.stdout + ran.stderr


@contextmanager
def a_demo(data: Path) -> Iterator[Demo]:
    """``gonggo demo`` on a free port over ``data``."""
    port = a_port()
    log = data.with_suffix(".log").open("w+", encoding="utf-8")
    command = [sys.executable, "-m", "gonggo", "demo", "--port", str(port), "--data", str(data)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, env=as_a_user())
    try:
        assert process.stdout is not None
        for line in process.stdout:  # ends if the demo does
            if f"http://localhost:{port}" in line:
                break
        else:
            log.seek(0)
            pytest.fail(f"the demo did not start: {log.read()[-2000:]}")
        yield Demo(f"http://localhost:{port}", data)
    finally:
        process.terminate()
        process.communicate(timeout=60)
        log.close()
