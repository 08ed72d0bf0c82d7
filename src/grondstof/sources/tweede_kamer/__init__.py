"""The Tweede Kamer: commitments with the status that the Kamer itself gives them."""
