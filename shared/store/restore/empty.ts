/** Takes everything out of the schema `public`, without needing to own the schema itself. */
import type { ClientBase } from 'pg'

/** In the caller's transaction. Objects of extensions stay; a sequence that belongs to a column goes with its table. */
export async function emptyDatabase(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ command: string }>(`
    with ours (class, id, kind, name) as (
      select 'pg_class'::regclass, oid, case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
             oid::regclass::text
        from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S')
      union all
      select 'pg_proc'::regclass, oid, 'routine', oid::regprocedure::text from pg_proc where pronamespace = 'public'::regnamespace
      union all
      select 'pg_type'::regclass, oid, 'type', oid::regtype::text from pg_type
       where typnamespace = 'public'::regnamespace and typtype in ('e', 'd', 'r') )
    select format('drop %s if exists %s cascade', kind, name) as command from ours
     where not exists (select from pg_depend d where d.classid = ours.class and d.objid = ours.id and d.deptype in ('e', 'i'))
     order by kind <> 'table'`)
  for (const { command } of rows) await client.query(command)
}
