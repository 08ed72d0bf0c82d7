"""UN Comtrade: trade as every territory declares it; fetched by you, never shipped."""
