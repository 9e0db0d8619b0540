"""How gunicorn serves the site. Beside the port, `GUNICORN_CMD_ARGS` changes any of it."""

import sys
from pathlib import Path

from gunicorn.http import message

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from forum import env  # noqa: E402  gunicorn reads this file before it adds the folder

env.read_file(HERE / ".env")
bind = f"127.0.0.1:{env.port('PORT', default=8000)}"
workers = 2
threads = 4
worker_class = "gthread"
# The site is loaded once, before the workers: a wrong setting stops the start with one line.
preload_app = True
control_socket_disable = True
max_requests = 10_000
max_requests_jitter = 1_000
# A page answers a query of 10 KB, and says what it left aside; gunicorn itself stops at 8 KB.
message.MAX_REQUEST_LINE = 16 * 1024
limit_request_line = message.MAX_REQUEST_LINE - 1
