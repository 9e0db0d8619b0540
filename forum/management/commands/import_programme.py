import io
import sys
import zipfile
from argparse import ArgumentTypeError
from dataclasses import replace
from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser

from programme.imports.plan import Plan
from programme.imports.reading import FORMATS
from programme.imports.summary import summary
from programme.imports.target import plan_file
from programme.imports.values import DayOrder, ImportRefused, Options, Question, Unanswered
from programme.imports.writing import Gone, write
from programme.models.kinds import SessionKind

FIELDS = {
    Question.ZONE: ("zone", str),
    Question.LANGUAGE: ("language", str),
    Question.DAY_ORDER: ("day_order", DayOrder),
    Question.MINUTES: ("minutes", int),
}
"""Which field of the options answers a question, and how its answer is read."""


class Command(BaseCommand):
    help = (
        "Imports a programme from a file into an event, as one act that can be undone in the "
        "history. The same file imported again changes nothing, and what staff have changed since "
        "the last import is kept. An event that does not exist is made as a draft."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file",
            help="a workbook, CSV, HTML table, calendar, schedule.xml, JSON, or a folder of that",
        )
        parser.add_argument("--event", required=True, help="the event's address, such as showcase")
        parser.add_argument("--format", default="", choices=FORMATS, help="seen from the file")
        parser.add_argument("--timezone", default="", help="of its times: Africa/Casablanca")
        parser.add_argument(
            "--language", default="", choices=["en", "fr", "ar"], help="of its texts"
        )
        parser.add_argument("--day-order", choices=[*DayOrder], help="how 05/04/2027 is read")
        parser.add_argument("--default-minutes", type=int, help="of sessions without an end")
        parser.add_argument(
            "--kind",
            action="append",
            default=[],
            type=_kind,
            metavar="WORD=TYPE",
            help="what a session type of the file is here: Devroom=talk",
        )
        parser.add_argument("--publish", action="store_true", help="publish the new sessions")
        parser.add_argument(
            "--gone",
            default=Gone.KEEP,
            choices=[*Gone],
            help="what becomes of sessions that the file no longer has",
        )
        parser.add_argument("--dry-run", action="store_true", help="show it, and write nothing")

    def handle(self, *, file: str, event: str, **options):
        data = self._data(file)
        answers = Options(
            format=options["format"],
            zone=options["timezone"],
            language=options["language"],
            day_order=DayOrder(options["day_order"]) if options["day_order"] else None,
            minutes=options["default_minutes"],
            kinds=dict(options["kind"]),
        )
        try:
            plan = self._plan(data, Path(file).name, event, answers, publish=options["publish"])
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        for line in summary(plan):
            self.stdout.write(line)
        if plan.refused:
            raise CommandError("Nothing was imported.")
        if options["dry_run"]:
            self.stdout.write("Nothing was written.")
            return
        write(plan, gone=Gone(options["gone"]))

    def _data(self, file: str) -> bytes:
        try:
            path = Path(file)
            return _archive(path) if path.is_dir() else path.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}.") from error

    def _plan(self, data: bytes, name: str, event: str, answers: Options, *, publish: bool) -> Plan:
        """Asks in a terminal what the file leaves open; without one it names the option."""
        while True:
            try:
                return plan_file(data, name, event, answers, is_published=publish)
            except Unanswered as error:
                if not sys.stdin.isatty():
                    raise CommandError(_with_options(error)) from error
                answers = self._ask(error, answers)

    def _ask(self, error: Unanswered, answers: Options) -> Options:
        for question, text in error.questions.items():
            field, read = FIELDS[question]
            try:
                answers = replace(answers, **{field: read(input(f"{text} ").strip())})
            except ValueError as wrong:
                raise CommandError(f"That is no answer. Use --{question}.") from wrong
        return answers


def _kind(text: str) -> tuple[str, str]:
    word, _mark, code = text.rpartition("=")
    if not word or code not in SessionKind.values:
        codes = ", ".join(SessionKind.values)
        raise ArgumentTypeError(f"“{text}” is not WORD=TYPE, with a type of {codes}.")
    return word, code


def _archive(folder: Path) -> bytes:
    """The files of a folder, such as those of Open Event, as one."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for path in sorted(folder.glob("*.json")):
            archive.write(path, path.name)
    return data.getvalue()


def _with_options(error: Unanswered) -> str:
    return "\n".join(f"{text} Use --{question}." for question, text in error.questions.items())
