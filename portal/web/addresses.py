"""Addresses that a request asks to be led to: our own, or none."""

from urllib.parse import urlsplit


def local_address(wanted: str, otherwise: str) -> str:
    """The address if it is a path of this portal, else the other one. Control characters and
    backslashes are refused: browsers drop or turn them, and `/\t/host` becomes another host."""
    if any(ord(char) <= 32 or char in "\\\x7f" for char in wanted):
        return otherwise
    parts = urlsplit(wanted)
    is_ours = wanted.startswith("/") and not wanted.startswith("//")
    return wanted if is_ours and not parts.scheme and not parts.netloc else otherwise


def bounded_int(text: str | None) -> int | None:
    """A row number from an address; None for anything that cannot be one."""
    if not text or not (text.isascii() and text.isdigit()) or len(text) > 18:
        return None
    return int(text)
