"""`python -m posters`: a file, or one line in Chinese and exit code 2."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from boards import decoded, opened, picture

import posters
from posters.__main__ import main
from posters.problems import Reason
from posters.wording import FIELDS, REASONS

EXAMPLE = Path(posters.__file__).with_name("example.json")
ROOT = EXAMPLE.parent.parent


def refused(capsys, *arguments) -> str:
    """The one line that says why nothing was printed."""
    assert main([str(argument) for argument in arguments]) == 2
    streams = capsys.readouterr()
    assert streams.out == ""
    assert streams.err.count("\n") == 1
    assert any("一" <= character <= "鿿" for character in streams.err)
    return streams.err


@pytest.fixture
def site(tmp_path):
    """Write a JSON file: the example with changes, or any text."""

    def write(content="", **changes):
        path = tmp_path / "site.json"
        data = json.loads(EXAMPLE.read_text("utf-8")) | changes
        path.write_bytes(content or json.dumps(data).encode())
        return path

    return write


def test_a_site_becomes_a_pdf(tmp_path, capsys):
    assert main([str(EXAMPLE), "-o", str(tmp_path / "board.pdf"), "--paper", "A4"]) == 0
    assert capsys.readouterr().err == ""
    pdf = (tmp_path / "board.pdf").read_bytes()
    assert decoded(picture(pdf, 72)) == ["https://smz.example.gov.cn/s/38172946"]


@pytest.mark.parametrize("arguments", [("board.png",), ("board", "--format", "png")])
def test_a_site_becomes_a_picture(tmp_path, arguments):
    name, *options = arguments
    assert main([str(EXAMPLE), "-o", str(tmp_path / name), *options]) == 0
    assert opened((tmp_path / name).read_bytes()).width == 1080


@pytest.mark.parametrize(
    ("product", "example", "output", "options"),
    [
        ("board", "example.json", "b.pdf", ("--design", "ledger", "--bleed", "3", "--crop-marks")),
        ("publicity", "example_publicity.json", "p.pdf", ("--paper", "A3", "--grayscale")),
        ("publicity", "example_publicity.json", "p.png", ()),
        ("cards", "example_cards.json", "c.pdf", ("--per-sheet", "21")),
        ("share", "example_share.json", "s.png", ()),
    ],
)
def test_every_product_is_printed_by_its_name(tmp_path, capsys, product, example, output, options):
    path = tmp_path / output
    assert main([product, str(EXAMPLE.with_name(example)), "-o", str(path), *options]) == 0
    assert capsys.readouterr().err == ""
    assert path.read_bytes().startswith(b"%PDF" if path.suffix == ".pdf" else b"\x89PNG")


def test_the_fields_of_other_products_are_named_too(capsys, tmp_path, site):
    told = refused(capsys, "publicity", site(b'{"lines": [{}]}'), "-o", tmp_path / "p.pdf")
    assert "县区电话第1个的电话（lines.0.phone）没有填" in told


def test_a_site_with_gaps_becomes_a_draft_and_its_gaps_are_listed(tmp_path, capsys, site):
    assert main([str(site(pay_day=None, legal_aid=None)), "-o", str(tmp_path / "b.pdf")]) == 0
    told = capsys.readouterr().err
    assert told == "已印成样稿，还缺 2 项：8 工资支付日期、12 法律援助申请渠道\n"
    assert (tmp_path / "b.pdf").read_bytes().startswith(b"%PDF")


def test_a_missing_file_is_refused(capsys, tmp_path):
    told = refused(capsys, tmp_path / "none.json", "-o", tmp_path / "b.pdf")
    assert "none.json" in told
    assert "没有这个文件" in told


def test_a_folder_is_refused(capsys, tmp_path):
    assert "文件夹" in refused(capsys, tmp_path, "-o", tmp_path / "b.pdf")


@pytest.mark.parametrize(
    "content",
    [b"{", b"[1,", "名称".encode("gbk"), b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b"[]"],
)
def test_a_file_that_is_no_site_is_refused(capsys, tmp_path, site, content):
    refused(capsys, site(content), "-o", tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()


def test_wrong_fields_are_named(capsys, tmp_path, site):
    path = site(code="12", parties=[{"role": "boss"}], note="x")
    told = refused(capsys, path, "-o", tmp_path / "b.pdf")
    assert "工地编码（code）应是 8 位数字" in told
    assert "责任单位第1个的类别（parties.0.role）不是已知的单位类别" in told
    assert "（note）没有这个字段" in told


def test_a_missing_glyph_is_named(capsys, tmp_path, site):
    told = refused(capsys, site(site_name="工地\U0001f600"), "-o", tmp_path / "b.pdf")
    assert "项目名称（site_name）中的“\U0001f600”（U+1F600）" in told


@pytest.mark.parametrize("output", ["none/b.pdf", "", "site.json/b.pdf"])
def test_an_output_that_cannot_be_written_is_refused(capsys, tmp_path, site, output):
    assert "写不了" in refused(capsys, site(), "-o", tmp_path / output)


@pytest.mark.parametrize(
    "arguments",
    [
        *((), ("a.json",), ("a.json", "-o"), ("a", "-o", "b", "--paper", "A5")),
        *(("share", "a", "-o", "b", "--paper", "A4"), ("a", "-o", "b", "--bleed", "99")),
        ("cards", "a", "-o", "b", "--per-sheet", "12"),
    ],
)
def test_a_wrong_command_is_told_the_right_one(capsys, arguments):
    assert "python -m posters 工地.json -o 告示牌.pdf" in refused(capsys, *arguments)


def test_the_command_runs_as_a_module_in_a_plain_environment(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "posters", "none.json", "-o", str(tmp_path / "b.pdf")],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert done.stderr.decode() == "读不了 none.json：没有这个文件或文件夹\n"


def test_every_reason_and_every_field_has_words():
    assert set(REASONS) == set(Reason)
    shapes = (
        *(posters.Board, posters.Party, posters.Channel, posters.MinimumWage, posters.Issue),
        *(posters.Publicity, posters.CountyLine, posters.Card, posters.Share),
    )
    assert {name for shape in shapes for name in shape.__dataclass_fields__} == set(FIELDS)
