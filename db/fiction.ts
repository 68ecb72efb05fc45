import { type Line, type Market, type Words, words } from "./fiction-words.ts";

export type Address = { street: string; postalCode: string; city: string; country: string };
export type Named = { firstName: string; lastName: string };
type Identity = { businessId: string; vatNumber: string };
export type Fiction = ReturnType<typeof fiction>;

/**
 * Companies and people that do not exist, always the same ones for the same seed. Their numbers have the right check
 * digits but lie outside the issued series, and their addresses on the net end in .example (RFC 2606).
 */
export function fiction(seed: number) {
  const random = mulberry32(seed);
  const identities = newIdentities();
  const used = new Set<string>();

  const between = (least: number, most: number) => least + Math.floor(random() * (Math.floor(most) - least + 1));
  const chance = (share: number) => random() < share;

  function pick<T>(list: readonly T[]): T {
    const picked = list[Math.floor(random() * list.length)];
    if (picked === undefined) throw new Error("nothing to pick from");
    return picked;
  }

  function person(market: Market): Named {
    return { firstName: pick(words[market].firstNames), lastName: pick(words[market].lastNames) };
  }

  /** A name nobody has been given yet. */
  function company(market: Market, line: Line): string {
    const patterns = words[market].companies[line];
    const whole = patterns.find((pattern) => !pattern.includes("{") && !used.has(pattern));
    const open = patterns.filter((pattern) => pattern.includes("{"));
    let name = whole ?? filled(pick(open), words[market]);
    for (let tries = 1; used.has(name); tries++)
      name = filled(pick(open), words[market]) + (tries > 50 ? ` ${tries}` : "");
    used.add(name);
    return name;
  }

  function filled(pattern: string, { placeStarts, placeEnds, lastNames, gems }: Words): string {
    const start = pick(placeStarts);
    const [place = "", genitive = ""] = pick(placeEnds).split("/");
    const name = pick(lastNames);
    const gaps: Record<string, string> = {
      place: start + place,
      of: start + genitive,
      name: name.startsWith("'") ? name : name.charAt(0).toUpperCase() + name.slice(1),
      gem: gems.length ? pick(gems) : "",
    };
    return pattern.replace(/\{(\w+)\}/g, (_, gap: string) => gaps[gap] ?? "");
  }

  function address(market: Market): Address {
    const { streets, flats, towns, country } = words[market];
    const [postalCode = "", city = "", elsewhere] = pick(towns).split("|");
    const flat = chance(0.25) ? pick(flats) : "";
    return { street: `${pick(streets)} ${between(1, 120)}${flat}`, postalCode, city, country: elsewhere ?? country };
  }

  function phone(market: Market): string {
    const digits = (most: number) => String(between(0, 10 ** most - 1)).padStart(most, "0");
    switch (market) {
      case "sv":
        // 070-17406 05–99 is what the Swedish telecom authority keeps free for fiction.
        return `+46 70 174 06 ${String(between(5, 99)).padStart(2, "0")}`;
      case "nl":
        return `+31 20 000 ${digits(4)}`;
      case "nb":
        return `+47 90 00 ${digits(2)} ${digits(2)}`;
      default:
        return `+358 40 000 ${digits(4)}`;
    }
  }

  return { between, chance, pick, person, company, address, phone, identity: (market: Market) => identities[market]() };
}

/** A name as part of an address on the net, without legal form: "Sälgviks Örnar AB" gives "salgviks-ornar". */
export function slug(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[øØ]/g, "o")
    .replace(/[æÆ]/g, "ae")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-(oyj?|ab|as|asa|ky|kb|hb|b-v|n-v|v-o-f|u-a|ek-for)-?$/, "")
    .slice(0, 63)
    .replace(/^-|-$/g, "");
}

/** Small, fast and the same everywhere; not for secrets. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function newIdentities(): Record<Market, () => Identity> {
  const finnish = series(9_300_000, 7, (body) => withMod11(body, [7, 9, 10, 5, 8, 4, 2]));
  const swedish = series(452_100_000, 9, (body) => body + luhn(body));
  const dutchVat = series(99_910_000, 8, (body) => {
    const rest = weighted(body, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
    return rest === 10 ? null : `${body}${rest}`;
  });
  const dutchRegister = series(200_000, 8, (body) => body);
  const norwegian = series(31_060_000, 8, (body) => withMod11(body, [3, 2, 7, 6, 5, 4, 3, 2]));

  const fi = () => {
    const id = finnish();
    return { businessId: `${id.slice(0, 7)}-${id.slice(7)}`, vatNumber: `FI${id}` };
  };
  const sv = () => {
    const id = swedish();
    return { businessId: `${id.slice(0, 6)}-${id.slice(6)}`, vatNumber: `SE${id}01` };
  };
  const nb = () => {
    const id = norwegian();
    return { businessId: id, vatNumber: `NO${id}MVA` };
  };
  return { fi, fs: fi, sv, nb, nl: () => ({ businessId: dutchRegister(), vatNumber: `NL${dutchVat()}B01` }) };
}

/** Counts up from a start and leaves out what has no check digit. */
function series(start: number, digits: number, complete: (body: string) => string | null): () => string {
  let next = start;
  return () => {
    for (;;) {
      const id = complete(String(next++).padStart(digits, "0"));
      if (id) return id;
    }
  };
}

const weighted = (body: string, weights: number[]) =>
  weights.reduce((sum, weight, place) => sum + weight * Number(body[place]), 0);

/** Remainder 1 has no check digit: such numbers are never issued. */
function withMod11(body: string, weights: number[]): string | null {
  const rest = weighted(body, weights) % 11;
  return rest === 1 ? null : `${body}${rest && 11 - rest}`;
}

function luhn(body: string): number {
  const sum = [...body].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
