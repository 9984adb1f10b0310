"""A decision objected to: within which days, on which grounds, answered by whom and until when."""
