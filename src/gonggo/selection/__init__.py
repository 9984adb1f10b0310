"""Selection: who is selected, who is in reserve, confirmed by two and published at an instant."""
