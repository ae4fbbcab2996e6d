"""What paths compute, one module a family: the shapes of its weights, its cost and its function. Pure."""
