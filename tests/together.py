"""Which tests run one after another in the same process when two share the work (`make test`)."""

from typing import Final

from xdist.scheduler import LoadScopeScheduling

# What these lay down for all their tests takes long: a portal with demo data, a browser.
_FOLDERS: Final = ("tests/browser/", "tests/load/", "tests/services/demo_data/")


class ByFile(LoadScopeScheduling):
    """The tests of a file together, or of a folder, so that what they share is made once.

    `--dist loadgroup` would say it by marks, but does not see them with pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return next((folder for folder in _FOLDERS if file.startswith(folder)), file)
