"""The processes of an installation; the supervisor starts each as ``python -m gonggo.wiring.processes.NAME``."""
