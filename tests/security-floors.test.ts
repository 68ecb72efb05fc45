import fs from "node:fs";
import { describe, expect, test } from "vitest";
import manifest from "@/package.json";
import floors from "./security-floors.json";

type Locked = { version: string; optional?: boolean; integrity?: string; resolved?: string };

const lock: { packages: Record<string, Locked> } = JSON.parse(fs.readFileSync("package-lock.json", "utf8"));
const locked = Object.entries(lock.packages)
  .filter(([place]) => place !== "")
  .map(([place, entry]) => ({
    name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
    ...entry,
  }));

describe("no package is older than the release that closed its last known hole", () => {
  test.each(Object.entries(floors))("%s", (name, { lowest }) => {
    const versions = locked.filter((entry) => entry.name === name).map((entry) => entry.version);
    expect(versions.filter((version) => !lowest || isBelow(version, lowest))).toEqual([]);
  });
});

test("packages come from the registry in use and cannot change under their version", () => {
  const elsewhere = locked.filter(({ resolved }) => resolved);
  const unchecked = locked.filter(({ optional, integrity }) => !optional && !integrity?.startsWith("sha512-"));
  expect([...elsewhere, ...unchecked].map(({ name }) => name)).toEqual([]);
});

test("versions are exact, so that nothing new comes in unseen", () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const wanted = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
});

test("versions are compared by number", () => {
  expect(isBelow("16.4.3", "16.4.3")).toBe(false);
  expect(isBelow("9.10.0", "10.2.0")).toBe(true);
});

function isBelow(version: string, floor: string): boolean {
  return version.localeCompare(floor, "en", { numeric: true }) < 0;
}
