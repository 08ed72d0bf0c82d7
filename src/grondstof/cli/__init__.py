"""The front door: one command per file; owns exit codes and what is printed."""
