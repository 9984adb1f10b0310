"""The notice as data: what a program is, how its folder is read and checked, and which versions are loaded."""
