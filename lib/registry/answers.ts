import { z } from "zod";
import { keepAnswer, keptAnswer } from "@/lib/access/registry-answers";
import { text } from "@/lib/text";
import { hitShape, recordShape } from "./record";
import { fewestLetters, type LookUp, type Register, type RegistryRecord, type Search } from "./rules";
import { fitting } from "./shapes";

/** What is kept of a look-up: the record, or null where the register has none. Never a failure. */
export const keptRecord = z.strictObject({ record: recordShape.nullable() });
const keptHits = z.strictObject({ hits: z.array(hitShape), total: z.int().min(0) });

/**
 * What a register says of a business: the answer of the last day, else it is asked and its answer kept. Knows no
 * viewer: checks in the background begin here, people at the doors of look-up.ts.
 * @param id a checked business ID as it is stored
 * @param isAwaited somebody waits for the answer: a busy register is asked once more
 */
export async function fetchKept(register: Register, id: string, isAwaited = false): Promise<LookUp> {
  const question = `id:${id}`;
  const kept = await read(register, question, keptRecord);
  if (kept) return found(kept.answer.record, kept.fetchedAt);
  const answer = await register.lookUp(id, isAwaited);
  if (answer.ok) await keepAnswer(register.name, question, { record: answer.record });
  if (!answer.ok && answer.problem === "registryNotFound") await keepAnswer(register.name, question, { record: null });
  return answer;
}

const found = (record: RegistryRecord | null, fetchedAt: Date): LookUp =>
  record ? { ok: true, record, fetchedAt } : { ok: false, problem: "registryNotFound" };

/** Businesses by their names: the answer of the last day, else the register is asked and its answer kept. */
export async function searchKept(register: Register, words: string, isAwaited = false): Promise<Search> {
  const sought = fitting(text(longestWords), words);
  if (!sought || sought.length < fewestLetters) return { ok: true, hits: [], total: 0 };
  const question = `name:${sought.toLowerCase()}`;
  const kept = await read(register, question, keptHits);
  if (kept) return { ok: true, ...kept.answer };
  const answer = await register.search(sought, isAwaited);
  if (answer.ok) await keepAnswer(register.name, question, { hits: answer.hits, total: answer.total });
  return answer;
}

const longestWords = 200;

/** An answer kept by an earlier version of the product may have another shape: then it counts as none. */
async function read<T extends z.ZodType>(register: Register, question: string, shape: T) {
  const kept = await keptAnswer(register.name, question);
  if (!kept) return null;
  const answer = shape.safeParse(kept.answer);
  return answer.success ? { answer: answer.data, fetchedAt: kept.fetchedAt } : null;
}
