"""What every room stands on: pure Python, no Django, no clock of its own."""
