"""A file on its way in pieces, as the page's script sends it."""

import base64
import hashlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from django.test import Client


@dataclass(frozen=True)
class Sending:
    """``content`` under ``name`` for the slot at ``place``, in the browser of ``client``."""

    client: Client
    place: str
    content: bytes
    name: str = "사업계획서.pdf"
    modified: str = "Mon, 29 Apr 2024 01:00:00 GMT"

    def headers(self, **more: str) -> dict[str, str]:
        return {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(self.name, safe='')}",
            "Last-Modified": self.modified,
            "Upload-Length": str(len(self.content)),
            "X-Part": "slot",
        } | {name.replace("_", "-"): said for name, said in more.items()}

    def ask(self, **more: str) -> HttpResponse:
        """How much has arrived?"""
        return self.client.post(
            self.place, content_type="application/octet-stream", headers=self.headers(Upload_Complete="?0", **more)
        )

    def piece(self, begins: int, ends: int, **more: str) -> HttpResponse:
        """The bytes from ``begins`` up to ``ends``."""
        return self.patch(self.content[begins:ends], Upload_Offset=str(begins), Upload_Complete="?0", **more)

    def finish(self, **more: str) -> HttpResponse:
        """That was all of it."""
        digest = base64.b64encode(hashlib.sha256(self.content).digest()).decode()
        said = {"Upload_Complete": "?1", "Upload_Offset": str(len(self.content)), "Repr_Digest": f"sha-256=:{digest}:"}
        return self.patch(b"", **said | more)

    def patch(self, body: bytes, **said: Any) -> HttpResponse:
        headers = self.headers(**said)
        return self.client.patch(self.place, body, content_type="application/partial-upload", headers=headers)

    def whole(self) -> HttpResponse:
        """One piece, and that was all."""
        self.piece(0, len(self.content))
        return self.finish()


def arrived(answer: HttpResponse) -> int:
    return int(answer["Upload-Offset"])
