"""참여제한: a company barred from programs, told before, heard, decided by two."""
