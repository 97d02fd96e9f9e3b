"""How many codes of a hundred are read under dirt and out of focus, on every design; seeded."""

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tests" / "posters"))
from boards import COMPLETE, decoded, picture
from damage import blurred, covered, found
from prints import PUBLICITY

from posters import Design, render_pdf, render_publicity
from posters.qr import QUIET_ZONE, qr_code

TRIALS, DPI = 300, 72
SHARES = (0.08, 0.15, 0.2)
BLURS = (0.35, 0.5, 0.6, 0.7)  # in modules of the code


def main() -> None:
    prints = {
        **{f"{one} A3": (render_pdf([COMPLETE], design=one), COMPLETE.url) for one in Design},
        "banner A4": (render_pdf([COMPLETE], "A4"), COMPLETE.url),
        "publicity A4": (render_publicity(PUBLICITY), PUBLICITY.url),
    }
    for name, (pdf, url) in prints.items():
        page = picture(pdf, DPI)
        side = qr_code(url).side - 2 * QUIET_ZONE
        where = found(page, side)
        code = where.around(page)
        dirt = {
            share: sum(decoded(covered(code, side, share, seed)) == [url] for seed in range(TRIALS))
            for share in SHARES
        }
        told = "  ".join(f"盖住 {share:.0%}：{read / TRIALS:4.0%}" for share, read in dirt.items())
        sharp = [blur for blur in BLURS if decoded(blurred(code, blur, where.module)) == [url]]
        print(f"{name:12}  {told}  模糊到 {max(sharp, default=0)} 个模块仍可读")


if __name__ == "__main__":
    main()
