"""A mail server in a process of its own, as bad as a file tells it to be.

`python mailserver.py PORT MOOD TAKEN`: MOOD is a file with a word (`takes`, `slow`, `4xx`, `5xx`,
`stalls`, `hangs up`, `breaks off`, `refuses`); each mail that it acknowledges is
a line of TAKEN: its Message-ID.
"""

import asyncio
import contextlib
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope, Session


class Moody:
    def __init__(self, mood: Path, taken: Path):
        self.mood, self.taken = mood, taken

    async def handle_RCPT(  # noqa: N802  the server's own name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list
    ) -> str:
        if self.mood.read_text() == "refuses":
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802  as above
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        mood = self.mood.read_text()
        if mood in {"4xx", "5xx"}:
            return f"{mood[0]}51 not now"
        if mood == "stalls":
            await asyncio.sleep(30)
        if mood == "hangs up":
            server.transport.abort()
            return "250 never seen"
        if mood == "slow":
            await asyncio.sleep(0.1)
        lines = envelope.content.decode("utf-8", "replace").splitlines()
        found = next(line for line in lines if line.lower().startswith("message-id:"))
        with self.taken.open("a") as file:
            file.write(found.partition(":")[2].strip() + "\n")
        return "250 OK"


class BreaksOff(SMTP):
    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  the server's own name for it
        if self.event_handler.mood.read_text() == "breaks off":
            await self.push("354 go on")
            await self._reader.read(20)
            self.transport.abort()
        else:
            await super().smtp_DATA(arg)


class Controller(UnthreadedController):
    def factory(self) -> SMTP:
        return BreaksOff(self.handler, **self.SMTP_kwargs)


class MailServer:
    """The same from the side of a test."""

    def __init__(self, folder: Path):
        self.mood, self.log = folder / "mood", folder / "taken"
        self.log.touch()
        self.becomes("takes")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    def becomes(self, mood: str) -> None:
        """Written beside and moved: the server never reads half a word."""
        beside = self.mood.with_suffix(".new")
        beside.write_text(mood)
        beside.replace(self.mood)

    @property
    def taken(self) -> list[str]:
        return self.log.read_text().splitlines()

    @contextlib.contextmanager
    def runs(self) -> Iterator[None]:
        words = [sys.executable, __file__, str(self.port), str(self.mood), str(self.log)]
        process = subprocess.Popen(words)  # noqa: S603  the arguments are those of this file
        try:
            self._wait()
            yield
        finally:
            process.kill()
            process.wait()

    def _wait(self) -> None:
        for _time in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise TimeoutError("The mail server did not start.")


def serve(port: int, mood: Path, taken: Path) -> None:
    loop = asyncio.new_event_loop()
    handler = Moody(mood, taken)
    controller = Controller(handler, "127.0.0.1", port, loop=loop)
    controller.begin()
    loop.run_forever()


if __name__ == "__main__":
    serve(int(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
