"""The settings of PostgreSQL on which "received" rests."""

DURABILITY = ("fsync", "full_page_writes", "synchronous_commit")
