"""What people see: the desks, each with its own pages, over the components they share."""
