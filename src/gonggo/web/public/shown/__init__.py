"""What the public pages show, as frozen rows: pure functions of a program and an instant."""
