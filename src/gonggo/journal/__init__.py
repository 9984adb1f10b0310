"""What was done, by whom, when and on which basis: it only grows."""
