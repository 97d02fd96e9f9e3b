"""Hostile and broken pictures: each is refused by a named exception, and nothing else gets out."""

import contextlib
import subprocess
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from portal.domain.photo import MOST_BYTES, MOST_PIXELS, Media, sniff
from portal.services import darkroom, pictures
from portal.services.pictures import (
    BadPicture,
    Busy,
    Damaged,
    NotAPicture,
    TooLarge,
    TooManyPixels,
    develop,
)
from tests import shots
from tests.shots import KINDS, check, sample

PROBE = """
import runpy, socket, sys
runpy.run_path(sys.argv[1])["lock_down"]()
for act in (lambda: open("/etc/hostname"), lambda: socket.socket()):
    try: act()
    except OSError: print("refused")
"""


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"%PDF-1.7 ...", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ" * 99,
     b"II*\x00" + bytes(99), b"BM" + bytes(99), b"RIFF\x00\x00\x00\x00AVI LIST",
     b"\x00\x00\x00\x18ftypmp42" + bytes(40), b"\x00\x00\x00\x1cftypavifavif" + bytes(40),
     "照片".encode()],
)  # fmt: skip
def test_what_is_no_picture_is_told_so(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        develop(content)


def test_too_many_bytes_are_refused_before_anything_is_decoded() -> None:
    with pytest.raises(TooLarge) as refused:
        develop(shots.jpeg() + bytes(MOST_BYTES))
    assert refused.value.size > refused.value.most == MOST_BYTES


def test_a_png_of_20000_by_20000_is_refused_at_once() -> None:
    bomb = shots.png_of(20_000, 20_000)
    assert len(bomb) < 100_000
    began = time.monotonic()
    with pytest.raises(TooManyPixels) as refused:
        develop(bomb)
    assert (refused.value.width, refused.value.height) == (20_000, 20_000)
    assert refused.value.most == MOST_PIXELS
    assert time.monotonic() - began < 10


def test_other_kinds_are_measured_too() -> None:
    with pytest.raises(TooManyPixels):
        develop(shots.encoded(Image.new("P", (9000, 6000)), "GIF"))
    with pytest.raises((TooManyPixels, Damaged)):
        develop(shots.webp_of(16_383, 16_383))


def test_fifty_megapixels_still_fit() -> None:
    safe = develop(shots.png_of(8660, 5773, bits=8, colour=6))
    check(safe)
    assert (safe.width, safe.height) == (8660, 5773)


def test_a_jpeg_of_endless_scans_is_refused() -> None:
    bomb = shots.scan_bomb(scans=5000)
    assert len(bomb) < 5_000_000
    with pytest.raises(Damaged):
        develop(bomb)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_broken_off_anywhere_is_named_and_never_an_error(kind: str) -> None:
    content = sample(kind)
    assert len(content) > 500
    for left in (*range(0, 40, 7), *range(40, len(content), len(content) // 25)):
        broken = content[:left]
        try:
            facts, picture, _ = darkroom.develop(broken, kind, MOST_PIXELS)
        except darkroom.Refused as refused:
            assert refused.facts["reason"] == "damaged"
        else:  # all its pixels had come: only what stands behind them is missing
            assert (facts["width"], facts["height"]) == (640, 480)
            assert pictures.is_bare(picture)
    with pytest.raises(Damaged):
        develop(content[: len(content) // 2])


@pytest.mark.parametrize("behind", [b"PK\x03\x04" + b"ZIPPED" * 50, b"<script>alert(1)</script>"])
def test_a_picture_that_is_also_something_else_comes_out_as_a_picture_alone(behind: bytes) -> None:
    for content in (
        shots.jpeg() + behind,
        shots.encoded(shots.scene(), "PNG") + behind,
        shots.encoded(shots.scene(), "GIF").replace(b"\x3b", b"\x3b" + behind, 1),
        shots.jpeg(comment=behind),
    ):
        safe = develop(content)
        check(safe)
        assert behind[:8] not in safe.picture
        assert behind[:8] not in safe.thumbnail


def test_unreadable_exif_costs_no_photo() -> None:
    broken = shots.exif().tobytes()[:6] + b"II*\x00\xff\xff\xff\x7f" + bytes(30)
    check(develop(shots.jpeg(exif=broken)))


def refuses_only_by_name(content: bytes, kind: str) -> None:
    try:
        _, picture, small = darkroom.develop(content, kind, MOST_PIXELS)
    except darkroom.Refused:
        return
    assert pictures.is_bare(picture)
    assert pictures.is_bare(small)


SAMPLES = {kind: sample(kind) for kind in KINDS}


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(kind=st.sampled_from(sorted(KINDS)), data=st.data())
def test_pictures_with_bytes_changed_or_lost_are_refused_by_name(
    kind: str, data: st.DataObject
) -> None:
    content = bytearray(SAMPLES[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    lost = data.draw(st.integers(0, 40))
    refuses_only_by_name(bytes(content[:cut] + content[cut + lost :]), kind)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=600), kind=st.sampled_from(sorted(KINDS)))
def test_random_bytes_are_refused_by_name(content: bytes, kind: str) -> None:
    refuses_only_by_name(content, kind)
    refuses_only_by_name(SAMPLES[kind][:24] + content, kind)


@settings(max_examples=25, deadline=None)
@given(head=st.sampled_from(sorted(KINDS)), tail=st.binary(max_size=300))
def test_the_whole_way_lets_nothing_out_but_what_is_named(head: str, tail: bytes) -> None:
    with contextlib.suppress(BadPicture):
        check(develop(SAMPLES[head][:40] + tail))


@given(content=st.binary(max_size=64))
def test_sniffing_takes_any_bytes(content: bytes) -> None:
    assert sniff(content) in {None, *Media}


def test_a_picture_that_kills_its_process_is_damaged_and_one_that_never_ends_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*_args: object, **_more: object) -> subprocess.CompletedProcess[bytes]:
        return subprocess.CompletedProcess([], -9, b"", b"")

    def endless(*_args: object, **_more: object) -> subprocess.CompletedProcess[bytes]:
        raise subprocess.TimeoutExpired("", 1)

    for end in (killed, endless):
        monkeypatch.setattr(subprocess, "run", end)
        with pytest.raises(Damaged):
            develop(shots.jpeg())


def test_a_darkroom_that_does_not_start_is_our_fault_and_not_the_picture_s(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "DARKROOM", "/nowhere/darkroom.py")
    with pytest.raises(RuntimeError):
        develop(shots.jpeg())


def test_who_finds_the_darkroom_full_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "WAIT_SECONDS", 0.01)
    taken = [pictures._places.acquire() for _ in range(pictures.AT_ONCE)]
    try:
        with pytest.raises(Busy):
            develop(shots.jpeg())
    finally:
        for _ in taken:
            pictures._places.release()
    check(develop(shots.jpeg()))


def test_the_darkroom_opens_no_file_and_no_connection_and_holds_no_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = subprocess.run
    seen: dict[str, str] = {}

    def noted(command: list[str], **more: object) -> object:
        seen.update(more["env"])  # type: ignore[call-overload]
        tried = [command[0], "-I", "-c", PROBE, command[2]]
        done = run(tried, capture_output=True, text=True, check=False)
        assert done.stdout.split() == ["refused", "refused"], done.stderr
        return run(command, **more)  # type: ignore[call-overload]

    monkeypatch.setenv("S3_SECRET_KEY", "a secret")
    monkeypatch.setattr(subprocess, "run", noted)
    develop(shots.jpeg())
    assert set(seen) == {"MALLOC_ARENA_MAX"}


def test_a_jpeg_with_anything_hanging_on_is_not_bare() -> None:
    plain = shots.jpeg()
    assert pictures.is_bare(plain)
    tagged = [shots.jpeg(exif=shots.exif()), shots.jpeg(comment=b"x"), plain + b"x"]
    for content in (*tagged, plain[:-2], b"", b"\xff\xd8"):
        assert not pictures.is_bare(content)
