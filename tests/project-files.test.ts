import { beforeAll, expect, test } from "vitest";
import { addLink, updateFile } from "@/lib/files/commands";
import { filesOf, getFile, projectsForFiles } from "@/lib/files/queries";
import { type Cast, cast } from "./cast";
import { done } from "./doing";

const absent = "NEXT_HTTP_ERROR_FALLBACK;404";
let we: Cast;
let berg: number;
let bergTak: number;
let bergPark: number;

beforeAll(async () => {
  we = await cast();
  ({ berg } = we.world.customers);
  ({ bergTak, bergPark } = we.world.projects);
});

const link = (viewer = we.aino, values: Record<string, unknown> = {}) =>
  addLink(viewer, { id: berg, name: "Ritning", url: "https://ritning.example", ...values });
const namesOf = async (projectId: number | null, viewer = we.aino) =>
  (await filesOf(viewer, berg, 50, projectId)).map(({ name }) => name);

test("a project's files stand on its own card and on the customer's, and follow when they move", async () => {
  const id = await done(addLink, we.aino, {
    id: berg,
    name: "Ritning",
    url: "https://ritning.example",
    projectId: String(bergTak),
  });
  expect(await namesOf(bergTak)).toContain("Ritning");
  expect(await namesOf(null)).toContain("Ritning");
  expect(await namesOf(bergPark)).not.toContain("Ritning");
  await done(updateFile, we.aino, { id, projectId: String(bergPark) });
  expect(await namesOf(bergPark)).toContain("Ritning");
  // Karin does not see the park.
  expect(await namesOf(null, we.karin)).not.toContain("Ritning");
  await expect(getFile(we.karin, berg, id)).rejects.toThrow(absent);
  await done(updateFile, we.aino, { id, projectId: "" });
  expect(await namesOf(bergPark)).not.toContain("Ritning");
  expect(await namesOf(null, we.karin)).toContain("Ritning");
});

test("files are added and moved to projects one works in, and to no others; what a file has stays on offer", async () => {
  expect(await link(we.sven, { projectId: String(bergPark) })).toMatchObject({
    problems: { projectId: { key: "chooseOption" } },
  });
  const id = await done(addLink, we.sven, {
    id: berg,
    name: "Svens",
    url: "https://sven.example",
    projectId: String(bergTak),
  });
  expect(await updateFile(we.sven, { id, projectId: String(bergPark) })).toMatchObject({
    problems: { projectId: { key: "chooseOption" } },
  });
  await done(updateFile, we.aino, { id, projectId: String(bergPark) });
  // It stays where it is while something else is changed.
  await done(updateFile, we.sven, { id, projectId: String(bergPark), description: "Ny" });
  const offered = async (held: number | null) => (await projectsForFiles(we.sven, berg, held)).map((one) => one.id);
  expect(await offered(null)).toEqual([bergTak]);
  expect((await offered(bergPark)).toSorted()).toEqual([bergTak, bergPark].toSorted());
  await expect(link(we.karin)).rejects.toThrow(absent);
  await expect(link(we.pieter)).rejects.toThrow(absent);
});
