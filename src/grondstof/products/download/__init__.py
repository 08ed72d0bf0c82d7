"""Open data files: renders answers and tables as CSV, Parquet and XLSX."""
