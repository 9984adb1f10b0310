"""What a file really is. Foreign bytes are only ever parsed in a limited process of their own (``apart``)."""
