"""Letters (통지서): what an office decided, told formally, once, with its basis and the way to object."""
