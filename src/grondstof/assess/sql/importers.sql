-- Imports, exports and what can have left again, for every year, code and territory, by value.
-- Views: trade, members (territory_id, group_id) for territories that count as one; others are
-- themselves. Trade inside a group is neither import nor export.
with flow as (
    select t.year, t.code_system, t.code,
           coalesce(i.group_id, t.importer_id) as importer_id,
           coalesce(e.group_id, t.exporter_id) as exporter_id,
           t.value_usd
    from trade t
    left join members i on t.importer_id = i.territory_id
    left join members e on t.exporter_id = e.territory_id
),
outer_flow as (
    select year, code_system, code, importer_id, exporter_id, value_usd
    from flow
    where importer_id <> exporter_id
),
bought as (
    select year, code_system, code, importer_id as territory_id,
           cast(sum(value_usd) as bigint) as imports_usd
    from outer_flow
    group by year, code_system, code, importer_id
),
sold as (
    select year, code_system, code, exporter_id as territory_id,
           cast(sum(value_usd) as bigint) as exports_usd
    from outer_flow
    group by year, code_system, code, exporter_id
),
both_ways as (
    select b.year, b.code_system, b.code, b.territory_id, b.imports_usd,
           coalesce(s.exports_usd, cast(0 as bigint)) as exports_usd
    from bought b
    left join sold s
      on b.year = s.year and b.code_system = s.code_system and b.code = s.code
     and b.territory_id = s.territory_id
)
select year, code_system, code, territory_id, imports_usd, exports_usd,
       case when imports_usd < exports_usd then imports_usd else exports_usd end as leaving_usd,
       cast(row_number() over (
           partition by year, code_system, code order by imports_usd desc, territory_id
       ) as bigint) as place
from both_ways
order by year, code_system, code, territory_id
