"""Bytes that are sent again and again, compressed once; the client chooses which form goes out."""

import gzip
from dataclasses import dataclass

import brotli
from flask import Response, request


@dataclass(frozen=True)
class Compressed:
    """The same bytes plain and in both encodings that browsers ask for."""

    plain: bytes
    br: bytes
    gz: bytes

    @classmethod
    def of(cls, plain: bytes, quality: int = 11) -> "Compressed":
        """Compress; `quality` is brotli's: 11 takes its time, 5 does not."""
        return cls(plain, brotli.compress(plain, quality=quality), gzip.compress(plain, 9, mtime=0))

    def answer(self, content_type: str) -> Response:
        """The answer to this request, in the best encoding that it accepts."""
        accepted = request.headers.get("Accept-Encoding", "").replace(" ", "").lower().split(",")
        if "br" in accepted:
            body, encoding = self.br, "br"
        elif "gzip" in accepted:
            body, encoding = self.gz, "gzip"
        else:
            body, encoding = self.plain, ""
        response = Response(body, content_type=content_type)
        response.headers["Vary"] = "Accept-Encoding"
        if encoding:
            response.headers["Content-Encoding"] = encoding
        return response
