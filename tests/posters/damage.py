"""What weather, dirt and a shaking hand do to a print, done to its picture; seeded, repeatable."""

import random

from PIL import Image, ImageDraw, ImageFilter
from zxingcpp import Barcode, read_barcodes

FINDER = 8  # modules of a corner that a reader finds the code by, with its white edge


def tilted(image: Image.Image, degrees: float) -> Image.Image:
    """Held askew, on white."""
    return image.rotate(degrees, Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def faded(image: Image.Image, contrast: float = 0.3) -> Image.Image:
    """Bleached by the sun: black became grey, white yellowed."""
    return image.point([int(225 - (255 - level) * contrast) for level in range(256)])


def blurred(image: Image.Image, modules: float, module: float) -> Image.Image:
    """Out of focus, by so many modules of the code, each `module` pixels."""
    return image.filter(ImageFilter.GaussianBlur(modules * module))


class Code:
    """Where a code lies in a picture."""

    def __init__(self, found: Barcode, side: int) -> None:
        """`side` is that of the code without its quiet zone, in modules."""
        corner, opposite = found.position.top_left, found.position.bottom_right
        self.left, self.top, self.side = corner.x, corner.y, side
        self.module = (opposite.x - corner.x) / side

    def around(self, image: Image.Image) -> Image.Image:
        """The code with what is next to it: quicker to read again and again than the page."""
        edge, size = 5 * self.module, self.side * self.module
        box = (self.left - edge, self.top - edge, self.left + size + edge, self.top + size + edge)
        return image.crop(tuple(round(at) for at in box))


def found(image: Image.Image, side: int) -> Code:
    """The one code in a picture."""
    [barcode] = read_barcodes(image)
    return Code(barcode, side)


def covered(image: Image.Image, side: int, share: float, seed: int) -> Image.Image:
    """A picture of just the code, with `share` of its data area under one to three blots: mud, a
    torn-off corner of white, a sticker. The corners stay free, or no reader would find the code.
    """
    chance = random.Random(seed)
    module = image.width / (side + 10)
    blots = chance.randint(1, 3)
    each = share * (side * side - 3 * FINDER * FINDER) / blots
    dirty = image.copy()
    placed: list[tuple[float, float, float, float]] = []
    while len(placed) < blots:
        wide = (each * chance.uniform(0.6, 1.6)) ** 0.5
        tall = each / wide
        x, y = chance.uniform(0, side - wide), chance.uniform(0, side - tall)
        if _is_free(x, y, wide, tall, side, placed):
            placed.append((x, y, wide, tall))
            edges = (x + 5, y + 5, x + wide + 5, y + tall + 5)
            box = [at * module for at in edges]
            ImageDraw.Draw(dirty).rectangle(box, fill=chance.choice((0, 90, 160, 255)))
    return dirty


def _is_free(x, y, wide, tall, side, placed) -> bool:
    low, high = FINDER, side - FINDER
    in_corner = (
        (x < low and y < low) or (x + wide > high and y < low) or (x < low and y + tall > high)
    )
    return not in_corner and not any(
        x < x2 + wide2 and x2 < x + wide and y < y2 + tall2 and y2 < y + tall
        for x2, y2, wide2, tall2 in placed
    )
