"""A server that speaks S3: moto's, as a process of its own."""

import itertools
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import boto3

KEYS = {"access_key": "test", "secret_key": "test"}
_numbers = itertools.count(1)


class S3Server:
    def __init__(self):
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [Path(sys.executable).with_name("moto_server"), "-p", str(self.port)]
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen(command, **quiet)  # noqa: S603  a fixed command
        for _try in range(600):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("moto's server did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)

    def new_bucket(self) -> str:
        """The name of an empty bucket."""
        name = f"forum-{next(_numbers)}"
        self.client().create_bucket(Bucket=name)
        return name

    def keys(self, bucket: str) -> list[str]:
        """The names of everything in the bucket."""
        found = self.client().list_objects_v2(Bucket=bucket)
        return sorted(entry["Key"] for entry in found.get("Contents", []))

    def client(self):
        return boto3.client(
            "s3",
            endpoint_url=self.address,
            region_name="us-east-1",
            aws_access_key_id="test",
            aws_secret_access_key="test",
        )
