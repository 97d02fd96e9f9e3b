"""The WSGI application: `gunicorn wsgi:app`."""

import sys

from portal import create_app
from portal.one_line import EXPECTED, one_line

try:
    app = create_app()
except EXPECTED as error:
    sys.exit(f"不能启动：{one_line(error)}")
