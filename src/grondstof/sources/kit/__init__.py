"""What every source shares: finding, loading, freezing and fetching."""
