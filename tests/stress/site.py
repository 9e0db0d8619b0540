"""The site under gunicorn, with workers to kill."""

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class Site:
    """`with Site(database_url, log) as site:` serves the site until the block ends."""

    def __init__(self, database_url: str, log: Path):
        self.log = log
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.environment = os.environ | {
            "DATABASE_URL": database_url,
            "DJANGO_SETTINGS_MODULE": "tests.stress.settings",
            "GUNICORN_CMD_ARGS": f"--bind 127.0.0.1:{self.port}",
        }

    def manage(self, *arguments: str) -> None:
        subprocess.run(  # noqa: S603  the arguments are those of the tests
            [sys.executable, "manage.py", *arguments], cwd=ROOT, env=self.environment, check=True
        )

    def __enter__(self) -> "Site":
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "forum.wsgi"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        self._wait_until_listening()
        return self

    def __exit__(self, *error: object) -> None:
        self.process.terminate()
        self.process.wait()

    def kill_worker(self) -> None:
        """With SIGKILL, as the kernel does when memory runs out."""
        workers = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        if workers.split():
            os.kill(int(random.choice(workers.split())), signal.SIGKILL)  # noqa: S311  any will do

    def _wait_until_listening(self) -> None:
        for _attempt in range(300):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise TimeoutError(self.log.read_text())
