import type { Registry } from "./organisation-registry.ts";
import * as schema from "./schema/index.ts";
import type { Transaction, Written } from "./written.ts";

type Known = { people: Written; customers: Written };

/** Kept answers that never grow old, so that fictitious businesses are found without a network, and a check that is done. */
export async function insertRegistry(tx: Transaction, registry: Registry, { people, customers }: Known): Promise<void> {
  const { checkedAt, checkedBy, findings, checked } = registry;
  const answers = findings.map(({ register, record }) => ({
    register,
    question: `id:${record.businessId}`,
    answer: { record },
    fetchedAt: checkedAt,
    expiresAt: new Date("9999-01-01"),
  }));
  await tx.insert(schema.registryAnswers).values(answers);

  const total = checked.length;
  const times = { createdAt: checkedAt, endedAt: new Date(checkedAt.getTime() + total * 1000) };
  const job = { kind: "registryCheck", employeeId: people.id(checkedBy), status: "done", done: total, total } as const;
  const [made] = await tx
    .insert(schema.jobs)
    .values({ ...job, ...times })
    .returning({ id: schema.jobs.id });
  const jobId = made?.id ?? 0;
  const items = checked.map(({ customer, isWorthIt }) => ({
    jobId,
    customerId: customers.id(customer),
    outcome: isWorthIt ? ("differs" as const) : ("same" as const),
  }));
  await tx.insert(schema.registryCheckItems).values(items);

  const queued = checked
    .filter(({ isWorthIt }) => isWorthIt)
    .map(({ customer, register, record, differing }) => ({
      customerId: customers.id(customer),
      jobId,
      register,
      record,
      fetchedAt: checkedAt,
      status: record.status,
      differing,
      queued: true,
      createdAt: checkedAt,
    }));
  if (queued.length) await tx.insert(schema.registryComparisons).values(queued);
}
