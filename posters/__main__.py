"""`python -m posters site.json -o board.pdf`: one print from one JSON file.

`board` may be left out; `publicity`, `cards` and `share` make the other prints.
"""

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
from .problems import InvalidPrint
from .products import PRODUCTS, Product
from .settings import BLEED_MAX_MM
from .wording import gaps_told, glyphs_told, problems_told

USAGE = (
    "python -m posters 工地.json -o 告示牌.pdf [--paper A3|A4] [--design banner|ledger]；"
    "宣传页、安全帽贴、分享图写 python -m posters publicity|cards|share 信息.json -o 文件"
)


class Refused(Exception):
    """Why nothing was printed, as the one line that the operator reads."""


class _Arguments(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002
        raise Refused(f"命令写得不对，应是：{USAGE}")


def main(argv: Sequence[str] | None = None) -> int:
    """Make one print; return 0, also for a draft, or 2 with one line on stderr."""
    try:
        arguments = _arguments(sys.argv[1:] if argv is None else list(argv))
        product = PRODUCTS[arguments.product]
        facts = _facts(product, arguments.facts)
        _write(arguments.output, _printed(product, facts, arguments))
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return 2
    if isinstance(facts, Board) and (missing := missing_items(facts)):
        print(gaps_told(missing), file=sys.stderr)
    return 0


def _arguments(argv: list[str]) -> argparse.Namespace:
    if argv and argv[0] not in (*PRODUCTS, "-h", "--help"):
        argv = ["board", *argv]
    parser = _Arguments(prog="python -m posters", usage=USAGE)
    products = parser.add_subparsers(dest="product", required=True)
    for name, product in PRODUCTS.items():
        one = products.add_parser(name, help=product.title, description=f"印{product.title}。")
        one.add_argument("facts", type=Path, help=f"JSON 文件，样子见 posters/{product.example}")
        one.add_argument("-o", "--output", type=Path, required=True, help="印到哪个文件")
        one.add_argument("--format", choices=product.formats, help="默认看输出文件名")
        for option, (choices, kind) in product.options.items():
            one.add_argument(option, choices=choices, type=kind, default=choices[0])
        if product.has_settings:
            one.add_argument("--bleed", type=_bleed, default=0.0, help="出血，毫米")
            one.add_argument("--crop-marks", action="store_true", help="裁切线")
            one.add_argument("--grayscale", action="store_true", help="灰度")
    arguments = parser.parse_args(argv)
    formats, suffix = PRODUCTS[arguments.product].formats, arguments.output.suffix.lower()[1:]
    arguments.format = arguments.format or (suffix if suffix in formats else formats[0])
    return arguments


def _bleed(text: str) -> float:
    millimetres = float(text)
    if not 0 <= millimetres <= BLEED_MAX_MM:
        raise ValueError(text)
    return millimetres


def _facts(product: Product, path: Path) -> Any:
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8-sig"))
        return product.parse(data)
    except UnicodeDecodeError:
        raise Refused(f"{path} 不是 UTF-8 编码的文字文件") from None
    except json.JSONDecodeError as error:
        raise Refused(f"{path} 不是合格的 JSON：第 {error.lineno} 行有错") from None
    except InvalidPrint as invalid:
        raise Refused(f"{path} 印不成：{problems_told(invalid.problems)}") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path} 不是合格的 JSON") from None
    except OSError as error:
        raise Refused(f"读不了 {path}：{_cause(error)}") from None


def _printed(product: Product, facts: Any, arguments: argparse.Namespace) -> bytes:
    try:
        return product.render(facts, arguments)
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
