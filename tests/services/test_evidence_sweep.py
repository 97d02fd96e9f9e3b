"""The sweep compares photos and files both ways, and removes only what is certainly nobody's."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.extensions import db
from portal.models import Complaint
from portal.services import clock, evidence
from portal.services.evidence import Part, file_name
from portal.services.evidence_sweep import sweep
from portal.services.storage import FolderStorage
from tests import factories, shots

TWO_HOURS = 7200


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "evidence")


def photo(session: Session, storage: FolderStorage, complaint: Complaint, seed: int) -> str:
    placed = evidence.place(storage, shots.jpeg(64, 48, seed))
    return evidence.add(session, storage, complaint, f"k{seed}", placed).object_name


def age(storage: FolderStorage, *names: str) -> None:
    then = time.time() - TWO_HOURS
    for name in names:
        os.utime(storage.folder / name, (then, then))


def names(storage: FolderStorage) -> set[str]:
    return {stored.name for stored in storage.names()}


def test_where_all_is_in_order_nothing_is_found(session: Session, storage: FolderStorage) -> None:
    complaint = factories.complaint(session)
    for seed in (1, 2):
        photo(session, storage, complaint, seed)
    age(storage, *names(storage))
    found = sweep(session, storage, delete=True)
    assert (found.photos, found.files, found.lacking, found.orphans) == (2, 6, (), ())
    assert len(names(storage)) == 6


def test_files_without_a_photo_are_told_and_removed_only_when_asked(
    session: Session, storage: FolderStorage
) -> None:
    kept = photo(session, storage, factories.complaint(session), 1)
    lost = evidence.place(storage, shots.jpeg(64, 48, 2)).object_name
    half = f"{file_name(lost, Part.ORIGINAL)}.12ab.new"
    (storage.folder / half).write_bytes(b"half")
    orphans = {*(file_name(lost, part) for part in Part), half}
    age(storage, *orphans)
    found = sweep(session, storage)
    assert set(found.orphans) == orphans
    assert (found.deleted, len(names(storage))) == (0, 7)
    found = sweep(session, storage, delete=True)
    assert found.deleted == 4
    assert names(storage) == {file_name(kept, part) for part in Part}


def test_a_young_file_may_belong_to_a_photo_on_its_way(
    session: Session, storage: FolderStorage
) -> None:
    evidence.place(storage, shots.jpeg(64, 48, 1))
    found = sweep(session, storage, delete=True)
    assert (found.orphans, found.young, found.deleted) == ((), 3, 0)
    with clock.pretending(datetime.fromtimestamp(time.time() + TWO_HOURS, UTC)):
        assert sweep(session, storage, delete=True).deleted == 3
    assert names(storage) == set()


def test_a_photo_that_lost_a_file_is_told_by_number_and_never_removed(
    session: Session, storage: FolderStorage
) -> None:
    complaint = factories.complaint(session)
    photo(session, storage, factories.complaint(session), 1)
    lost = photo(session, storage, complaint, 2)
    storage.delete(file_name(lost, Part.ORIGINAL))
    found = sweep(session, storage, delete=True)
    [lacking] = found.lacking
    assert (lacking.number, lacking.position, lacking.part) == (complaint.number, 1, "original")
    assert found.photos == 2


def test_the_command_counts_and_fails_where_a_file_is_gone(app: Flask) -> None:
    storage = app.extensions["storage"]
    run = app.test_cli_runner().invoke
    with app.app_context():
        complaint = factories.complaint(db.session)
        name = photo(db.session, storage, complaint, 1)
        number = complaint.number
        db.session.commit()
    stray = evidence.place(storage, shots.jpeg(64, 48, 2)).object_name
    age(storage, *(file_name(stray, part) for part in Part))
    told = run(args=["evidence", "sweep"])
    assert told.exit_code == 0, told.output
    assert "照片 1 张，文件 6 个" in told.output
    assert "没有主的文件 3 个，已删 0 个" in told.output
    assert "已删 3 个" in run(args=["evidence", "sweep", "--delete"]).output
    storage.delete(file_name(name, Part.THUMBNAIL))
    told = run(args=["evidence", "sweep"])
    assert told.exit_code == 1
    assert f"登记号 {number[:4]} {number[4:]} 第 1 张缺小图" in told.output
