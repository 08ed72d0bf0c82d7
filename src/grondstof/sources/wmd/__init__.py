"""World Mining Data: production of mineral raw materials by country."""
