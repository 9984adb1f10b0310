"""The door's process: raw ASGI, no Django; it needs its store and its keys, and nothing else to be up."""
