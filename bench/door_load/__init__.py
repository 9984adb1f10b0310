"""The parts of bench/door."""
