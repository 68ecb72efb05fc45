import fs from "node:fs";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { App } from "../setup/app";
import { actions, before as actionsBefore } from "./actions";
import { addressesOf, built, callOf, filled, ids, pageOf } from "./calls";
import { askersOf, callersOf, isAbout, isLong, isNavigated, isPosted, placeAt } from "./choice";
import { before, pages, routes } from "./doors";
import { commits, frozenWorld } from "./frozen";
import { type Answer, calledDirectly, knock, knockAgain, navigate, postedPlainly } from "./knocking";
import { panels } from "./panels";
import { people } from "./people";
import { finds, isIn, type Mode, mayRead, meets } from "./rule";
import { feedOf, type World } from "./world";

// Every door of the product × everybody of the cast × where the customer stands. A cell is right when its answer is, when
// the database is as it was, and when no word is in the answer that the person may not read.

const app = new App("cells");
const tally = { cells: 0, carriedOut: 0 };
let site = "";
let db: pg.Client;
let world: World;
let wrong: string[] = [];
const found = new Set<string>();

beforeAll(async () => {
  ({ site, db, world } = await frozenWorld(app, "cells"));
}, 120_000);

afterAll(async () => {
  const told = `${tally.cells} cells, ${tally.carriedOut} calls of which came as far as their commit`;
  console.log(told);
  fs.writeFileSync("test-results/cells.txt", told);
  await db.end();
  await app.stop();
});

test("the build has the declared doors and no others", () => {
  expect(Object.keys(ids).sort()).toEqual([...Object.keys(actions), ...actionsBefore].sort());
  const addresses = Object.values<string>(built("app-path-routes-manifest.json"));
  const known = new Set([...pages, ...routes].map((door) => door.path));
  expect(addresses.sort()).toEqual([...known, ...before.pages, ...before.routes].sort());
});

/** CELLS_ONLY=groups tries the doors of that name alone, while one works on them. */
const isTried = (name: string) => name.includes(process.env.CELLS_ONLY ?? "");
const tried = Object.entries(actions).filter(([name]) => isTried(name));

const closed: Mode = { shown: false, masked: false };

const modes = [
  { name: "each company on its own", mode: closed },
  { name: "sister companies shown and masked", mode: { shown: true, masked: true } },
  ...(isLong ? [{ name: "sister companies shown", mode: { shown: true, masked: false } }] : []),
];

test.each(modes)("pages and files, $name", async ({ mode }) => {
  await turn(mode);
  // A card of which only the basics are shown knows no panels.
  const inMode = mode.shown ? [...pages, ...routes].filter(isAbout) : [...pages, ...panels, ...routes];
  const doors = inMode.filter(({ method }) => !method);
  const cells = doors.flatMap((door) =>
    addressesOf(door)
      .filter(isTried)
      .flatMap((address) => {
        const tried = panels.includes(door) ? callersOf(door) : askersOf(door, mode);
        return tried.map((cell) => ({ door, address, ...cell }));
      }),
  );
  await several(cells, async ({ door, address, who, place }) => {
    const url = site + filled(world, address, place);
    const allowed = meets(who, door.needs) && finds(who, door.of ?? "anything", placeAt(place), mode);
    judge(await knockAgain(url, world.cookies[who]), { door: address, who, place, mode }, allowed);
    if (routes.includes(door) || !isNavigated(mode, who)) return;
    judge(await navigate(url, world.cookies[who]), { door: `${address} (payload)`, who, place, mode }, allowed);
  });
  expect(taken()).toEqual([]);
});

test("actions, called by their ids and posted without script", async () => {
  await turn(closed);
  await tryAll(
    tried.flatMap(([name, action]) =>
      callersOf(action).flatMap(({ who, place }) => {
        const isPlainToo = action.takes !== "value" && isPosted(who);
        return (isPlainToo ? [calledDirectly, postedPlainly] : [calledDirectly]).map((way) => ({
          name,
          who,
          place,
          way,
        }));
      }),
    ),
  );
  expect(taken()).toEqual([]);
});

test("actions from a foreign page, and from nowhere, do nothing", async () => {
  await turn(closed);
  const origins = ["https://evil.example", "null", ""];
  await tryAll(
    tried.flatMap(([name, { takes }], at) => {
      const ways = takes === "value" ? [calledDirectly] : [calledDirectly, postedPlainly];
      const who = { name, who: "administrator", place: "own" };
      const tries = origins.flatMap((origin) => ways.map((way) => ({ ...who, way, origin })));
      // In the short form they take turns.
      return isLong ? tries : tries.slice(at % tries.length).slice(0, 1);
    }),
  );
  expect(taken()).toEqual([]);
});

test.each(routes.filter(({ method }) => method === "POST"))("uploads to $path", async (door) => {
  await turn(closed);
  for (const address of addressesOf(door)) {
    for (const { who, place } of askersOf(door, closed)) {
      const body = new FormData();
      body.set("file", new Blob(["name\nqz"]), "qz.csv");
      const request = { method: "POST", body, cookie: world.cookies[who] };
      const done = await commits(db);
      const answer = await knock(site + filled(world, address, place), { ...request, headers: { origin: site } });
      const allowed = meets(who, door.needs) && finds(who, door.of ?? "anything", placeAt(place), closed);
      tally.cells++;
      const through = answer.status === 303 && !answer.to?.includes("/sign-in");
      if (through !== allowed && !people[who]?.viewsAs)
        wrong.push(`${address} ${who} ${place}: ${answer.status} ${answer.to}`);
      if (!allowed && (await commits(db)) !== done) wrong.push(`${address} ${who} ${place} was kept`);
      const foreign = await knock(site + filled(world, address, place), {
        ...request,
        headers: { origin: "https://evil.example" },
      });
      if (foreign.status < 400) wrong.push(`${address} ${who} from a foreign page: ${foreign.status}`);
    }
  }
  expect(taken()).toEqual([]);
});

test("calendars, by their secret addresses", async () => {
  await turn(closed);
  const owners = Object.keys(people).filter((who) => isIn(who) || people[who]?.comes === "deactivated");
  await several(owners, async (who) => {
    const answer = await knock(`${site}/api/calendar/${feedOf(who)}.ics`);
    judge(answer, { door: "calendar", who, place: "own", mode: closed }, isIn(who));
  });
  expect(taken()).toEqual([]);
});

test("every word is found by those who may read it, and the words of the erased by nobody", () => {
  const areas = ["name", "card", "money", "sale", "project", "order", "register", "asked"];
  const owned = ["list", "report", "import", "row"].map((what) => `owned.${what}`);
  expect([...areas.map((area) => `${area}.own`), ...owned].filter((word) => !found.has(word))).toEqual([]);
});

type Cell = { door: string; who: string; place: string; mode: Mode };

/** Whether an answer is what this person should get; what is not is noted. */
function judge(answer: Answer, cell: Cell, allowed: boolean): void {
  const { door, who, place, mode } = cell;
  tally.cells++;
  const got = outcomeOf(answer);
  const wanted = allowed ? ["200"] : isIn(who) ? ["404"] : ["sign-in", "404"];
  const line = `${door} ${who} ${place}${mode.shown ? " shown" : ""}${mode.masked ? " masked" : ""}`;
  if (!wanted.includes(got)) wrong.push(`${line}: ${got}`);
  wrong.push(...secretsOf(answer, line, cell));
}

function secretsOf({ words }: Answer, line: string, { who, mode }: Pick<Cell, "who" | "mode">): string[] {
  for (const word of words) found.add(word);
  const secret = [...words].filter((word) => {
    const [area = "", place = ""] = word.split(".");
    return !mayRead(who, area, place, mode);
  });
  return secret.length ? [`${line} tells ${secret}`] : [];
}

/** A payload says in its body what a page says with its status. */
function outcomeOf({ status, to, text }: Answer): string {
  if (to && !to.startsWith("/sign-in")) return "303";
  if (to || text.includes("NEXT_REDIRECT;replace;/sign-in")) return "sign-in";
  return text.includes("NEXT_HTTP_ERROR_FALLBACK;404") ? "404" : String(status);
}

type Try = {
  name: string;
  who: string;
  place: string;
  way: typeof calledDirectly | typeof postedPlainly;
  /** Of the page it comes from; "" where none is told. The product's own, unless said. */
  origin?: string;
};

/**
 * Several at once: together those that must be refused come as far as no commit. Where one did, and where an answer
 * looks wrong, each is tried once more alone, so that it is known which. The world is frozen: twice is as once.
 */
async function tryAll(tries: readonly Try[]): Promise<void> {
  const again: Try[] = [];
  const together = async (some: readonly Try[]) => {
    const done = await commits(db);
    await several(some, async (one) => {
      if (complaints(one, await answerTo(one), 0).length) again.push(one);
    });
    return (await commits(db)) - done;
  };
  if (await together(tries.filter((one) => !mayDo(one)))) again.push(...tries.filter((one) => !mayDo(one)));
  tally.carriedOut += await together(tries.filter(mayDo));
  tally.cells += tries.length;
  for (const one of again) {
    const done = await commits(db);
    const answer = await answerTo(one);
    wrong.push(...complaints(one, answer, (await commits(db)) - done));
  }
}

function answerTo({ name, who, place, way, origin = site }: Try): Promise<Answer> {
  const asked = way(callOf(world, name, place));
  const headers = { ...asked.headers, ...(origin && { origin }) };
  return knock(site + pageOf(world, name, place), { ...asked, cookie: world.cookies[who], headers });
}

const isAllowed = ({ name, who, place, origin = site }: Try): boolean => {
  const { needs = "", of = "anything" } = actions[name] ?? {};
  return origin === site && meets(who, needs) && finds(who, of, placeAt(place), closed);
};

/** Who looks through another's eyes changes nothing but that. */
const mayDo = (one: Try): boolean => isAllowed(one) && (!people[one.who]?.viewsAs || one.name.endsWith(" stopViewing"));

/** @param reached how many transactions came as far as their commit */
function complaints(one: Try, answer: Answer, reached: number): string[] {
  const { name, who, place, way, origin = site } = one;
  const from = origin === site ? "" : ` from ${origin || "nowhere"}`;
  const line = `${name} ${way === postedPlainly ? "(plain) " : ""}${who} ${place}${from}`;
  const told = secretsOf(answer, line, { who, mode: closed });
  if (reached && !mayDo(one)) told.push(`${line} was carried out`);
  if (origin !== site) return answer.status >= 500 && !origin ? [...told, `${line}: ${answer.status}`] : told;
  const got = outcomeOf(answer);
  const looksOn = Boolean(people[who]?.viewsAs);
  // A commit that is turned away is a fault of ours to the product, and may be told as one.
  const isThrough = got === "200" || got === "303" || reached > 0;
  const isRefused = got === "404" || got === "sign-in";
  const mayTell = looksOn || actions[name]?.tells;
  const isAsWanted = isAllowed(one) ? isThrough || looksOn : isRefused || (mayTell && isThrough);
  return isAsWanted ? told : [...told, `${line}: ${got}${isAllowed(one) ? ", wanted in" : ""}`];
}

/** Eight at a time: while the database answers one, the product can work for another. */
async function several<T>(cells: readonly T[], work: (cell: T) => Promise<void>): Promise<void> {
  const waiting = cells.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const cell of waiting) await work(cell);
    }),
  );
}

async function turn({ shown, masked }: Mode): Promise<void> {
  await db.query("alter table settings disable trigger cells_frozen");
  await db.query("update settings set show_other_companies = $1, mask_other_companies = $2", [shown, masked]);
  await db.query("alter table settings enable trigger cells_frozen");
}

function taken(): string[] {
  const all = wrong;
  wrong = [];
  return all.length > 60 ? [...all.slice(0, 60), `and ${all.length - 60} more`] : all;
}
