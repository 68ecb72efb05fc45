import type { EmployeeRole } from "./organisation.ts";

/** Roles of the cast of the tests. */
export const customerRoles = {
  accountant: {
    names: { en: "Accountant", fi: "Kirjanpitäjä", sv: "Bokförare", nl: "Boekhouder" },
    letter: "K",
    colour: "blue",
    level: "accountable",
    isRequired: true,
    isShown: true,
  },
  payroll: {
    names: { en: "Payroll clerk", fi: "Palkanlaskija", sv: "Löneadministratör", nl: "Salarisadministrateur" },
    letter: "P",
    colour: "green",
    isShown: true,
  },
  deputy: {
    names: { en: "Deputy", fi: "Varahenkilö", sv: "Ersättare", nl: "Vervanger" },
    letter: "V",
    colour: "violet",
    level: "informed",
  },
  /** Nobody can be given it any more. */
  former: {
    names: { en: "Archivist", fi: "Arkistonhoitaja", sv: "Arkivarie", nl: "Archivaris" },
    letter: "A",
    colour: "rust",
    disabledAt: new Date("2026-03-02T09:00:00Z"),
  },
} as const satisfies Record<string, EmployeeRole>;

export const projectRoles = {
  foreman: {
    names: { en: "Foreman", fi: "Työnjohtaja", sv: "Arbetsledare", nl: "Uitvoerder" },
    letter: "T",
    colour: "green",
    isRequired: true,
  },
  designer: {
    names: { en: "Designer", fi: "Suunnittelija", sv: "Projektör", nl: "Ontwerper" },
    letter: "S",
    colour: "plum",
  },
} as const satisfies Record<string, EmployeeRole>;
