"""Typed answers, one module per question; every surface renders these.

A module that has a function `answer` is a question; the others hold its rows or its words. Which
file to open, by what is asked:

- What all share: `base` (what an answer is), `desk` (where every surface asks), `names`.
- Materials and their list: `material`, `national_list` with `list_*`, `criticality_list`,
  `explanation` with `explanation_*`, `methods` with `methods_*`, `hindsight`, `ec_change`,
  `eleven` (the scanner's indicators), `indicator`.
- Territories and trade: `territory`, `territories`, `territory_now`, `trade` with `trade_*`,
  `declared`, `origin`, `origin_anchors`, `dependence`, `controls` with `controls_*`.
- Products: `product`, `composition`, `text_to_code`, `basket` with `basket_*`, `product_group`
  with `product_group_*`, `questionnaire`.
- Chains and industries: `chain`, `chain_rows`, `chains`, `sector`, `sectors`, `footprint`,
  `footprint_ratio`, `home_assets`.
- What if: `scenario` with `scenario_*`, `stress_test`, `stress_fields`, `library` (bans of a year).
- Remedies: `demand`, `urban_mine`, `stockpile`, `measures`, `remedy_words`.
- The strategy and its register: `strategy`, `progress`, `commitment`, `commitment_line`,
  `project`, `partnership`, `instrument`, `match` with `match_*`, `gaps`, `targets`,
  `target_status`, `calendar`, `register_view`.
- What is new: `signals`, `since`, `since_figures`, `edition_change`, `edition_diff`,
  `corrections`.
- One subject on a few pages: `brief` with `brief_*`.
- Finding and tracing: `find`, `search`, `lineage`, `sources`.
"""
