"""What keeps a field of a draft from being saved. Pure."""


class BadDraft(Exception):
    """A field that cannot be saved; nothing of the save was. ``code`` is one of ``refusals``."""

    def __init__(self, code: str, field: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.facts = facts
