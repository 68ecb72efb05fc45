import type { Door } from "./doors";
import { people, reaching } from "./people";
import { places } from "./places";
import { type Mode, meets } from "./rule";

// Which cells are tried: all of them take minutes, the short form takes those that differ.

export const isLong = process.env.KUMPPANI_TEST_SIZE === "long";

const everywhere = [...Object.keys(places), "missing"];
const differing = ["seller", "stranger", "leads", "owns", "employee"];
/** What is the same for everybody with the right, wherever a customer stands. */
const placeless = ["administrators", "job", "home", "unlimited"];

type Tried = { who: string; place: string };
type Of = Pick<Door, "of" | "needs">;

const hasPlaces = ({ of }: Of): boolean => Boolean(of) && !placeless.includes(of ?? "");

/** By whom, and at which places, a page or a file is asked for. In the short form by those who differ most. */
export function askersOf(door: Of, { shown }: Mode): Tried[] {
  if (shown && !hasPlaces(door)) return (isLong ? reaching : ["employee"]).map((who) => ({ who, place: "own" }));
  const few = shown
    ? ["employee", "leads"]
    : ["anonymous", "noProfile", "viewing", "administrator", ...differing, ...lacking(door)];
  const tried = isLong ? (shown ? reaching : Object.keys(people)) : few;
  const wide = isLong ? reaching : ["leads"];
  return tried.flatMap((who) => {
    const at = wide.includes(who) ? everywhere : differing.includes(who) ? ["own", "sister"] : ["own"];
    return (hasPlaces(door) ? at : ["own"]).map((place) => ({ who, place }));
  });
}

/** By whom, and at which places, an action is called: in the short form by those it is refused to, and by one who may. */
export function callersOf(door: Of): Tried[] {
  const near = isLong ? Object.keys(people) : ["noProfile", "administrator", "viewing", ...lacking(door)];
  const far = isLong ? ["leads", "seller"] : ["leads"];
  const at = isLong ? everywhere.slice(1) : ["sister", "missing"];
  const away = hasPlaces(door) ? far.flatMap((who) => at.map((place) => ({ who, place }))) : [];
  return [...new Set([...near, ...far])].map((who) => ({ who, place: "own" })).concat(away);
}

/** Those who have everything but one right, and are refused for want of it. */
const lacking = ({ needs }: Of): string[] =>
  needs
    .split(/ and | or /)
    .map((right) => `without ${right.split(".")[0]}`)
    .filter((name) => name in people && !meets(name, needs));

/** Whether a page is also asked for as the router of the browser does. */
export const isNavigated = ({ shown, masked }: Mode, who: string): boolean =>
  isLong ? shown === masked && differing.includes(who) : masked;
/** Whether an action is also posted without script. */
export const isPosted = (who: string): boolean => who === (isLong ? "leads" : "noProfile");
export const isAbout = ({ of, needs }: Door): boolean =>
  of ? !placeless.includes(of) : needs.includes("customers.read");

const gone = { home: "home", companies: [], answers: [], mates: [], soldBy: [], state: "binned" } as const;
/** Where the customer stands; one that is not there stands nowhere. */
export const placeAt = (name: string) => places[name] ?? { ...gone, state: "binned" as const, companies: [] };
