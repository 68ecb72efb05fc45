import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { exportTurn } from "@/lib/cli/export-turns.mjs";

const turnOf = (session: string) => {
  const answer = new EventEmitter();
  const mayBegin: Promise<boolean> = exportTurn({ headers: { cookie: session } }, answer);
  return { mayBegin, close: () => answer.emit("close") };
};

test("two files are made at a time, the next when one has ended", async () => {
  const [first, second, third] = [turnOf("one"), turnOf("two"), turnOf("three")];
  expect(await Promise.all([first.mayBegin, second.mayBegin])).toEqual([true, true]);
  expect(await Promise.race([third.mayBegin, "waits"])).toBe("waits");
  second.close();
  expect(await third.mayBegin).toBe(true);
  first.close();
  third.close();
});

test("a place is not given to one who has gone", async () => {
  const [first, impatient] = [turnOf("one"), turnOf("one")];
  expect(await first.mayBegin).toBe(true);
  impatient.close();
  first.close();
  expect(await impatient.mayBegin).toBe(false);
  const [third, fourth] = [turnOf("one"), turnOf("two")];
  expect(await Promise.all([third.mayBegin, fourth.mayBegin])).toEqual([true, true]);
  third.close();
  fourth.close();
});
