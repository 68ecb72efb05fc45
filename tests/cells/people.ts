/** The cast of the cells: whom every door is tried by. Rights as a profile holds them; what is left out is the lowest. */
export type Grants = Readonly<Record<string, string>>;
export type Person = {
  company: "home" | "other";
  grants: Grants;
  reach: readonly ("all" | "company" | "groups" | "team" | "mine")[];
  /** How the person comes to the door, where that is not with a session that is open. */
  comes?: "without cookie" | "deactivated" | "late" | "idle";
  /** Through whose eyes. */
  viewsAs?: string;
};

const everything: Grants = {
  customers: "all",
  money: "read",
  sales: "edit",
  projects: "edit",
  workOrders: "edit",
  ...yes(
    ["groups", "responsibilities", "assignOthers", "import", "export", "merge", "eraseContact", "deleteCustomer"],
    ["reports", "registry", "people", "permissions", "settings", "companies", "audit", "viewAs"],
  ),
};
const manager: Grants = without("people", "permissions", "settings", "companies", "audit", "viewAs");
const seller: Grants = {
  customers: "edit",
  sales: "own",
  projects: "read",
  workOrders: "own",
  ...yes(["reports", "registry"]),
};
const own = { sales: "own", projects: "own", workOrders: "own" };
const read = { sales: "read", projects: "read", workOrders: "read" };
const edit = { sales: "edit", projects: "edit", workOrders: "edit" };

const outside: Person = { company: "home", grants: everything, reach: ["all"] };
const inside = (grants: Grants, ...reach: Person["reach"]): Person => ({ company: "home", grants, reach });

const cast = {
  anonymous: { ...outside, comes: "without cookie" },
  deactivated: { ...outside, comes: "deactivated" },
  late: { ...outside, comes: "late" },
  idle: { ...outside, comes: "idle" },
  noProfile: inside({}),
  administrator: inside(everything, "all"),
  manager: inside(manager, "all"),
  seller: inside(seller, "groups", "mine"),
  employee: inside({ customers: "read", projects: "own", workOrders: "own" }, "company"),
  noCustomers: inside(without("customers"), "all"),
  stranger: { company: "other", grants: { customers: "edit", money: "read", ...edit }, reach: ["company"] },
  /** Every right, and customers of the sister company alone: what is refused is refused by the rules of rows. */
  leads: { company: "other", grants: everything, reach: ["company"] },
  owns: inside({ customers: "edit", ...own }, "mine"),
  reads: inside({ customers: "read", ...read }, "company"),
  edits: inside({ customers: "edit", ...edit }, "company"),
  counts: inside({ customers: "read", money: "read" }, "company"),
  teamMember: inside({ customers: "all", projects: "read" }, "team"),
  viewing: { ...inside(seller, "groups", "mine"), viewsAs: "seller" },
} satisfies Record<string, Person>;

/** Everybody who has all rights but one: a door that forgets to ask for it opens for one of them. */
const allButOne = Object.keys(everything)
  .filter((right) => right !== "customers")
  .map((right): [string, Person] => [`without ${right}`, inside(without(right), "all")]);

export const people: Readonly<Record<string, Person>> = { ...cast, ...Object.fromEntries(allButOne) };

/** Those who differ in whose customers they see. */
export const reaching = Object.keys(cast).filter((name) => !["deactivated", "late", "idle"].includes(name));

function yes(...rights: string[][]): Grants {
  return Object.fromEntries(rights.flat().map((right) => [right, "yes"]));
}

function without(...rights: string[]): Grants {
  return Object.fromEntries(Object.entries(everything).filter(([right]) => !rights.includes(right)));
}
