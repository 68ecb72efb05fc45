import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { freePort, Server } from "../setup/server";
import { callOf } from "./calls";
import { calledDirectly, knock } from "./knocking";
import { fillWorld, type World } from "./world";

// What is taken from somebody is gone at the next request of the session that is open, whichever process it reaches.

const database = "cells_open_sessions";
let servers: Server[];
let db: pg.Client;
let world: World;

beforeAll(async () => {
  const url = await cloneTemplate(testServer(), database);
  const ports = await Promise.all([freePort(), freePort()]);
  servers = ports.map((port, at) => new Server(`${database}_${at}`, port, { DATABASE_URL: url }));
  for (const server of servers) await server.start();
  db = new pg.Client(url);
  await db.connect();
  world = await fillWorld(db);
}, 120_000);

afterAll(async () => {
  await db.end();
  await Promise.all(servers.map((server) => server.stop()));
  await dropClone(testServer(), database);
});

const action = "app/(register)/customers/actions.ts saveCustomer";

/** What the manager gets at each process: a page, a file, an export, an action. */
async function doors(): Promise<string[]> {
  const cookie = world.cookies.manager;
  const own = world.ids.own ?? {};
  const answers = servers.flatMap(({ address }) => {
    const asked = calledDirectly(callOf(world, action, "own"));
    const call = { ...asked, cookie, headers: { ...asked.headers, origin: address } };
    return [
      ...[`/customers/${own.customer}`, `/api/files/${own.file}`, "/customers/export?format=csv"].map((path) =>
        knock(address + path, { cookie }),
      ),
      knock(`${address}/customers/${own.customer}`, call),
    ];
  });
  return (await Promise.all(answers)).map(({ status, to }) =>
    to?.startsWith("/sign-in") ? "sign-in" : String(status),
  );
}

const changes = [
  { name: "the right to customers", take: "update profiles set grants = '{}' where id = $1", left: "404" },
  { name: "the profile", take: "update employees set profile_id = null where profile_id = $1", left: "404" },
  { name: "the account", take: "update employees set deactivated_at = now() where profile_id = $1", left: "sign-in" },
  {
    name: "the session",
    take: "delete from sessions where employee_id = (select id from employees where profile_id = $1)",
    left: "sign-in",
  },
];

test.each(changes)(
  "without $name the next request is refused: page, file, export and action",
  async ({ take, left }) => {
    const { rows } = await db.query(
      "select id, profile_id from employees where first_name = 'manager' and last_name = 'Cells'",
    );
    const [{ id, profile_id: profile }] = rows;
    const { rows: kept } = await db.query("select grants from profiles where id = $1", [profile]);
    for (const got of await doors()) expect(["200", "303"]).toContain(got);
    await db.query(take, [profile]);
    expect([...new Set(await doors())]).toEqual([left]);
    await db.query("update employees set profile_id = $2, deactivated_at = null where id = $1", [id, profile]);
    await db.query("update profiles set grants = $2 where id = $1", [profile, kept[0].grants]);
  },
);
