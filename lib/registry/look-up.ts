import { query } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { checkBusinessId } from "@/lib/identifiers/rules";
import { fetchKept, searchKept } from "./answers";
import type { LookUp, Refused, Register, Search } from "./rules";

const off: Refused = { ok: false, problem: "registryOff" };

const isOn = (viewer: Viewer, register: Register) => viewer.facts.registers.includes(register.name);

/**
 * What a register says of one business: the answer of the last day, else it is asked now. Call it outside any
 * transaction, it may take ten seconds. Never throws but for a missing right.
 * @param id a business ID in any writing; a wrong one is refused without a call
 */
export const lookUp = query("registry", async ({ viewer }, register: Register, id: string): Promise<LookUp> => {
  if (!isOn(viewer, register)) return off;
  const checked = checkBusinessId(register.countries[0] ?? null, id);
  return checked.ok ? fetchKept(register, checked.value, true) : { ok: false, problem: "registryInvalidId" };
});

/**
 * Businesses whose name has these words; a business ID finds the one. The answer of the last day, else asked now.
 * @param words fewer than three characters find nothing
 */
export const searchRegister = query("registry", async ({ viewer }, register: Register, words: string) =>
  isOn(viewer, register) ? searchKept(register, words, true) : (off satisfies Search),
);
