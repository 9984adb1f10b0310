"""Where the processes of one installation meet."""

import hashlib
import os
import tempfile
from pathlib import Path

_LONGEST = 100  # bytes that a unix socket's path may have, with some room


def pages_socket(data: Path) -> Path:
    """The socket between front and pages: in the data folder, or in a private one where its path would be too long."""
    wanted = data / "pages.sock"
    if len(os.fsencode(wanted)) <= _LONGEST:
        return wanted
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"gonggo-{os.getuid()}-{mark}"
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid != os.getuid() or folder.stat().st_mode & 0o077:
        raise PermissionError(f"{folder} is not ours alone / {folder} 폴더를 다른 사용자가 쓸 수 있습니다.")
    return folder / "pages.sock"
