"""A word that stands in private files only, and a chain that holds it."""

CANARY = "canary-7f3a9c"
CHAIN = f"""\
product_id: private-toy
name: {{nl: {CANARY}, en: {CANARY}}}
depth: exploratory
reviewed: 2026-11-20
unit: toy
groups: [batteries]
sectors: [energy]
tags: [defence]
summary: {{nl: {CANARY}, en: {CANARY}}}
sources: {{}}
nodes:
  - {{id: toy, name: {{nl: {CANARY}, en: {CANARY}}}, stage: assembly,
     supply: {{unknown: it is private}}}}
edges: []
"""
