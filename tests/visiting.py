"""A browser for tests that refuses pages which leave their reader without a hint of what went wrong."""

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_WRONG = ("오류:", "Error:")


class Visitor(Client):
    """Sends and follows as Django's does. A page that says what is wrong (422) begins its title so, and has one place
    that takes the focus; a piece of a page has no title of its own.
    """

    def request(self, **request: Any) -> HttpResponse:
        answer = super().request(**request)
        if answer.status_code == 422 and (title := _TITLE.search(answer.content.decode())):
            focused = answer.content.decode().count(" data-focus")
            assert (title[1].startswith(_WRONG), focused) == (True, 1), f"{request['PATH_INFO']}: {title[1]}, {focused}"
        return answer
