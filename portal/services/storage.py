"""Where evidence files lie: a folder, or any S3-compatible store, behind one small interface.

What is put here is sealed already; a name is never used twice, and a file never changes.
"""

import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Protocol
from urllib.parse import parse_qs, urlsplit

_NAME: Final = re.compile(r"[0-9a-z]{2}/[0-9a-z]+\.[a-z]+")


@dataclass(frozen=True)
class Stored:
    """A file that is there, and since when."""

    name: str
    at: datetime


class NoSuchFile(Exception):
    """No file of that name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class StorageAway(Exception):
    """The storage does not answer, or has no room; the same may succeed later."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Storage(Protocol):
    """What both kinds promise. Every call may raise StorageAway."""

    def put(self, name: str, content: bytes) -> None:
        """Keep a file; once this returns, a power cut does not lose it."""

    def get(self, name: str) -> bytes:
        """The content. Raises NoSuchFile."""

    def delete(self, name: str) -> None:
        """Remove a file; one that is not there is no mistake."""

    def names(self) -> Iterator[Stored]:
        """Every file, half-written ones included."""


def open_storage(url: str, folder: Path, *, access_key: str = "", secret_key: str = "") -> Storage:
    """The storage of an installation: S3 by `s3://bucket/prefix?endpoint=…&region=…`, otherwise
    the folder."""
    if not url:
        return FolderStorage(folder)
    parts, query = urlsplit(url), parse_qs(urlsplit(url).query)
    return S3Storage(
        bucket=parts.netloc,
        prefix=parts.path.strip("/"),
        endpoint=query.get("endpoint", [""])[0],
        region=query.get("region", ["us-east-1"])[0],
        access_key=access_key,
        secret_key=secret_key,
    )


class FolderStorage:
    """Files in a folder that only the portal reads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, name: str, content: bytes) -> None:
        path = self._path(name)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as f:
                f.write(content)
                f.flush()
                os.fsync(f.fileno())
            draft.replace(path)
            # The names must survive a power cut too: of the file, and of its folders when new.
            for folder in (path.parent, self.folder, self.folder.parent):
                _sync(folder)
        except OSError as error:
            draft.unlink(missing_ok=True)
            raise StorageAway(type(error).__name__) from error

    def get(self, name: str) -> bytes:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            raise NoSuchFile(name) from None
        except OSError as error:
            raise StorageAway(type(error).__name__) from error

    def delete(self, name: str) -> None:
        try:
            (self.folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise StorageAway(type(error).__name__) from error

    def names(self) -> Iterator[Stored]:
        for path in sorted(self.folder.glob("*/*")):
            try:
                changed = path.stat().st_mtime
            except FileNotFoundError:
                continue
            yield Stored(
                path.relative_to(self.folder).as_posix(), datetime.fromtimestamp(changed, UTC)
            )

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise NoSuchFile(name)
        return self.folder / name


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


class S3Storage:
    """Objects of a bucket, under a prefix."""

    def __init__(
        self, *, bucket: str, prefix: str, endpoint: str, region: str, access_key: str,
        secret_key: str,
    ) -> None:  # fmt: skip
        # Read only where it is used: a third of a second, and 30 MB, that a folder does not need.
        import boto3
        from botocore.config import Config
        from botocore.exceptions import BotoCoreError, ClientError

        self._bucket = bucket
        self._prefix = f"{prefix}/" if prefix else ""
        self._errors: tuple[type[Exception], ...] = (BotoCoreError, ClientError)
        self._client: Any = boto3.session.Session(
            aws_access_key_id=access_key or None,
            aws_secret_access_key=secret_key or None,
            region_name=region,
        ).client(
            "s3",
            endpoint_url=endpoint or None,
            config=Config(
                connect_timeout=5,
                read_timeout=20,
                retries={"mode": "standard", "max_attempts": 3},
                s3={"addressing_style": "path" if endpoint else "auto"},
                # The checksums that newer clients add are unknown to many compatible stores.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )

    def put(self, name: str, content: bytes) -> None:
        self._call("put_object", Key=self._prefix + name, Body=content)

    def get(self, name: str) -> bytes:
        answer = self._call("get_object", Key=self._prefix + name)
        try:
            return bytes(answer["Body"].read())
        except self._errors as error:
            raise StorageAway(type(error).__name__) from None

    def delete(self, name: str) -> None:
        self._call("delete_object", Key=self._prefix + name)

    def names(self) -> Iterator[Stored]:
        more: dict[str, str] = {}
        while True:
            page = self._call("list_objects_v2", Prefix=self._prefix, **more)
            for entry in page.get("Contents", ()):
                yield Stored(entry["Key"].removeprefix(self._prefix), entry["LastModified"])
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _call(self, action: str, **arguments: Any) -> Any:
        try:
            return getattr(self._client, action)(Bucket=self._bucket, **arguments)
        except self._errors as error:
            code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
            if code in ("NoSuchKey", "404"):
                raise NoSuchFile(str(arguments["Key"]).removeprefix(self._prefix)) from None
            raise StorageAway(code or type(error).__name__) from None
