/** Stands for the name while the phrase is made; no catalog and no name has it. */
const gap = "\u0000";

/** A phrase with a name in it, made once for many names: putting each into a message costs as much as its row. */
export function phrase(withName: (name: string) => string): (name: string) => string {
  const parts = withName(gap).split(gap);
  return (name) => parts.join(name);
}
