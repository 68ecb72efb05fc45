import { randomBytes, randomInt } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

/** What must stay the same from one start to the next, and from build to server. */
export type Keys = { AUTH_SECRET: string; NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: string };

/** The keys of the environment; those it lacks are made once and kept in the data folder. */
export function embeddedKeys(folder: string): Keys {
  return {
    AUTH_SECRET: process.env.AUTH_SECRET || kept(folder, "auth-secret", randomKey),
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
      process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || kept(folder, "form-key", randomKey),
  };
}

/** The password of the demo people where DEMO_PASSWORD does not set one. */
export function randomDemoPassword(folder: string): string {
  return kept(folder, "demo-password", readablePassword);
}

function kept(folder: string, name: string, make: () => string): string {
  const file = path.join(folder, name);
  if (!fs.existsSync(file)) fs.writeFileSync(file, make(), { mode: 0o600 });
  return fs.readFileSync(file, "utf8").trim();
}

/** 256 bits, as the encryption of server actions wants them. */
function randomKey(): string {
  return randomBytes(32).toString("base64");
}

/** Three groups of four, without letters and digits that look alike. */
function readablePassword(): string {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group()].join("-");
}
