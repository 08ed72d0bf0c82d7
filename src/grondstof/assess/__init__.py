"""Recipes: settled tables plus a method give an assessed table.

Which file to open, by what is asked:

- How recipes are run: `recipe` (what one is), `order` (which run, and when), `build`, `ask` (a
  question of a reader), `about`, `audit`.
- The list of a home: `nl_axes` with `axes_*` (its two axes) and `list_*` (what stands beside it),
  `judgements`, `national_statements`, `unpublished`, `uses_elsewhere`, `hindsight`.
- The EU studies and other methods: `criticality`, `eu_inputs`, `importance`, `concentration`,
  `replication`, `findings`, `ec_change`, `dera`, `geopolrisk`, `agreement`.
- Indicators and editions: `companion`, `indicator_rows`, `benchmarks`, `edition_figures`.
- Trade and its origin: `trade_*`, `cn_changes`, `declared_*`, `origin`, `extraction`,
  `partner_share`, `export_*` (what followed a restriction).
- Inside what a home buys: `ledger`, `footprint`, `exposure_io`, `io_*`.
- Chains: `chains` with `chain_*`, `threats`.
- Shocks: `scenario` (what stops), `shocks` with `shock_*` (what it costs), `month_series`,
  `by_products`, `secondary_supply`, `price_episodes`, `project_shock`, `library` with `library_*`
  (the bans of a year).
- Remedies: `demand` with `demand_*`, `home_use`, `urban_mine`, `stockpile` with `stockpile_*`,
  `measures`, `measure_files`.
- Early warning: `signals` with `signal_*`.
"""
