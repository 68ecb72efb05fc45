/**
 * The catalogue of rights: every area with its levels, lowest first. A profile gives each area one level; what a
 * profile does not name stays at the lowest. Each right has a sentence in the catalogs under `right.`.
 */
export const areas = {
  customers: ["none", "read", "edit", "all"],
  money: ["none", "read"],
  sales: ["none", "own", "read", "edit"],
  projects: ["none", "own", "read", "edit"],
  workOrders: ["none", "own", "read", "edit"],
  groups: ["no", "yes"],
  responsibilities: ["no", "yes"],
  assignOthers: ["no", "yes"],
  import: ["no", "yes"],
  export: ["no", "yes"],
  merge: ["no", "yes"],
  eraseContact: ["no", "yes"],
  deleteCustomer: ["no", "yes"],
  reports: ["no", "yes"],
  registry: ["no", "yes"],
  people: ["no", "yes"],
  permissions: ["no", "yes"],
  settings: ["no", "yes"],
  companies: ["no", "yes"],
  audit: ["no", "yes"],
  viewAs: ["no", "yes"],
} as const;

export type Area = keyof typeof areas;
type Levels = typeof areas;
type LevelRight<A extends Area> = Levels[A] extends readonly ["no", "yes"]
  ? A
  : `${A}.${Exclude<Levels[A][number], "none">}`;

/** A right to ask for: "customers.edit" (that level or a higher one) or a yes/no right such as "import". */
export type Permission = { [A in Area]: LevelRight<A> }[Area];

/** How far the rights on customers go; several are added together. */
export const reaches = ["all", "company", "groups", "team", "mine"] as const;
export type Reach = (typeof reaches)[number];

export type Grants = Partial<Record<string, string>>;

/** Whether the grants of a profile hold a right. An unknown area or level gives nothing. */
export function allows(grants: Grants, permission: Permission): boolean {
  const [area, level = "yes"] = permission.split(".") as [Area, string?];
  const levels: readonly string[] = areas[area];
  const held = levels.indexOf(grants[area] ?? "");
  return held > 0 && held >= levels.indexOf(level);
}

/** All rights a profile holds, highest level of each area only, in the order of the catalogue. */
export function rightsOf(grants: Grants): Permission[] {
  return (Object.keys(areas) as Area[]).flatMap((area) => {
    const level = grants[area] ?? "";
    const rank = (areas[area] as readonly string[]).indexOf(level);
    if (rank < 1) return [];
    return [(level === "yes" ? area : `${area}.${level}`) as Permission];
  });
}

/** Whether a profile gives nothing that the holder of another does not have. Nobody hands out more than they hold. */
export function isWithin(
  given: { grants: Grants; reach: readonly string[] },
  held: { grants: Grants; reach: readonly string[] },
) {
  const grants = rightsOf(given.grants).every((right) => allows(held.grants, right));
  const reach = held.reach.includes("all") || given.reach.every((one) => held.reach.includes(one));
  return grants && reach;
}
