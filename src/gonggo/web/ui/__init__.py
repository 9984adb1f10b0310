"""What all desks share: base pages, components, the table of who may see which address, the look, the words of time."""
