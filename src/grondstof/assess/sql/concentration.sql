-- Concentration of imports: for every year, material, stage and importer the Herfindahl index,
-- the governance-weighted index and the largest supplier, by value.
-- Views: trade, code_map (codes of one material only), territories (territory_id, place, risk 0-10).
with flow as (
    select t.year, m.material_id, m.stage_id, t.importer_id, t.exporter_id,
           cast(sum(t.value_usd) as bigint) as value_usd
    from trade t
    join code_map m on t.code_system = m.code_system and t.code = m.code
    group by t.year, m.material_id, m.stage_id, t.importer_id, t.exporter_id
),
weighed as (
    select f.year, f.material_id, f.stage_id, f.importer_id, f.exporter_id,
           f.value_usd, cast(f.value_usd as double) as v, g.risk,
           -- The larger value first; among equals the earlier id, so that every engine agrees.
           f.value_usd * cast(1000 as bigint) + (999 - g.place) as standing
    from flow f
    join territories g on f.exporter_id = g.territory_id
)
select year, material_id, stage_id, importer_id,
       cast(sum(value_usd) as bigint) as value_usd,
       cast(count(*) as bigint) as partners,
       sum(v * v) / nullif(sum(v) * sum(v), 0e0) as hhi,
       sum(v * v * risk) / nullif(sum(v) * sum(v), 0e0) as hhi_governance,
       1e0 - coalesce(sum(v) filter (where risk is null), 0e0) / nullif(sum(v), 0e0)
           as governed_share,
       max_by(exporter_id, standing) as top_supplier,
       max(v) / nullif(sum(v), 0e0) as top_share
from weighed
group by year, material_id, stage_id, importer_id
order by year, material_id, stage_id, importer_id
