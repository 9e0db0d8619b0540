"""The site under its production server, in processes of its own."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from tests.settings import IGNORED_VARIABLES

ROOT = Path(__file__).resolve().parents[1]
GIVEN = {
    "DJANGO_SETTINGS_MODULE": "tests.server_settings",
    "SECRET_KEY": "only-for-the-tests",
    "CONTACT_MIN_SECONDS": "0",
    "CONTACT_RATE_LIMIT": "999999/hour",
    "CONTACT_RECIPIENTS": "team@forum.example",
}


class Site:
    """`with Site(log, DATABASE_URL=url) as site:` serves the site on a free port.

    The variables are those of the environment. The block's end stops the server as systemd does.
    """

    def __init__(self, log: Path, **variables: str):
        self.log = log
        self.port = free_port()
        blank = dict.fromkeys(IGNORED_VARIABLES, "")
        self.environment = os.environ | blank | GIVEN | {"PORT": str(self.port)} | variables

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *arguments: str) -> None:
        subprocess.run(  # noqa: S603  the arguments are those of the tests
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, check=True
        )

    def __enter__(self) -> "Site":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "forum.server"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self._wait_until_ready()

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=60)

    def reload(self) -> None:
        """Replace all workers, one by one; returns when the old ones have ended."""
        old = set(self.worker_ids())
        self.process.send_signal(signal.SIGHUP)
        for _attempt in range(2400):
            if not old & set(self.worker_ids()):
                return
            time.sleep(0.2)
        raise RuntimeError(self.log.read_text())

    def worker_ids(self) -> list[int]:
        """The process ids of the workers, the oldest first."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [number for number in map(int, children.split()) if _is_worker(number)]

    def kill_worker(self) -> None:
        """With SIGKILL, as the kernel does when memory runs out."""
        if workers := self.worker_ids():
            os.kill(random.choice(workers), signal.SIGKILL)  # noqa: S311  any will do

    def _wait_until_ready(self) -> None:
        for _attempt in range(2400):
            if self.process.poll() is not None:
                break
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.05)
        raise RuntimeError(self.log.read_text())


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _is_worker(number: int) -> bool:
    """The server also starts a resource tracker of `multiprocessing`."""
    with contextlib.suppress(OSError):
        return b"spawn_main" in Path(f"/proc/{number}/cmdline").read_bytes()
    return False
