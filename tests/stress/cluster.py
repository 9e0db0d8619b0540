"""A PostgreSQL server of our own, which may be stopped."""

import glob
import os
import shutil
import socket
import subprocess
from pathlib import Path

ACCOUNT = "postgres"
"""Runs the server if the tests run as root, which PostgreSQL refuses."""


class Cluster:
    """`with Cluster(folder) as cluster:` has a server at `cluster.url` until the block ends."""

    def __init__(self, folder: Path):
        self.folder = folder / "cluster"
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgres://{ACCOUNT}@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "Cluster":
        self.folder.mkdir()
        if os.geteuid() == 0:
            shutil.chown(self.folder, ACCOUNT)
            self.folder.parent.chmod(0o711)
        self._run("initdb", "--auth=trust", f"--username={ACCOUNT}", "--no-sync")
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        self.stop()

    def start(self) -> None:
        """Returns once it accepts connections."""
        options = f"-p {self.port} -h 127.0.0.1 -k ''"
        self._run("pg_ctl", "start", "--wait", f"--log={self.folder}/log", f"--options={options}")

    def stop(self) -> None:
        """At once, as after a power cut."""
        self._run("pg_ctl", "stop", "--mode=immediate")

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603  the arguments are those of this file
            [binary(program), *arguments],
            env={"PGDATA": str(self.folder), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"},
            user=ACCOUNT if os.geteuid() == 0 else None,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            check=True,
        )


def binary(program: str) -> str:
    """The path of a program of PostgreSQL; Debian leaves those of the server out of the PATH."""
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{program}"))
    path = found[-1] if found else shutil.which(program)
    if not path:
        raise FileNotFoundError(f"{program}: install the server of PostgreSQL")
    return path
