import { eq } from "drizzle-orm";
import { z } from "zod";
import { query, type ReadScope } from "@/lib/access/gate";
import { keepAnswer, keptAnswer } from "@/lib/access/registry-answers";
import type { Viewer } from "@/lib/access/viewer";
import { absent } from "@/lib/outcome";
import {
  askDirectory,
  belongsTo,
  isPeppolOn,
  type Participant,
  type PeppolFailure,
  participantIds,
  participantShape,
  type Question,
  questionByName,
  questionsByNumber,
} from "./directory";

export type { PeppolFailure };

/** Whether the viewer may ask the directory, and the directory may be asked at all. */
export const mayAskPeppol = (viewer: Viewer): boolean => viewer.can("registry") && isPeppolOn();

/** @property isOwn the customer's own numbers lead to it, not only a similar name */
export type FoundParticipant = Participant & { isOwn: boolean };

/**
 * @property isWhole every question has an answer of the last day: whoever is not here is not in the directory
 * @property askedAt when the directory last answered
 */
export type FoundParticipants = { participants: FoundParticipant[]; isWhole: boolean; askedAt: Date | null };

/**
 * Asks the Peppol directory about a customer: by its own numbers, and by its name where those find nobody. Answers of
 * the last day are not asked for again. Call it outside any transaction, it may take half a minute.
 * @returns why it could not be asked, or null
 */
export const findParticipants = query("registry", async (scope, customerId: number): Promise<PeppolFailure | null> => {
  const known = await knownOf(scope, customerId);
  const problem = await askAll(questionsByNumber(known));
  const { participants } = await ownOf(known);
  if (problem || participants.length > 0) return participants.length > 0 ? null : problem;
  const byName = questionByName(known);
  return byName ? askAll([byName]) : null;
});

/** What the directory has said of a customer within the last day. Asks nothing. */
export const foundParticipants = query("registry", async (scope, customerId: number): Promise<FoundParticipants> => {
  const known = await knownOf(scope, customerId);
  const own = await ownOf(known);
  if (own.participants.length > 0) return own;
  const question = questionByName(known);
  const named = await keptOf(question ? [question] : [], known);
  return { ...named, isWhole: own.isWhole && named.isWhole };
});

type Known = Awaited<ReturnType<typeof knownOf>>;

/** A person's name is nobody's business: only organisations are looked for. */
async function knownOf({ db, tables: { customers } }: ReadScope, customerId: number) {
  const { name, country, businessId, vatNumber, kind } = customers;
  const [customer] = await db
    .select({ name, country, businessId, vatNumber, kind })
    .from(customers)
    .where(eq(customers.id, customerId));
  return customer?.kind === "organisation" ? customer : absent();
}

/** Just above half a second: the directory takes two questions a second from one address. */
const breath = 550;

/** One after the other, until one fails; what has been answered stays known. */
async function askAll(questions: readonly Question[]): Promise<PeppolFailure | null> {
  let isFirst = true;
  for (const question of questions) {
    if (await read(question)) continue;
    if (!isFirst) await new Promise((resolve) => setTimeout(resolve, breath));
    isFirst = false;
    const answer = await askDirectory(question);
    if (!answer.ok) return answer.problem;
    await keepAnswer("peppol", question.key, { participants: answer.participants });
  }
  return null;
}

const keptShape = z.strictObject({ participants: z.array(participantShape) });

async function read(question: Question) {
  const kept = await keptAnswer("peppol", question.key);
  if (!kept) return null;
  const answer = keptShape.safeParse(kept.answer);
  return answer.success ? { participants: answer.data.participants, fetchedAt: kept.fetchedAt } : null;
}

async function keptOf(questions: readonly Question[], known: Known): Promise<FoundParticipants> {
  const answers = (await Promise.all(questions.map(read))).filter((answer) => answer !== null);
  const each = new Map(answers.flatMap(({ participants }) => participants.map((one) => [one.id, one])));
  const ids = participantIds(known);
  return {
    participants: [...each.values()].map((one) => ({ ...one, isOwn: belongsTo(ids, one) })),
    isWhole: answers.length === questions.length,
    askedAt: answers.map(({ fetchedAt }) => fetchedAt).sort((one, other) => Number(other) - Number(one))[0] ?? null,
  };
}

/** A search for a number also finds those who only mention it. */
async function ownOf(known: Known): Promise<FoundParticipants> {
  const found = await keptOf(questionsByNumber(known), known);
  return { ...found, participants: found.participants.filter(({ isOwn }) => isOwn) };
}
