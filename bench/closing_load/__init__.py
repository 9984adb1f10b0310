"""The parts of bench/closing-hour."""
