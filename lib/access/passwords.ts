import "server-only";
import { hash, verify } from "@node-rs/argon2";

/** Argon2id, OWASP minimum of 2026: 19 MiB, two passes, one lane (about 20 ms). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most four at once, so that a flood of sign-ins cannot eat the memory. */
let free = 4;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
  else free--;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else free++;
  }
}

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(password, cost));

let decoy: Promise<string> | undefined;

/** Compares, and takes the same time for somebody unknown or without a password: nobody learns who is here. */
export async function passwordMatches(storedHash: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword("nobody has this password");
  const against = storedHash ?? (await decoy);
  const matches = await inTurn(() => verify(against, password)).catch(() => false);
  return matches && storedHash !== null;
}
