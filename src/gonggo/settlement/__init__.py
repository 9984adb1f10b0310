"""What was spent is settled with what was paid, returned and recovered; and companies are barred for it."""
