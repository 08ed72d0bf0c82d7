"""From the words on an invoice to trade codes: guesses with confidence and reason, no network."""
