"""An empty database for each scenario."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql


@contextlib.contextmanager
def empty_database(folder: Path, name: str = "stress") -> Iterator[str]:
    """Its address: a file, or a database on the server of the environment's DATABASE_URL."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    database = sql.Identifier(f"forum_{name}")
    with psycopg.connect(url.rpartition("/")[0] + "/postgres", autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(database))
        server.execute(sql.SQL("CREATE DATABASE {}").format(database))
        yield url.rpartition("/")[0] + f"/forum_{name}"
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(database))
