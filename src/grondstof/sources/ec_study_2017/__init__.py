"""European Commission, Study on the review of the list of critical raw materials, 2017."""
