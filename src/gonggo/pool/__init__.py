"""Suppliers: registration and renewal through the door, the agency's decision, the public search."""
