"""Consents and signatures: who agreed to exactly which bytes, in which words, when."""
