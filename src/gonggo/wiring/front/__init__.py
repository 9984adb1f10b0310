"""What stands before the pages: one port, the door beside the pages, a cache of anonymous pages. Imports no Django."""
