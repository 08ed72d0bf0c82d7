"""USGS Mineral Commodity Summaries: production, reserves and prices."""
