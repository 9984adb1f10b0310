"""The operator's desk: what was received for this operator."""
