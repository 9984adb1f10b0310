"""The company's desk: an application is started, written, checked, consented to, submitted and withdrawn here."""
