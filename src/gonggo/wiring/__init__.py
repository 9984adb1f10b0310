"""The only place that knows everyone: settings, addresses, processes, commands, tables of reactions."""
