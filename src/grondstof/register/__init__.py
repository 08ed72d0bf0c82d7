"""Facts kept by hand: projects, instruments, commitments, motions and events."""
