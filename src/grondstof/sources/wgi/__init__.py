"""World Bank: six dimensions of governance for each economy and year."""
