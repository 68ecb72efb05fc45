import fs from "node:fs";
import path from "node:path";
import { actions } from "./actions";
import { type Door, pages } from "./doors";
import type { Call, Form } from "./knocking";
import type { World } from "./world";

/** What a call of an action looks like, and where it is posted: out of the tables and the manifest of the build. */

const root = path.resolve(import.meta.dirname, "../..");

export function built(file: string) {
  return JSON.parse(fs.readFileSync(path.join(root, ".next-test", file), "utf8"));
}

type Reference = { exportedName: string; filename: string; workers: Record<string, unknown> };
const manifest: Record<string, Reference> = built("server/server-reference-manifest.json").node;
export const ids = Object.fromEntries(
  Object.entries(manifest).map(([id, { filename, exportedName }]) => [`${filename} ${exportedName}`, id]),
);

/** A page that has the action: only there it can be posted without script. */
export function pageOf(world: World, name: string, place: string): string {
  const [first = ""] = Object.keys(manifest[ids[name] ?? ""]?.workers ?? {}).sort((a, b) => a.length - b.length);
  const address = first.replace(/^app|\/\(register\)|\/page$/g, "") || "/";
  const door = pages.find((one) => one.path === address);
  return filled(world, addressesOf(door ?? { path: address, needs: "" })[0] ?? "/", place);
}

export function callOf(world: World, name: string, place: string): Call {
  const { bound = [], form = {}, takes = "state" } = actions[name] ?? {};
  return {
    id: ids[name] ?? "",
    takes,
    bound: filledIn(world, bound, place),
    form: filledIn(world, form, place) as Form,
  };
}

export function addressesOf({ path: own, at }: Pick<Door, "path" | "at" | "needs">): string[] {
  return at?.length ? at.map((one) => (one.startsWith("?") ? own + one : one)) : [own];
}

/** The ids for the names in braces: those of the place, else those that belong to no customer. */
export function filled(world: World, text: string, place: string): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === "place") return place;
    const id = world.ids[place]?.[name] ?? world.ids.all?.[name];
    if (id === undefined) throw new Error(`the world of the cells has no ${name}`);
    return String(id);
  });
}

function filledIn<T>(world: World, value: T, place: string): T {
  return JSON.parse(filled(world, JSON.stringify(value), place));
}
