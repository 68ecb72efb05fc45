import { z } from "zod";
import { wholeNumberField } from "@/lib/decimals";
import { choice, yesNo } from "@/lib/fields";
import { text } from "@/lib/text";
import { timeZoneField } from "@/lib/time-zones";
import { unitKinds } from "@/lib/units/fields";

/** What every contact can be asked to have, besides a name. */
export const contactRequirements = ["title", "email", "phone", "mobile", "language", "role"] as const;

/** A form sends an empty twin first, so that nothing at all can be said too. */
const several = z.preprocess(
  (value) => [value].flat().filter((one) => one !== ""),
  z.array(z.enum(contactRequirements)),
);

export const contactRulesInput = z.strictObject({
  requiredContactFields: several.transform((fields) => contactRequirements.filter((one) => fields.includes(one))),
});

/** The organisation as a whole. */
export const organisationInput = z.strictObject({ organisationName: text(100), timeZone: timeZoneField }).partial();

/** How new customers get their numbers. Nothing of it touches numbers already given. */
export const numberingInput = z
  .strictObject({
    numberingMode: choice(["automatic", "manual"]),
    numberingStart: wholeNumberField(999_999_999_999),
    numberingPadding: wholeNumberField(12),
    numericOnly: yesNo(),
  })
  .partial();

type Switch = {
  right: "settings" | "companies";
  /** The page of the settings it stands on. */
  section: string;
  /** The list it is in while it is on; without one it is a column of its own. */
  in?: "features" | "integrations" | "registers";
  /** What it can be, where that is not on and off. */
  words?: readonly string[];
};

/** What counts for everybody as soon as it is turned, one by one. */
export const switches = {
  showOtherCompanies: { right: "companies", section: "companies" },
  maskOtherCompanies: { right: "companies", section: "companies" },
  relateNewCustomers: { right: "companies", section: "companies" },
  shareStructure: { right: "companies", section: "companies" },
  ownersFromAnyCompany: { right: "companies", section: "companies" },
  shareAddresses: { right: "companies", section: "companies" },
  groupRequired: { right: "settings", section: "groups" },
  listedUnits: { right: "settings", section: "units", words: unitKinds },
  inheritBilling: { right: "settings", section: "units" },
  wonMakesActive: { right: "settings", section: "sales" },
  roles: { right: "settings", section: "features", in: "features" },
  segments: { right: "settings", section: "features", in: "features" },
  purchaseInvoices: { right: "settings", section: "features", in: "features" },
  multiCompany: { right: "settings", section: "features", in: "features" },
  accounting: { right: "settings", section: "features", in: "integrations" },
  hubspot: { right: "settings", section: "features", in: "integrations" },
  prh: { right: "settings", section: "registry", in: "registers" },
  brreg: { right: "settings", section: "registry", in: "registers" },
  registryMonthly: { right: "settings", section: "registry" },
} as const satisfies Record<string, Switch>;

export type SwitchName = keyof typeof switches;

/** The switches of the business registers (lib/registry/registers.ts). */
export const registerSwitches = ["prh", "brreg"] as const satisfies readonly SwitchName[];
export type RegisterName = (typeof registerSwitches)[number];

const switchNames = Object.keys(switches) as [SwitchName, ...SwitchName[]];

export const isSwitch = (name: unknown): name is SwitchName => switchNames.includes(name as SwitchName);

export const switchOf = (name: SwitchName): Switch => switches[name];

/** Everything a switch can be turned to. */
export const positionsOf = (name: SwitchName): readonly string[] => switchOf(name).words ?? ["on", "off"];

/** @param right the one that turns these switches; others are not among them */
export const switchInput = (right: Switch["right"]) =>
  z
    .strictObject({ name: choice(switchNames), to: z.string() })
    .refine(({ name, to }) => switchOf(name).right === right && positionsOf(name).includes(to), { path: ["to"] });
