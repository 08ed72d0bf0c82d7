"""World Bank Pink Sheet: monthly prices of base and precious metals."""
