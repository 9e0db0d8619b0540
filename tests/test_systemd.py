"""The systemd units of docs/operations.md: complete, understood by systemd, and closed."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```ini\n# /etc/systemd/system/(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
UNITS = dict(BLOCK.findall((ROOT / "docs/operations.md").read_text()))
SERVICES = ["open-forum", "open-forum-mail", "open-forum-purge", "open-forum-backup"]
TIMERS = ["open-forum-purge.timer", "open-forum-backup.timer"]
ANALYZE = shutil.which("systemd-analyze")


def test_the_documents_have_all_units():
    names = {f"{name}.service" for name in SERVICES}

    assert names | {*TIMERS, "open-forum.service.d/account.conf"} <= set(UNITS)


@pytest.mark.skipif(not ANALYZE, reason="systemd-analyze is missing: apt-get install systemd")
def test_systemd_understands_every_line(tmp_path):
    account = UNITS["open-forum.service.d/account.conf"]
    for name in SERVICES:
        write(tmp_path / f"{name}.service", UNITS[f"{name}.service"])
        write(tmp_path / f"{name}.service.d/account.conf", account)
    for name in TIMERS:
        write(tmp_path / name, UNITS[name])

    ended = subprocess.run(  # noqa: S603  a fixed command
        [ANALYZE, "verify", "--man=no", *(path for path in tmp_path.iterdir() if path.is_file())],
        capture_output=True,
        text=True,
        check=False,
    )

    said = [line for line in ended.stderr.splitlines() if "open-forum" in line]
    assert (ended.returncode, said) == (0, [])


def write(path: Path, unit: str) -> None:
    """The unit, for a site in this folder."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(unit.replace("/srv/open-forum", str(ROOT)))


def test_every_command_exists():
    commands = re.findall(r"^Exec\w+=(\S+) (.*)$", "\n".join(UNITS.values()), re.MULTILINE)

    for program, arguments in commands:
        words = arguments.split()
        if words[0] == "manage.py":
            name = words[1]
            assert name == "check" or [*ROOT.rglob(f"management/commands/{name}.py")]
        elif words[0] == "-m":
            assert (ROOT / f"{words[1].replace('.', '/')}.py").exists()
        else:
            assert shutil.which(program)
    assert len(commands) >= 9
