import { formatPhone } from "@/lib/phones";
import type { Traces } from "./rules";

type Person = { firstName: string | null; lastName: string | null };
type Tie = {
  email: string | null;
  phone: string | null;
  phoneRaw: string | null;
  mobile: string | null;
  mobileRaw: string | null;
};

const present = (values: (string | null)[]) => [...new Set(values.flatMap((value) => value || []))];

/** What a person and their contacts say of themselves now. Numbers as written, as understood and as shown. */
export function tracesOf({ firstName, lastName }: Person, ties: Tie[]): Traces {
  const addresses = ties.flatMap(({ email, phone, phoneRaw, mobile, mobileRaw }) => [
    email,
    ...[
      { e164: phone, raw: phoneRaw },
      { e164: mobile, raw: mobileRaw },
    ].flatMap(({ e164, raw }) => [e164, raw, raw && formatPhone({ e164, raw })]),
  ]);
  return { firstNames: present([firstName]), lastNames: present([lastName]), addresses: present(addresses) };
}

type Value = { field: string; before: unknown; after: unknown };

/** Adds what the log still tells of them from before. */
export function withPast(traces: Traces, values: Value[]): Traces {
  const told = (...fields: string[]) =>
    values
      .filter(({ field }) => fields.includes(field))
      .flatMap(({ before, after }) => [before, after])
      .filter((value) => typeof value === "string");
  return {
    firstNames: present([...traces.firstNames, ...told("firstName")]),
    lastNames: present([...traces.lastNames, ...told("lastName")]),
    addresses: present([...traces.addresses, ...told("email", "phone", "phoneRaw", "mobile", "mobileRaw")]),
  };
}
