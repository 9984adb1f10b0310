"""Style, scripts and fonts are looked through once in a process: else each of the tests' many browsers would do it."""

from typing import Any, ClassVar

from whitenoise.middleware import WhiteNoiseMiddleware


class LookedThrough(WhiteNoiseMiddleware):  # type: ignore[misc]
    """What the first one found."""

    found: ClassVar[dict[str, Any]] = {}

    def add_files_from_finders(self) -> None:
        if not self.found:
            super().add_files_from_finders()
            self.found.update(self.files)
        self.files.update(self.found)
