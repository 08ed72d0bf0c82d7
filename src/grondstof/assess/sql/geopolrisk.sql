-- GeoPolRisk of every material, importer and year: concentration of production times the governance
-- of the partners, sum_i g_i f_i / (p + F). A partner without an estimate leaves the score open
-- (`import_risk` null, its bounds with g from 0 to 1); `replicated` takes 0.5 for it, as published.
-- Views: trade, production (material_id, territory_id, year, quantity_t), stability (territory_id,
-- year, estimate), code_map (material_id, code_system, code). Parameters: first_year, last_year.
with made as (
    select material_id, territory_id, year, sum(quantity_t) as q
    from production
    where year between :first_year and :last_year
    group by material_id, territory_id, year
),
world as (
    select material_id, year, sum(q * q) / nullif(sum(q) * sum(q), 0e0) as hhi
    from made
    group by material_id, year
),
flow as (
    select m.material_id, t.year, t.importer_id, t.exporter_id,
           sum(cast(t.quantity_kg as double)) / 1000e0 as f
    from trade t
    join code_map m on t.code_system = m.code_system and t.code = m.code
    where t.year between :first_year and :last_year and t.quantity_kg is not null
    group by m.material_id, t.year, t.importer_id, t.exporter_id
),
weighed as (
    select f.material_id, f.year, f.importer_id, f.f,
           (25e-1 - s.estimate) / 5e0 as g
    from flow f
    left join stability s on f.exporter_id = s.territory_id and f.year = s.year
),
bought as (
    select material_id, year, importer_id,
           sum(f) as total,
           sum(case when g is null then 0e0 else g * f end) as risky,
           sum(case when g is null then f else 0e0 end) as open_t
    from weighed
    group by material_id, year, importer_id
)
select b.material_id, b.importer_id, b.year,
       w.hhi,
       coalesce(d.q, 0e0) as domestic_t,
       b.total as imports_t,
       b.open_t / nullif(b.total, 0e0) as open_share,
       case when b.open_t > 0e0 then null
            else b.risky / nullif(coalesce(d.q, 0e0) + b.total, 0e0) end as import_risk,
       b.risky / nullif(coalesce(d.q, 0e0) + b.total, 0e0) as import_risk_low,
       (b.risky + b.open_t) / nullif(coalesce(d.q, 0e0) + b.total, 0e0) as import_risk_high,
       (b.risky + b.open_t / 2e0) / nullif(coalesce(d.q, 0e0) + b.total, 0e0) as replicated
from bought b
join world w on b.material_id = w.material_id and b.year = w.year
left join made d
    on b.material_id = d.material_id and b.year = d.year and b.importer_id = d.territory_id
order by b.material_id, b.importer_id, b.year
