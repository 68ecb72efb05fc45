import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { db } from "@/db/client";
import { customers, jobs, registryAnswers, registryCheckItems, registryComparisons } from "@/db/schema/index";
import { keepAnswer } from "@/lib/access/registry-answers";
import { tidyUp } from "@/lib/access/upkeep";
import { addContact } from "@/lib/contacts/commands";
import { eraseContact } from "@/lib/erasure/commands";
import { retryJob } from "@/lib/jobs/commands";
import { decideTicked } from "@/lib/registry-queue/decisions";
import { queueFilter } from "@/lib/registry-queue/filter";
import { listQueue } from "@/lib/registry-queue/list";
import { type Cast, cast } from "./cast";
import {
  companies,
  comparisonsOf,
  freshStub,
  jobOf,
  outcomesOf,
  prhAnswer,
  startCheck,
  wakeUp,
  work,
} from "./checking";
import { compare, newCustomer, queue, recordOf } from "./comparing";
import { done } from "./doing";
import type { RegistryStub } from "./registry/stub";

let we: Cast;
let stub: RegistryStub;
beforeAll(async () => {
  we = await cast();
  stub = await freshStub();
});
afterAll(() => stub.stop());

const home = () => we.maija.facts.companyId;

test("the month’s check asks nobody about a customer in the bin, which takes its rows along when it goes", async () => {
  const [kept, binned] = await companies(2, home());
  if (!kept || !binned) throw new Error("no companies");
  for (const { businessId } of [kept, binned]) stub.answer(businessId, prhAnswer(businessId));
  const [job] = await db.insert(jobs).values({ kind: "registryCheck", total: 2 }).returning();
  const id = job?.id ?? 0;
  await db.insert(registryCheckItems).values([kept, binned].map((one) => ({ jobId: id, customerId: one.id })));
  await queue({ ...(await newCustomer(home())), id: binned.id });
  await db.update(customers).set({ deletedAt: sql`now() - interval '31 days'` }).where(eq(customers.id, binned.id));

  expect(await work(id)).toMatchObject({ status: "done", done: 2 });
  expect(await outcomesOf(id)).toEqual({ [kept.id]: "differs", [binned.id]: "skipped" });
  expect(stub.requests.map((asked) => asked.split("=")[1])).toEqual([kept.businessId]);
  await tidyUp();
  expect(await db.$count(customers, eq(customers.id, binned.id))).toBe(0);
  expect(await comparisonsOf(binned.id)).toEqual([]);
  expect(await outcomesOf(id)).toEqual({ [kept.id]: "differs" });
});

test("a customer that a check cannot cope with holds up none of the others", async () => {
  const [first, second] = await companies(2, home());
  if (!first || !second) throw new Error("no companies");
  for (const { businessId } of [first, second]) stub.answer(businessId, prhAnswer(businessId));
  const id = await startCheck(we.maija, [first.id, second.id]);
  const refuse = sql.raw(`check (customer_id <> ${first.id})`);
  await db.execute(sql`alter table registry_comparisons add constraint no_luck ${refuse} not valid`);
  const spy = vi.spyOn(console, "error").mockImplementation(() => {});
  for (let turns = 0; turns < 6 && (await work(id)).status === "open"; turns++) await wakeUp(id);
  expect(await outcomesOf(id)).toEqual({ [first.id]: null, [second.id]: "differs" });
  expect(await jobOf(id)).toMatchObject({ status: "failed", problem: "jobFault", done: 1 });
  await db.execute(sql`alter table registry_comparisons drop constraint no_luck`);
  await done(retryJob, we.maija, { id });
  expect(await work(id)).toMatchObject({ status: "done", done: 2 });
  spy.mockRestore();
});

test("what a register says of a business is not taken for a private person", async () => {
  const customer = await newCustomer(home());
  const waiting = await queue(customer);
  await db.update(customers).set({ kind: "person" }).where(eq(customers.id, customer.id));
  const told = await decideTicked(we.maija, { one: `proposed.${waiting}.1` });
  expect(told).toEqual({ decision: "proposed", done: 0, left: { otherId: 1 } });
  expect((await listQueue(we.maija, queueFilter({ q: customer.name }), "fi")).rows).toMatchObject([
    { isOtherId: true },
  ]);
});

test("of an erased person nothing stays in what registers said", async () => {
  const [customer, other] = [await newCustomer(home()), await newCustomer(home())];
  const visiting = recordOf(customer).postal;
  const named = { visiting: visiting && { ...visiting, attention: "c/o Sirkkaliina Kotkansiipi" } };
  await compare(we.maija, customer, named);
  await queue(customer, named);
  const unnamed = await compare(we.maija, other, {
    visiting: visiting && { ...visiting, attention: "c/o Sirkkaliina Kotkansiipinen" },
  });
  await keepAnswer("prh", "id:9100000-5", { record: recordOf(customer, named) });
  await keepAnswer("prh", "name:sirkkaliina kotkansiipi", { hits: [], total: 0 });
  await keepAnswer("prh", "name:ahola", { hits: [], total: 0 });

  const names = { firstName: "Sirkkaliina", lastName: "Kotkansiipi", title: "Johtaja" };
  const contactId = await done(addContact, we.maija, { id: other.id, ...names });
  await done(eraseContact, we.aino, { id: contactId, word: "Kotkansiipi" });
  expect((await db.select({ id: registryComparisons.id }).from(registryComparisons)).map(({ id }) => id)).toContain(
    unnamed,
  );
  expect(await comparisonsOf(customer.id)).toEqual([]);
  expect((await db.select().from(registryAnswers)).map(({ question }) => question)).not.toContain("id:9100000-5");
  expect((await db.select().from(registryAnswers)).map(({ question }) => question)).toContain("name:ahola");
});
