"""The processes of a house on one machine."""

from pathlib import Path

from gonggo.wiring.processes.address import pages_socket
from gonggo.wiring.supervisor import Child, child


def together(data: Path, host: str, port: int) -> list[Child]:
    """The small shape: one port, the door in front, the pages behind it on a socket."""
    socket = str(pages_socket(data))
    return [
        child("pages", "--socket", socket),
        child("door", "--host", host, "--port", str(port), "--pages", socket),
        child("worker"),
    ]
