"""A refusal said where it belongs: at the field of a form, or above it."""

from django import forms

from gonggo.documents.refusals import REFUSALS as OF_DOCUMENTS
from gonggo.facts.refusals import REFUSALS as OF_FACTS
from gonggo.kernel.moves import REFUSALS as OF_MOVES
from gonggo.kernel.refusal import RefusalBook, Refused
from gonggo.parties.refusals import REFUSALS as OF_PARTIES
from gonggo.web.accounts.requests import language

BOOK = RefusalBook([OF_MOVES, OF_PARTIES, OF_FACTS, OF_DOCUMENTS])


def sentence(refused: Refused) -> str:
    """What did not happen and why, and what to do next, in the language of the request."""
    words = BOOK.words(refused)
    return f"{words.says.said(language())} {words.remedy.said(language())}"


def put_into(form: forms.Form, refused: Refused) -> None:
    """The refusal becomes an error of the field that it names, or of the form."""
    form.add_error(refused.field if refused.field in form.fields else None, sentence(refused))
