"""Finding a Chromium, or installing one; and the Chinese font that it shows pages in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import manimgx_fonts_cjk

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
)
_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>
<alias><family>sans-serif</family><prefer><family>Noto Sans CJK SC</family></prefer></alias>
</fontconfig>"""


def find() -> str | None:
    """The program, if there is one."""
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> None:
    """By the system's packages where we may, otherwise Playwright's own download."""
    print("没有找到 Chromium，正在安装…", file=sys.stderr)
    if shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for words in (["update", "-qq"], ["install", "-y", "-qq", "chromium"]):
            subprocess.run(["apt-get", *words], check=False, env=environment, stdout=sys.stderr)
    if find() is None:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def environment(folder: Path) -> dict[str, str]:
    """What the browser is started with, so that Chinese is shown on a machine without fonts."""
    fonts = Path(manimgx_fonts_cjk.__file__).parent
    file = folder / "fonts.conf"
    file.write_text(_FONTS.format(fonts=fonts, cache=folder / "font-cache"), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}


if __name__ == "__main__":
    if find() is None:
        install()
    if find() is None:
        sys.exit("装不上 Chromium：请先装好 chromium，再运行 make test")
