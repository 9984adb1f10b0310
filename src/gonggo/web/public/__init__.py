"""The public desk: what everybody may read, rendered from the programs alone."""
