"""The bureau's draft texts of the documents, one plain file a kind, as they lie on disk."""

from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).with_name("document_texts")


def read_texts(folder: Path = FOLDER) -> dict[str, str]:
    """The text of each kind, by the name of its file."""
    return {file.stem: file.read_text("utf-8") for file in sorted(folder.glob("*.txt"))}
