"""Who may import whom; imports hidden in functions are found too."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# A part, and what it may import besides the standard library and itself.
TABLE = {
    "portal/domain": set(),
    "portal/models": {"portal.domain", "sqlalchemy"},
    "portal/services": {
        "portal.domain",
        "portal.models",
        "posters",
        "sqlalchemy",
        "alembic",
        "argon2",
        "pyotp",
        "cryptography",
        "chinese_calendar",
        "python_calamine",
        "apprise",
        "PIL",
        "pillow_heif",
        "boto3",
        "botocore",
        "pypinyin",
    },
    "portal/content": {"markdown_it", "yaml", "frontmatter", "pypinyin", "rapidfuzz"},
    "posters": {"typst", "qrcode", "PIL", "fontTools", "manimgx_fonts_cjk", "pypdf"},
    "portal/labels": {"portal.domain", "portal.services"},
    "portal/extensions.py": {
        "flask_compress",
        "flask_limiter",
        "flask_login",
        "flask",
        "sqlalchemy",
        "flask_wtf",
    },
    "portal/cli": {
        "portal.domain",
        "portal.models",
        "portal.services",
        "portal.labels",
        "portal.extensions",
        "portal.one_line",
        "config",
        "flask",
        "click",
        "tqdm",
    },
    "portal/one_line.py": {
        "portal.content.broken",
        "portal.services.vault",
        "config",
        "sqlalchemy",
    },
    "config.py": set(),
}
_WEB = {
    "portal.domain", "portal.models", "portal.services", "portal.content", "portal.extensions",
    "portal.labels", "portal.web", "posters", "config", "flask", "flask_login", "flask_wtf",
    "wtforms", "werkzeug", "jinja2", "markupsafe", "sqlalchemy.exc", "sqlalchemy.Select",
    "sqlalchemy.orm.Session", "brotli",
}  # fmt: skip
_AUDIENCES = ("public", "console", "admin")


def _modules(part: str) -> list[Path]:
    path = ROOT / part
    return [path] if path.suffix else sorted(path.rglob("*.py"))


def _imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def _is_allowed(name: str, allowed: set[str]) -> bool:
    return name.split(".")[0] in sys.stdlib_module_names or any(
        name == prefix or name.startswith(prefix + ".") for prefix in allowed
    )


@pytest.mark.parametrize("part", TABLE)
def test_a_part_imports_only_what_the_table_allows(part: str) -> None:
    allowed = TABLE[part] | {part.removesuffix(".py").replace("/", ".")}
    wrong = {
        f"{file.relative_to(ROOT)}: {name}"
        for file in _modules(part)
        for name in _imports(file)
        if not _is_allowed(name, allowed)
    }
    assert not wrong


def test_web_is_the_only_part_that_knows_flask_and_its_audiences_do_not_know_one_another() -> None:
    wrong = set()
    for file in _modules("portal/web"):
        others = {f"portal.web.{name}" for name in _AUDIENCES if name not in file.parts}
        if file.parent.name == "web":
            others = set()
        for name in _imports(file):
            known = _is_allowed(name, _WEB)
            foreign = any(name == other or name.startswith(other + ".") for other in others)
            if not known or foreign:
                wrong.add(f"{file.relative_to(ROOT)}: {name}")
    assert not wrong


def test_nothing_but_the_configuration_reads_the_environment() -> None:
    readers = {
        str(file.relative_to(ROOT))
        for part in ("portal", "posters")
        for file in _modules(part)
        if "os.environ" in file.read_text("utf-8") or "getenv" in file.read_text("utf-8")
    }
    assert not readers


def test_the_domain_asks_no_clock() -> None:
    asking = {
        str(file.relative_to(ROOT))
        for file in _modules("portal/domain")
        if any(call in file.read_text("utf-8") for call in (".now(", ".today(", "time.time("))
    }
    assert not asking
