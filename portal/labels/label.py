"""One word as it is shown."""

from typing import Literal, NamedTuple

Tone = Literal["plain", "wait", "go", "stop", "done"]


class Label(NamedTuple):
    """A word and the tone in which it is shown; the tone is never the only sign."""

    text: str
    tone: Tone = "plain"

    def __str__(self) -> str:
        return self.text
