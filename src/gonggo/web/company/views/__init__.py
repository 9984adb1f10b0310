"""One request, one query or one command."""
