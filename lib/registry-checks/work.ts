import "server-only";
import { eq } from "drizzle-orm";
import { addresses, customers, settings } from "@/db/schema/index";
import type { ReadScope } from "@/lib/access/gate";
import { visibleTables } from "@/lib/access/rows";
import type { Step, Worker } from "@/lib/jobs/rules";
import { fetchKept } from "@/lib/registry/answers";
import { registerIdOf } from "@/lib/registry/registers";
import type { RegistryFailure } from "@/lib/registry/rules";
import { compare, firstArchivedTab, numbersOf, type Reached } from "./compare";
import { countTry, type Item, nextItem, retryFailed, settle } from "./items";
import { type CheckOutcome, pauseBetween, secondsEach } from "./rules";
import { scheduleChecks } from "./schedule";

/** One customer a step: asked about outside the transaction, compared and kept inside. */
export const checkWorker: Worker = {
  may: ["registry", "customers.edit"],
  secondsEach,
  retry: retryFailed,
  schedule: scheduleChecks,
  async setBack(tx, jobId) {
    const item = await nextItem(tx, jobId);
    if (item) await countTry(tx, item);
  },
  async step({ job, starter, db }) {
    const item = await nextItem(db, job.id);
    if (!item) return { kind: "finished" };
    const tables: Reached = starter ? visibleTables(starter) : { customers, addresses };
    const question = await questionAbout(db, tables, item);
    if ("outcome" in question) return settled(item, question.outcome);

    const { register, id } = question;
    const startedAt = new Date();
    const answer = await fetchKept(register, id);
    if (answer.ok) {
      const pause = answer.fetchedAt < startedAt ? 0 : pauseBetween;
      return { kind: "pieces", pause, write: (tx) => compare(tx, tables, item, id, answer) };
    }
    const outcome = outcomeOf(answer.problem, item);
    return outcome ? settled(item, outcome, pauseBetween) : rest(answer, item, job.rests);
  },
};

const settled = (item: Item, outcome: CheckOutcome, pause = 0): Step => ({
  kind: "pieces",
  pause,
  write: (tx) => settle(tx, item, outcome),
});

/** Which register is asked about which number; an outcome where none is asked. */
async function questionAbout(db: ReadScope["db"], tables: Reached, { customerId }: Item) {
  const [customer] = await db
    .select(numbersOf(tables))
    .from(tables.customers)
    .where(eq(tables.customers.id, customerId));
  if (!customer || customer.tab >= firstArchivedTab || customer.kind !== "organisation")
    return { outcome: "skipped" } as const;
  const asked = registerIdOf(customer);
  if (!asked.ok) {
    return { outcome: asked.problem === "registryInvalidId" ? "invalidId" : "skipped" } as const;
  }
  const [{ registers } = { registers: [] }] = await db.select({ registers: settings.registers }).from(settings);
  const isOn = registers.some((name) => name === asked.register.name);
  return isOn ? asked : ({ outcome: "skipped" } as const);
}

/** How often one customer is asked about before the check goes on without it; what cannot be read stays so. */
const mostTries: Partial<Record<RegistryFailure, number>> = { registryUnavailable: 5, registryBadAnswer: 2 };

/** What a refusal means for the customer; null = it is asked about again. */
function outcomeOf(problem: RegistryFailure, { tries }: Item): CheckOutcome | null {
  if (problem === "registryNotFound") return "notFound";
  if (problem === "registryInvalidId") return "invalidId";
  if (problem === "registryOff") return "skipped";
  return tries + 1 >= (mostTries[problem] ?? Number.POSITIVE_INFINITY) ? "failed" : null;
}

const restSeconds = [30, 120, 600] as const;
const longestRest = 3_600;
/** After some six hours without an answer the check gives up; what it has not asked waits for somebody to go on. */
const mostRests = 40;

/**
 * The check rests, so that a register that is down or overloaded is left in peace. A busy one says nothing of the
 * customer: that is no try.
 */
function rest(refused: { problem: RegistryFailure; retryAfter?: number }, item: Item, rests: number): Step {
  const { problem, retryAfter } = refused;
  if (rests >= mostRests) return { kind: "failed", problem };
  const usual = restSeconds[Math.min(rests, restSeconds.length - 1)] ?? longestRest;
  const jitter = 0.8 + Math.random() * 0.4;
  return {
    kind: "rest",
    problem,
    seconds: Math.ceil(Math.min(retryAfter ?? usual * jitter, longestRest)),
    write: problem === "registryBusy" ? undefined : (tx) => countTry(tx, item),
  };
}
