"""`python -m posters site.json -o board.pdf`: one notice board from one JSON file."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import typst

from .board import Board
from .glyphs import UnprintableText
from .items import missing_items
from .parse import parse_board
from .problems import InvalidBoard
from .render import render_pdf, render_png
from .wording import gaps_told, glyphs_told, problems_told

USAGE = "python -m posters 工地.json -o 告示牌.pdf [--paper A3|A4] [--format pdf|png]"


class Refused(Exception):
    """Why nothing was printed, as the one line that the operator reads."""


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        raise Refused(f"命令写得不对，应是：{USAGE}")


def main(argv: Sequence[str] | None = None) -> int:
    """Print one board; return 0, also for a draft, or 2 with one line on stderr."""
    try:
        arguments = _arguments(argv)
        board = _board(arguments.site)
        _write(arguments.output, _printed(board, arguments))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    if missing := missing_items(board):
        print(gaps_told(missing), file=sys.stderr)
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _Arguments(prog="python -m posters", usage=USAGE, description="印维权信息告示牌。")
    parser.add_argument("site", type=Path, help="工地信息，JSON 文件，样子见 posters/example.json")
    parser.add_argument("-o", "--output", type=Path, required=True, help="印到哪个文件")
    parser.add_argument("--paper", choices=("A3", "A4"), default="A3", help="纸张，默认 A3")
    parser.add_argument("--format", choices=("pdf", "png"), help="默认看输出文件名，否则 pdf")
    arguments = parser.parse_args(argv)
    if arguments.format is None:
        arguments.format = "png" if arguments.output.suffix.lower() == ".png" else "pdf"
    return arguments


def _board(path: Path) -> Board:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        return parse_board(data)
    except UnicodeDecodeError:
        raise Refused(f"{path} 不是 UTF-8 编码的文字文件") from None
    except json.JSONDecodeError as error:
        raise Refused(f"{path} 不是合格的 JSON：第 {error.lineno} 行有错") from None
    except InvalidBoard as invalid:
        raise Refused(f"{path} 印不成：{problems_told(invalid.problems)}") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path} 不是合格的 JSON") from None
    except OSError as error:
        raise Refused(f"读不了 {path}：{_cause(error)}") from None


def _printed(board: Board, arguments: argparse.Namespace) -> bytes:
    try:
        if arguments.format == "png":
            return render_png(board)
        return render_pdf([board], arguments.paper)
    except UnprintableText as unprintable:
        raise Refused(glyphs_told(unprintable.missing)) from None
    except ModuleNotFoundError as error:
        raise Refused(f"缺少程序包 {error.name}，请按 requirements.txt 安装") from None
    except (typst.TypstError, OSError) as error:
        raise Refused(f"排版失败：{' '.join(str(error).split())}") from None


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise Refused(f"写不了 {path}：{_cause(error)}") from None


def _cause(error: OSError) -> str:
    match error:
        case FileNotFoundError():
            return "没有这个文件或文件夹"
        case PermissionError():
            return "没有权限"
        case IsADirectoryError():
            return "这是一个文件夹"
        case NotADirectoryError():
            return "路径中有一段不是文件夹"
        case _:
            return f"系统报告 {error.errno}"


if __name__ == "__main__":
    sys.exit(main())
