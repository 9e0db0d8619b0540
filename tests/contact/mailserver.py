"""A mail server in its own process that misbehaves as a file tells it to.

`python mailserver.py PORT BEHAVIOUR ACCEPTED`: BEHAVIOUR is a file with one of the words below;
each mail that the server accepts is appended to ACCEPTED as a line: its envelope and headers.

accepts, slow, 4xx, 5xx, stalls, refuses recipients, hangs up (after a mail), cuts off (within one)
"""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session


class Handler:
    def __init__(self, behaviour: Path, accepted: Path):
        self.behaviour, self.accepted = behaviour, accepted

    async def handle_RCPT(  # noqa: N802  named by aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        if self.behaviour.read_text() == "refuses recipients":
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        behaviour = self.behaviour.read_text()
        if behaviour in {"4xx", "5xx"}:
            return f"{behaviour[0]}51 not now"
        if behaviour == "stalls":
            await asyncio.sleep(30)
        if behaviour == "hangs up":
            server.transport.abort()
            return "250 never seen"
        if behaviour == "slow":
            await asyncio.sleep(0.1)
        headers = dict(message_from_bytes(envelope.content).items())
        with self.accepted.open("a") as file:
            file.write(json.dumps({"envelope": envelope.rcpt_tos, "headers": headers}) + "\n")
        return "250 OK"


class Server(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  named by aiosmtpd
        if self.event_handler.behaviour.read_text() == "cuts off":
            await self.push("354 go on")
            await self._reader.read(20)
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


class Controller(UnthreadedController):
    def factory(self) -> SMTP:
        return Server(self.handler, **self.SMTP_kwargs)


class MailServer:
    """The same server, as a test controls it."""

    def __init__(self, folder: Path):
        self._behaviour, self._accepted = folder / "behaviour", folder / "accepted"
        self._accepted.touch()
        self.set_behaviour("accepts")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def set_behaviour(self, behaviour: str) -> None:
        """Replaces the file as a whole: the server never reads half a word."""
        new = self._behaviour.with_suffix(".new")
        new.write_text(behaviour)
        new.replace(self._behaviour)

    @property
    def mails(self) -> list[dict]:
        return [json.loads(line) for line in self._accepted.read_text().splitlines()]

    @property
    def accepted(self) -> list[str]:
        """The Message-IDs of the mails."""
        return [mail["headers"]["Message-ID"].strip() for mail in self.mails]

    def wait_until_accepted(self, count: int) -> None:
        until = time.monotonic() + 30
        while len(self.accepted) < count:
            if time.monotonic() > until:
                raise TimeoutError(f"The server accepted {len(self.accepted)} of {count} mails.")
            time.sleep(0.02)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        arguments = [str(self.port), str(self._behaviour), str(self._accepted)]
        process = subprocess.Popen([sys.executable, __file__, *arguments])  # noqa: S603  this file
        try:
            self._wait_until_listening()
            yield
        finally:
            process.kill()
            process.wait()

    def _wait_until_listening(self) -> None:
        for _attempt in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise TimeoutError("The mail server did not start.")


def serve(port: int, behaviour: Path, accepted: Path) -> None:
    loop = asyncio.new_event_loop()
    handler = Handler(behaviour, accepted)
    controller = Controller(handler, "127.0.0.1", port, loop=loop)
    controller.begin()
    loop.run_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
