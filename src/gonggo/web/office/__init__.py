"""What the offices' desks share: the list of received applications, and one application as it was submitted."""
