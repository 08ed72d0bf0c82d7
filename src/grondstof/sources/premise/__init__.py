"""premise: metals in energy technologies, compiled from the literature."""
