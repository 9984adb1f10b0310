"""The demo's desk: the panel that moves the clock, quick sign-in, the mailbox. Never in production."""
