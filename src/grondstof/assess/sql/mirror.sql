-- Mirror gap: what importers declare against what exporters declare of the same flow.
-- Views: declared (year, month, reporter_id, partner_id, flow, code_system, code, valuation,
-- value_usd, value_eur). A flow is compared in dollars where both sides declare dollars, else in
-- euros where both declare euros; valuation differs (CIF against FOB) and that is part of the gap.
with here as (
    select year, month, reporter_id as importer_id, partner_id as exporter_id, code_system, code,
           cast(sum(value_usd) as double) as usd, cast(sum(value_eur) as double) as eur
    from declared where flow = 'import'
    group by year, month, reporter_id, partner_id, code_system, code
),
there as (
    select year, month, partner_id as importer_id, reporter_id as exporter_id, code_system, code,
           cast(sum(value_usd) as double) as usd, cast(sum(value_eur) as double) as eur
    from declared where flow = 'export'
    group by year, month, reporter_id, partner_id, code_system, code
),
both_sides as (
    select h.year, h.month, h.importer_id, h.exporter_id, h.code_system, h.code,
           case when h.usd + t.usd is not null then 'USD' else 'EUR' end as currency,
           case when h.usd + t.usd is not null then h.usd else h.eur end as declared_by_importer,
           case when h.usd + t.usd is not null then t.usd else t.eur end as declared_by_exporter
    from here h
    join there t
      on h.year = t.year and h.month = t.month and h.importer_id = t.importer_id
     and h.exporter_id = t.exporter_id and h.code_system = t.code_system and h.code = t.code
)
select year, month, importer_id, exporter_id, code_system, code, currency,
       declared_by_importer, declared_by_exporter,
       (declared_by_importer - declared_by_exporter)
           / nullif(declared_by_importer + declared_by_exporter, 0e0) as gap
from both_sides
where declared_by_importer + declared_by_exporter is not null
order by year, month, importer_id, exporter_id, code_system, code
