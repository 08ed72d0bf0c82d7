"""Facts read by machine: one folder per publisher, plus the kit they share."""
