"""Who may take part: conditions over dated facts, verdicts, and the runs that they come from."""
