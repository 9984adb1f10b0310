"""Mail to people: queued with a fact, sent by the worker, or kept in the demo's mailbox."""
