"""Settings of gunicorn. PORT sets the port; `GUNICORN_CMD_ARGS` overrides any setting."""

import sys
from pathlib import Path

from gunicorn.http import message

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from forum import env  # noqa: E402  gunicorn adds the folder to the path only later

env.read_file(HERE / ".env")
bind = f"127.0.0.1:{env.port('PORT', default=8000)}"
workers = 2
threads = 4
worker_class = "gthread"
# Load the site before the workers start, so that an invalid setting stops gunicorn with one line.
preload_app = True
control_socket_disable = True
max_requests = 10_000
max_requests_jitter = 1_000
# Pages accept a query of 10 KB and say which part they ignored; gunicorn would stop at 8 KB.
message.MAX_REQUEST_LINE = 16 * 1024
limit_request_line = message.MAX_REQUEST_LINE - 1
