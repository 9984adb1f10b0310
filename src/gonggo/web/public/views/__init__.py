"""The public desk's views, one file for each part of the menu."""
