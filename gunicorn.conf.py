"""How gunicorn serves the site. Beside the port, `GUNICORN_CMD_ARGS` changes any of it."""

import os

from gunicorn.http import message

bind = f"127.0.0.1:{os.environ.get('PORT') or 8000}"
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
