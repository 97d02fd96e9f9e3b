"""Uploads parsed in memory: on its usual way a photo would touch the disk unsealed."""

from io import BytesIO
from typing import Any, Final

from flask import request
from werkzeug.formparser import FormDataParser

# More than nginx lets through, so that a photo above our limit is answered where it belongs.
MOST_REQUEST_BYTES: Final = 32 * 1024 * 1024


def read_upload() -> tuple[Any, Any]:
    """The fields and the files of a form. Raises RequestEntityTooLarge."""
    request.max_content_length = MOST_REQUEST_BYTES
    parser = FormDataParser(
        stream_factory=lambda *_args, **_more: BytesIO(),
        max_form_memory_size=request.max_form_memory_size,
        max_content_length=MOST_REQUEST_BYTES,
        max_form_parts=20,
    )
    _, form, files = parser.parse(
        request.stream, request.mimetype, request.content_length, request.mimetype_params
    )
    return form, files
