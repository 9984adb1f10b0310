"""gonggo: a public support program, run straight from its notice."""
