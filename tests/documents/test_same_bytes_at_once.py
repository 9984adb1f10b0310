"""The same bytes that come several times at the same moment: one file, as many documents."""

from django.db import connections

from at_once import at_once
from documents import crafted
from documents.handing_in import received
from gonggo.documents.models import Document, StoredFile
from gonggo.journal.models import Entry

MANY = 6


def test_the_same_bytes_handed_in_at_once_are_one_file_and_a_document_for_each(committing):
    content = crafted.pdf()

    def hands_in():
        try:
            return received(content).id
        finally:
            connections.close_all()

    made = at_once(*[hands_in] * MANY)

    assert StoredFile.objects.count() == 1
    assert sorted(Document.objects.values_list("id", flat=True)) == sorted(made)
    assert Entry.objects.filter(name="document.received").count() == MANY
