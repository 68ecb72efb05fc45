/** Where a customer can stand to a person of the cast. Everything that hangs on a customer is there once in each place. */
export type Place = {
  home: "home" | "other";
  /** Home and related companies. */
  companies: readonly ("home" | "other")[];
  state?: "archived" | "binned";
  /** Who owns it or is responsible today. */
  answers: readonly string[];
  /** Who is in a team with them. */
  mates: readonly string[];
  /** Who sells its group. */
  soldBy: readonly string[];
};

const nobody = { answers: [], mates: [], soldBy: [] };
const atHome = { home: "home", companies: ["home"], ...nobody } as const satisfies Place;
const elsewhere = { home: "other", companies: ["other"], ...nobody } as const satisfies Place;

export const places: Readonly<Record<string, Place>> = {
  own: atHome,
  archived: { ...atHome, state: "archived" },
  binned: { ...atHome, state: "binned" },
  sister: elsewhere,
  related: { ...elsewhere, companies: ["home", "other"] },
  sold: { ...elsewhere, soldBy: ["seller"] },
  mine: { ...elsewhere, answers: ["seller", "owns"] },
  past: elsewhere,
  team: { ...elsewhere, mates: ["teamMember"] },
};
