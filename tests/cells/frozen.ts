import pg from "pg";
import type { App } from "../setup/app";
import { erase } from "./erased";
import { fillWorld } from "./world";

/** Of these tables nothing is at stake: throttles, what forms have sent, the log; nor when a session or a calendar was used. */
const exempt = ["form_keys", "login_failures", "events", "event_values"];
/** Serves an app whose world nothing changes. @param file of tests: the next one gets a world of its own */
export async function frozenWorld(app: App, file: string) {
  const site = await app.freshFor(file);
  const db = new pg.Client(app.databaseUrl);
  await db.connect();
  const world = await fillWorld(db);
  await erase(site, world);
  await freeze(db);
  return { site, db, world };
}

/**
 * From now on nothing can change: whatever comes as far as its commit is counted and turned away. So cells can be tried
 * in any order, and one that is let through is seen to be, without taking the next one's world from it.
 */
async function freeze(db: pg.Client): Promise<void> {
  await db.query(`create sequence cells_commits;
    create function cells_refuse() returns trigger language plpgsql as $$
      begin perform nextval('cells_commits'); raise exception 'the world of the cells is frozen: %', tg_table_name; end $$;
    do $$ declare t text; begin
      for t in select tablename from pg_tables where schemaname = 'public' and tablename <> all ('{${exempt}}') loop
        execute format('create constraint trigger cells_frozen after insert or update %s or delete on %I
          deferrable initially deferred for each row execute function cells_refuse()',
          case t when 'sessions' then 'of view_as_id' when 'calendar_feeds' then 'of token_hash' else '' end, t);
      end loop; end $$`);
}

/** How many transactions have been turned away at their commit. */
export async function commits(db: pg.Client): Promise<number> {
  const { rows } = await db.query("select case when is_called then last_value else 0 end as n from cells_commits");
  return Number(rows[0]?.n);
}
