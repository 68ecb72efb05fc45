import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../setup/app";
import { cloneTemplate, dropClone } from "../setup/cluster";
import { freePort, Server } from "../setup/server";
import { callOf } from "./calls";
import { calledDirectly, knock, knockAgain } from "./knocking";
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
const all = ["page", "file", "export", "action"];

/** Which doors to a customer are open at each process: its page, a file of it, the export that holds it, an action. */
async function openDoors(person: string, place: string): Promise<string[]> {
  const cookie = world.cookies[person];
  const { customer, file } = world.ids[place] ?? {};
  const asked = servers.map(async ({ address }) => {
    const call = calledDirectly(callOf(world, action, place));
    const answers = await Promise.all([
      knock(`${address}/customers/${customer}`, { cookie }),
      knock(`${address}/api/files/${file}`, { cookie }),
      knockAgain(`${address}/customers/export?format=csv&q=canary`, cookie),
      knock(`${address}/customers/${customer}`, { ...call, cookie, headers: { ...call.headers, origin: address } }),
    ]);
    return answers.map(({ status, to, words }, at) => {
      if (to?.startsWith("/sign-in")) return "sign-in";
      const isOpen = all[at] === "export" ? words.has(`card.${place}`) : status === 200 || status === 303;
      return isOpen ? (all[at] ?? "") : "shut";
    });
  });
  const [one, other] = await Promise.all(asked);
  expect(other).toEqual(one);
  return one ?? [];
}

/** Each of somebody else: what was taken is not given back. `$1` is the person. */
const changes = [
  {
    name: "the right to customers",
    of: "manager",
    take: "update profiles set grants = '{}' where id = (select profile_id from employees where id = $1)",
  },
  { name: "the profile", of: "without money", take: "update employees set profile_id = null where id = $1" },
  {
    name: "the account",
    of: "without audit",
    take: "update employees set deactivated_at = now() where id = $1",
    left: "sign-in",
  },
  { name: "the session", of: "without people", take: "delete from sessions where employee_id = $1", left: "sign-in" },
  {
    name: "the reach",
    of: "without sales",
    take: "update profiles set reach = '{mine}' where id = (select profile_id from employees where id = $1)",
  },
  {
    name: "the company",
    of: "edits",
    doors: ["page", "file", "action"],
    take: "update employees set company_id = (select id from companies where name = 'Cells other') where id = $1",
  },
  {
    name: "the group that was sold",
    of: "seller",
    place: "sold",
    doors: ["page", "file", "action"],
    take: "delete from group_sellers where employee_id = $1",
  },
  {
    name: "the team",
    of: "teamMember",
    place: "team",
    doors: ["page", "file", "action"],
    take: "delete from employee_teams where employee_id = $1",
  },
  {
    name: "the responsibility",
    of: "owns",
    place: "mine",
    doors: ["page", "file", "action"],
    take: `with gone as (delete from responsibilities where employee_id = $1)
      update customers set owner_id = null where owner_id = $1`,
  },
  {
    name: "what sister companies show",
    of: "reads",
    place: "sister",
    doors: ["page"],
    first: "update settings set show_other_companies = true",
    take: "update settings set show_other_companies = false where $1 > 0",
  },
];

test.each(changes)("without $name the next request finds every door shut", async (change) => {
  const { of, place = "own", doors = all, first, take, left = "shut" } = change;
  if (first) await db.query(first);
  const { rows } = await db.query("select id from employees where first_name = $1 and last_name = 'Cells'", [of]);
  const before = all.map((door) => (doors.includes(door) ? door : "shut"));
  expect(await openDoors(of, place)).toEqual(before);
  await db.query(take, [rows[0].id]);
  expect(await openDoors(of, place)).toEqual(all.map(() => left));
});
