"""Photos of a complaint: nothing lost, nothing twice, nothing readable at rest."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.events import EventName
from portal.domain.photo import MOST_PER_COMPLAINT, PhotosClosed, TooManyPhotos
from portal.extensions import db
from portal.models import Complaint, Event, Evidence
from portal.models.sealed import attach_vault
from portal.services import evidence, keys
from portal.services.evidence import Part
from portal.services.file_seals import SealBroken
from portal.services.pictures import Damaged
from portal.services.storage import FolderStorage, StorageAway
from portal.services.vault import Vault
from tests import factories, shots


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "evidence")


def photo(
    session: Session, storage: FolderStorage, complaint: Complaint, key: str = "k", seed: int = 1
) -> Evidence:
    placed = evidence.place(storage, shots.jpeg(64, 48, seed))
    return evidence.add(session, storage, complaint, key, placed)


def files(storage: FolderStorage) -> int:
    return len(list(storage.names()))


def rows(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Evidence)) or 0


def test_a_photo_is_kept_as_sent_safe_and_small(session: Session, storage: FolderStorage) -> None:
    complaint = factories.complaint(session)
    factories.complaint(session)
    content = shots.jpeg(900, 600, exif=shots.exif(6))
    kept = evidence.add(session, storage, complaint, "k", evidence.place(storage, content))
    session.commit()
    assert (kept.position, kept.media, kept.size) == (1, "jpeg", len(content))
    assert (kept.width, kept.height) == (600, 900)
    assert evidence.read(storage, kept, Part.ORIGINAL) == content
    picture = evidence.read(storage, kept, Part.PICTURE)
    assert shots.opened(picture).size == (600, 900)
    assert shots.GPS_PLACE not in picture
    assert max(shots.opened(evidence.read(storage, kept, Part.THUMBNAIL)).size) == 320
    [event] = session.scalars(select(Event).where(Event.name == EventName.PHOTO_ADDED))
    assert (event.complaint_id, event.facts) == (complaint.id, {"position": 1})
    assert event.is_for_worker


def test_nothing_of_a_photo_can_be_read_from_the_disk_or_the_database(
    session: Session, storage: FolderStorage
) -> None:
    content = shots.jpeg(exif=shots.exif())
    placed = evidence.place(storage, content)
    evidence.add(session, storage, factories.complaint(session), "the-upload-key", placed)
    session.commit()
    row = repr(session.execute(text("select * from evidence")).all())
    for secret in (placed.file_key, placed.digest, "the-upload-key"):
        assert secret not in row
    for path in storage.folder.rglob("*.*"):
        sealed = path.read_bytes()
        assert shots.GPS_PLACE not in sealed
        assert b"JFIF" not in sealed
        assert b"\xff\xd8\xff" not in sealed[:64]


def test_the_same_upload_again_is_the_same_photo_with_the_same_files(
    session: Session, storage: FolderStorage
) -> None:
    complaint = factories.complaint(session)
    first = photo(session, storage, complaint)
    session.commit()
    before = {stored.name for stored in storage.names()}
    again = photo(session, storage, complaint)
    session.commit()
    assert again.id == first.id
    assert rows(session) == 1
    assert {stored.name for stored in storage.names()} == before
    assert len(before) == 3
    added = select(func.count()).select_from(Event).where(Event.name == EventName.PHOTO_ADDED)
    assert session.scalar(added) == 1


def test_the_same_picture_under_another_key_is_the_same_photo(
    session: Session, storage: FolderStorage
) -> None:
    complaint = factories.complaint(session)
    first = photo(session, storage, complaint, key="before-the-page-was-loaded-again")
    assert photo(session, storage, complaint, key="after").id == first.id
    assert (rows(session), files(storage)) == (1, 3)


def test_another_picture_under_a_used_key_is_not_lost(
    session: Session, storage: FolderStorage
) -> None:
    complaint = factories.complaint(session)
    first = photo(session, storage, complaint, key="an-old-page", seed=1)
    second = photo(session, storage, complaint, key="an-old-page", seed=2)
    again = photo(session, storage, complaint, key="an-old-page", seed=2)
    assert [first.position, second.position] == [1, 2]
    assert again.id == second.id
    assert (rows(session), files(storage)) == (2, 6)


def test_two_complaints_may_hold_the_same_picture(session: Session, storage: FolderStorage) -> None:
    for _ in range(2):
        assert photo(session, storage, factories.complaint(session)).position == 1
    assert (rows(session), files(storage)) == (2, 6)


def test_nine_photos_and_no_tenth(session: Session, storage: FolderStorage) -> None:
    complaint = factories.complaint(session)
    taken = [photo(session, storage, complaint, f"k{n}", n) for n in range(1, 10)]
    assert [each.position for each in taken] == list(range(1, 10))
    with pytest.raises(TooManyPhotos) as refused:
        photo(session, storage, complaint, "k10", 10)
    assert refused.value.most == MOST_PER_COMPLAINT == 9
    with pytest.raises(TooManyPhotos):
        evidence.expect(session, complaint, b"a tenth")
    assert evidence.expect(session, complaint, shots.jpeg(64, 48, 9)) is taken[8]
    assert photo(session, storage, complaint, "again", 3).id == taken[2].id
    assert (rows(session), files(storage)) == (9, 27)


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.CLOSED, Status.REFUSED])
def test_a_complaint_that_is_over_takes_no_photo(
    session: Session, storage: FolderStorage, status: Status
) -> None:
    complaint = factories.complaint(session)
    complaint.status = status
    with pytest.raises(PhotosClosed):
        evidence.expect(session, complaint, b"x")
    with pytest.raises(PhotosClosed) as refused:
        photo(session, storage, complaint)
    assert refused.value.status is status
    assert files(storage) == 0


def test_a_picture_that_is_refused_leaves_no_file(storage: FolderStorage) -> None:
    with pytest.raises(Damaged):
        evidence.place(storage, shots.jpeg()[:900])
    assert files(storage) == 0


def send_at_once(
    app: Flask, storage: FolderStorage, number: str, seeds: list[int], key: Callable[[int], str]
) -> list[int | None]:
    """The positions that senders got who all came at the same moment; None: it was full."""

    def send(sender: int) -> int | None:
        with app.app_context():
            placed = evidence.place(storage, shots.jpeg(64, 48, seeds[sender]))
            complaint = db.session.scalar(Complaint.by_number(number))
            assert complaint is not None
            try:
                kept = evidence.add(db.session, storage, complaint, key(sender), placed)
            except TooManyPhotos:
                return None
            position = kept.position
            db.session.commit()
            return position

    with ThreadPoolExecutor(12) as pool:
        return list(pool.map(send, range(len(seeds))))


def test_ten_senders_of_one_upload_at_once_leave_one_photo(
    app: Flask, storage: FolderStorage
) -> None:
    with app.app_context():
        number = factories.complaint(db.session).number
        db.session.commit()
    positions = send_at_once(app, storage, number, [1] * 10, lambda _: "one-key")
    with app.app_context():
        assert set(positions) == {1}
        assert (rows(db.session), files(storage)) == (1, 3)


def test_twelve_pictures_at_once_fill_nine_places_each_once(
    app: Flask, storage: FolderStorage
) -> None:
    with app.app_context():
        number = factories.complaint(db.session).number
        db.session.commit()
    positions = send_at_once(app, storage, number, list(range(1, 13)), str)
    with app.app_context():
        assert sorted(filter(None, positions)) == list(range(1, 10))
        assert (rows(db.session), files(storage)) == (9, 27)


class Watched(FolderStorage):
    """A folder that notes what it is asked for, and fails where it is told to."""

    def __init__(self, folder: Path, fails_at: int = 0) -> None:
        super().__init__(folder)
        self.puts = 0
        self.fails_at = fails_at
        self.rows_seen: list[int] = []
        self.count: Callable[[], int] = lambda: 0

    def put(self, name: str, content: bytes) -> None:
        self.puts += 1
        self.rows_seen.append(self.count())
        if self.puts == self.fails_at:
            raise StorageAway("full")
        super().put(name, content)


def test_every_file_is_there_before_the_row_and_placing_asks_no_database(
    app: Flask, tmp_path: Path
) -> None:
    watched = Watched(tmp_path / "evidence")
    with app.app_context():
        complaint = factories.complaint(db.session)
        db.session.commit()
        watched.count = lambda: rows(db.session)
        placed = evidence.place(watched, shots.jpeg())
        assert watched.rows_seen == [0, 0, 0]
        assert files(watched) == 3
        evidence.add(db.session, watched, complaint, "k", placed)
        assert watched.puts == 3
        db.session.rollback()  # a process killed here leaves files, and no row
        assert rows(db.session) == 0
        assert files(watched) == 3


@pytest.mark.parametrize("fails_at", [1, 2, 3])
def test_a_storage_that_fails_midway_keeps_nothing(tmp_path: Path, fails_at: int) -> None:
    watched = Watched(tmp_path / "evidence", fails_at)
    with pytest.raises(StorageAway):
        evidence.place(watched, shots.jpeg())
    assert files(watched) == 0


def test_after_rotating_and_retiring_the_keys_old_photos_still_open(
    session: Session, storage: FolderStorage, tmp_path: Path
) -> None:
    path = tmp_path / "keys.json"
    kept = photo(session, storage, factories.complaint(session))
    session.commit()
    before = {path: path.stat().st_mtime_ns for path in storage.folder.rglob("*.*")}
    sealed_before = session.scalar(text("select file_key from evidence"))
    picture = evidence.read(storage, kept, Part.PICTURE)
    keys.rotate(session, path, session.commit)
    session.commit()
    keys.retire(session, path, session.commit)
    attach_vault(session.get_bind().engine, Vault.at(path))
    session.expire_all()
    assert session.scalar(text("select file_key from evidence")) != sealed_before
    assert evidence.read(storage, kept, Part.PICTURE) == picture
    after = {path: path.stat().st_mtime_ns for path in storage.folder.rglob("*.*")}
    assert after == before, "no file was written again"


def test_a_file_that_was_changed_exchanged_or_cut_does_not_open(
    session: Session, storage: FolderStorage
) -> None:
    complaint = factories.complaint(session)
    one, other = (photo(session, storage, complaint, f"k{n}", n) for n in (1, 2))
    path = storage.folder / evidence.file_name(one.object_name, Part.PICTURE)
    sound = path.read_bytes()
    foreign = storage.get(evidence.file_name(other.object_name, Part.PICTURE))
    small = storage.get(evidence.file_name(one.object_name, Part.THUMBNAIL))
    for wrong in (sound[:-1], sound[:9] + b"x" + sound[10:], foreign, small, b"", b"SMZ1"):
        path.write_bytes(wrong)
        with pytest.raises(SealBroken):
            evidence.read(storage, one, Part.PICTURE)


def test_looking_at_a_photo_is_logged_and_not_shown_to_the_worker(
    session: Session, storage: FolderStorage
) -> None:
    complaint = factories.complaint(session)
    kept = photo(session, storage, complaint)
    officer = factories.member(session)
    shown = evidence.view(session, storage, complaint, kept, by=officer)
    assert shots.opened(shown).format == "JPEG"
    session.flush()
    [event] = session.scalars(select(Event).where(Event.name == EventName.PHOTO_VIEWED))
    assert (event.staff_id, event.facts) == (officer.id, {"position": 1})
    assert not event.is_for_worker
