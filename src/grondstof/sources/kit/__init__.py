"""What every source shares: finding, fetching and reading."""
