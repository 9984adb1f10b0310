"""Papers: files kept by digest, looked at and scanned before anyone else opens them; and forms of our own making."""
