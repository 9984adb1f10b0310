"""The three processes of an installation, each started by the supervisor as ``python -m gonggo.wiring.processes.NAME``."""
