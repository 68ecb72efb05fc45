import { registers } from "../fixtures/identifiers";

const finnish = registers.find(({ country }) => country === "FI");
let made = 0;

/** A Finnish business ID of a range that is not issued, another one each time. */
export function nextBusinessId(): string {
  for (;;) {
    const id = finnish?.write(String(9_300_000 + made++));
    if (id) return id;
  }
}
