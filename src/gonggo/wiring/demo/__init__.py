"""The demo: its installation, its world, its table of people."""
