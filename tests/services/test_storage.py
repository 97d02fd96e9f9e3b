"""The storage promises the same of a folder and of an S3-compatible store."""

import logging
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config import BadSetting, Config, from_environment
from portal.services.storage import (
    FolderStorage,
    NoSuchFile,
    S3Storage,
    Storage,
    StorageAway,
    open_storage,
)

NAME, OTHER = "ab/abc.original", "cd/cde.thumbnail"
KEYS = {"access_key": "an-access-key", "secret_key": "a-secret-key"}


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a local S3 server, with one bucket."""
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def bucket(endpoint: str, name: str, prefix: str = "photos") -> S3Storage:
    made = open_storage(
        f"s3://{name}/{prefix}?endpoint={endpoint}&region=cn-north-1", Path(), **KEYS
    )
    assert isinstance(made, S3Storage)
    made._client.create_bucket(
        Bucket=name, CreateBucketConfiguration={"LocationConstraint": "cn-north-1"}
    )
    return made


@pytest.fixture(params=["folder", "s3"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "folder":
        return open_storage("", tmp_path / "evidence")
    name = request.node.name.replace("[", "-").replace("]", "").replace("_", "-")[-50:].strip("-")
    return bucket(request.getfixturevalue("s3"), name)


def test_what_was_put_is_read_listed_and_deleted(storage: Storage) -> None:
    began = datetime.now(UTC) - timedelta(seconds=2)
    storage.put(NAME, b"one")
    storage.put(OTHER, b"two" * 100_000)
    assert storage.get(NAME) == b"one"
    assert storage.get(OTHER) == b"two" * 100_000
    listed = list(storage.names())
    assert {each.name for each in listed} == {NAME, OTHER}
    assert all(began <= each.at <= datetime.now(UTC) + timedelta(seconds=2) for each in listed)
    storage.delete(NAME)
    storage.delete(NAME)
    assert [each.name for each in storage.names()] == [OTHER]


def test_a_file_that_is_not_there_is_told_by_name(storage: Storage) -> None:
    with pytest.raises(NoSuchFile) as missing:
        storage.get(NAME)
    assert missing.value.name == NAME
    assert list(storage.names()) == []


def test_a_folder_s_files_are_the_owner_s_alone(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path / "evidence")
    storage.put(NAME, b"x")
    path = tmp_path / "evidence" / NAME
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["../keys.json", "/etc/passwd", "ab/../../x.y", "ab/x", ""])
def test_a_name_never_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    storage = FolderStorage(tmp_path / "evidence")
    for act in (lambda: storage.get(name), lambda: storage.put(name, b"x")):
        with pytest.raises(NoSuchFile):
            act()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    storage = FolderStorage(tmp_path / "evidence")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageAway):
        storage.put(NAME, b"x")
    assert list(storage.names()) == []


def test_a_half_written_file_is_listed_so_that_the_sweep_finds_it(tmp_path: Path) -> None:
    storage = FolderStorage(tmp_path / "evidence")
    storage.put(NAME, b"x")
    (tmp_path / "evidence" / f"{OTHER[:2]}").mkdir()
    (tmp_path / "evidence" / f"{OTHER}.1234.new").write_bytes(b"half")
    names = [each.name for each in storage.names()]
    assert names == [NAME, f"{OTHER}.1234.new"]
    storage.delete(names[1])
    assert [each.name for each in storage.names()] == [NAME]


def test_a_store_that_does_not_answer_is_away(s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    unreachable = open_storage("s3://b/p?endpoint=http://127.0.0.1:9&region=x", Path(), **KEYS)
    no_bucket = open_storage(f"s3://nowhere/p?endpoint={s3}&region=x", Path(), **KEYS)
    for storage in (unreachable, no_bucket):
        for act in (lambda s: s.put(NAME, b"x"), lambda s: s.get(NAME), lambda s: list(s.names())):
            with pytest.raises(StorageAway):
                act(storage)


def test_two_prefixes_of_one_bucket_do_not_see_one_another(s3: str) -> None:
    one = bucket(s3, "shared-bucket", "one")
    other = open_storage(f"s3://shared-bucket/other?endpoint={s3}&region=x", Path(), **KEYS)
    one.put(NAME, b"x")
    assert list(other.names()) == []


def test_more_files_than_one_page_of_a_listing_are_all_told(
    s3: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = bucket(s3, "many-files")
    names = {f"ab/{number:04d}.original" for number in range(25)}
    for name in names:
        storage.put(name, b"x")
    call = storage._call

    def paged(action: str, **arguments: Any) -> Any:
        more = {"MaxKeys": 10} if action == "list_objects_v2" else {}
        return call(action, **arguments, **more)

    monkeypatch.setattr(storage, "_call", paged)
    assert {each.name for each in storage.names()} == names


def test_the_configuration_names_the_store_and_shows_no_secret() -> None:
    url = "s3://bucket/photos?endpoint=http://127.0.0.1:9000&region=cn-north-1"
    given = {"EVIDENCE_URL": url, "S3_ACCESS_KEY": "an-access-key", "S3_SECRET_KEY": "hush-hush"}
    config = from_environment(given)
    assert (config.evidence_url, config.s3_secret_key) == (url, "hush-hush")
    assert "hush" not in repr(config)
    assert "an-access-key" not in repr(config)
    assert Config().evidence_path == Path("var/evidence")


@pytest.mark.parametrize(
    "url", ["/var/evidence", "http://host/bucket", "s3://", "s3://bucket?endpoint=host:9000"]
)
def test_an_address_of_another_shape_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(BadSetting, match="EVIDENCE_URL"):
        from_environment({"EVIDENCE_URL": url})
