"""A throw-away PostgreSQL of the machine's own binaries: an unprivileged user, a socket only, fsync as given."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "gonggo"


class NoPostgres(RuntimeError):
    """The server's binaries are not on this machine; the text says which package holds them."""


def binaries() -> Path:
    """The newest installed PostgreSQL's programs. Raises NoPostgres."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    if found:
        return found[-1].parent
    if (path := shutil.which("initdb")) is not None:
        return Path(path).parent
    raise NoPostgres("PostgreSQL's server is missing: install the Debian package postgresql")


def _unprivileged() -> tuple[list[str], str | None]:
    """PostgreSQL refuses to run as root: the prefix of its commands and the owner of its folder."""
    if os.geteuid() != 0:
        return [], None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return ["runuser", "-u", name, "--"], name
    raise NoPostgres("no unprivileged user (postgres, nobody) to run the server as")


@contextmanager
def cluster(*, fsync: bool = False, **settings: str) -> Iterator[str]:
    """A running server; its address as postgresql://gonggo@/?host=<socket folder>, gone afterwards.

    ``fsync`` on is what the proofs need; the plain tests do without. ``settings`` go on the server's command line.
    """
    programs = binaries()
    as_user, owner = _unprivileged()
    home = Path(tempfile.mkdtemp(prefix="gonggo-pg-"))
    try:
        home.chmod(0o755)
        if owner is not None:
            shutil.chown(home, owner)
        data = home / "data"
        subprocess.run(
            [
                *as_user,
                programs / "initdb",
                "-D",
                data,
                "-U",
                USER,
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-N",
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=home,
        )
        given = {
            "listen_addresses": "",
            "unix_socket_directories": str(home),
            "fsync": "on" if fsync else "off",
            "max_connections": "100",
        } | settings
        options = " ".join(f"-c {name}='{value}'" for name, value in given.items())
        control = [*as_user, programs / "pg_ctl", "-D", data, "-w", "-s"]
        subprocess.run([*control, "-l", home / "log", "-o", options, "start"], check=True, cwd=home)
        try:
            yield f"postgresql://{USER}@/?host={home}"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=home, stderr=subprocess.DEVNULL)
    finally:
        shutil.rmtree(home, ignore_errors=True)
