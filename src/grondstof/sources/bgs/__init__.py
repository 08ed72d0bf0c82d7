"""British Geological Survey: long series of mine and refinery production."""
