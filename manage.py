#!/usr/bin/env python
"""Command line of the site: `python manage.py help` lists the commands."""

import os
import sys

from django.core.management import execute_from_command_line

from forum.logs import LogsFailure

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
    with LogsFailure(f"manage.py {' '.join(sys.argv[1:2])}") as failure:
        execute_from_command_line(sys.argv)
    sys.exit(failure.happened)
