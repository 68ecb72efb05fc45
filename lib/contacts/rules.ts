const particles = new Set(
  "af,av,da,das,de,del,della,den,der,di,do,dos,du,het,la,le,'t,te,ten,ter,van,von,zu".split(","),
);

/** Parts a full name: "van", "de" and their like begin the last name, and a single word is one. */
export function splitName(full: string) {
  const comma = full.indexOf(",");
  const [last, first] = [full.slice(0, Math.max(comma, 0)).trim(), full.slice(comma + 1).trim()];
  if (first && last) return { firstName: first, lastName: last };

  const names = (last || first).split(/\s+/);
  const particle = names.findIndex((name, index) => particles.has(index === 0 ? name : name.toLowerCase()));
  const start = particle >= 0 && particle < names.length - 1 ? particle : names.length - 1;
  return { firstName: names.slice(0, start).join(" "), lastName: names.slice(start).join(" ") };
}

type Named = { firstName: string | null; lastName: string | null; erasedAt?: Date | string | null };

/**
 * What a contact is called everywhere.
 * @param deleted what stands in place of the name of an erased person: `contact.deleted` in the reader's language
 */
export function contactName({ firstName, lastName, erasedAt }: Named, deleted: string): string {
  return erasedAt ? deleted : [firstName, lastName].filter(Boolean).join(" ");
}
