-- Mirror gap: what importers declare against what exporters declare of the same flow.
-- Views: declared (year, month, reporter_id, partner_id, flow, code_system, code, valuation,
-- value_usd). Only rows in dollars; valuation differs (CIF against FOB) and that is part of the gap.
with here as (
    select year, month, reporter_id as importer_id, partner_id as exporter_id, code_system, code,
           cast(sum(value_usd) as double) as value_usd
    from declared where flow = 'import' and value_usd is not null
    group by year, month, reporter_id, partner_id, code_system, code
),
there as (
    select year, month, partner_id as importer_id, reporter_id as exporter_id, code_system, code,
           cast(sum(value_usd) as double) as value_usd
    from declared where flow = 'export' and value_usd is not null
    group by year, month, reporter_id, partner_id, code_system, code
)
select h.year, h.month, h.importer_id, h.exporter_id, h.code_system, h.code,
       h.value_usd as declared_by_importer, t.value_usd as declared_by_exporter,
       (h.value_usd - t.value_usd) / nullif(h.value_usd + t.value_usd, 0e0) as gap
from here h
join there t
  on h.year = t.year and h.month = t.month and h.importer_id = t.importer_id
 and h.exporter_id = t.exporter_id and h.code_system = t.code_system and h.code = t.code
order by h.year, h.month, h.importer_id, h.exporter_id, h.code_system, h.code
