"""Files on their way out."""

from django.http import FileResponse

from gonggo.documents.commands import OpenedFile


def attachment(opened: OpenedFile) -> FileResponse:
    """A stored file under its own name, never shown in place."""
    name = opened.facts.name
    response = FileResponse(opened.stream, as_attachment=True, filename=name, content_type=opened.facts.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    return response
