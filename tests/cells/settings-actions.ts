import { type Action, any, form } from "./action";
import type { Form } from "./knocking";

const register = (rest: Form = {}): Form => ({ register: "tags", id: "{tag}", ...rest });

/** Our companies are a matter for those whose reach has no end. */
const unlimited = { of: "unlimited" } as const;

/** The actions of the settings, by their file. */
export const settings: Record<string, Record<string, Action>> = {
  "settings/billing": { saveOrganisationBilling: any("settings", { paymentTerm: "9" }) },
  "settings/companies": {
    add: any("companies", { name: "qz", country: "FI" }, unlimited),
    change: any("companies", { id: "{thirdCompany}", to: "disabled" }, { ...form, ...unlimited }),
    remove: any("companies", { id: "{thirdCompany}" }, unlimited),
    save: any("companies", { id: "{thirdCompany}", name: "qz" }, unlimited),
  },
  "settings/currencies": {
    add: any("settings", { currency: "USD", validFrom: "2026-01-02", rate: "1" }),
    addSeveral: any("settings", { rates: "USD;2026-01-02;1" }),
    remove: any("settings", { id: "{rate}", rate: "1.1" }),
    save: any("settings", { id: "{rate}", rate: "2" }),
    saveHome: any("settings", { id: "1", currency: "SEK" }),
  },
  "settings/switches": {
    flip: any("settings", { id: "1", name: "wonMakesActive", to: "off" }, form),
    flipAnyway: any("settings", { id: "1", name: "wonMakesActive", to: "off" }),
  },
  "settings/contacts": { saveRules: any("settings", { id: "1", requiredContactFields: "" }) },
  "settings/industries": { offer: any("settings", { id: "1", code: "68" }, form) },
  "settings/first-steps": { putAway: any("settings", { id: "1" }, form) },
  "settings/groups": { makeFromTemplate: any("groups", { template: "sizes" }) },
  "settings/numbering": { saveNumbers: any("settings", { id: "1", numberingPadding: "3" }) },
  "settings/organisation": { saveName: any("settings", { id: "1", organisationName: "qz" }) },
  "settings/people": {
    deactivate: any("people", { id: "{person}" }),
    invite: any("people", { id: "{company}", firstName: "qz", lastName: "qz", email: "qz@cells.example" }),
    makeLink: any("people", { id: "{person}" }),
    reactivate: any("people", { id: "{leaver}" }, form),
    save: any("people", { id: "{person}", firstName: "qz" }),
    signOutEverywhere: any("people", { id: "{person}" }, form),
    unlink: any("people", { id: "{person}" }, form),
    viewAs: any("viewAs", { id: "{person}" }, form),
  },
  "settings/permissions": {
    add: any("permissions", { id: "{profile}", name: "qz" }),
    remove: any("permissions", { id: "{profile}" }),
    save: any("permissions", { id: "{profile}", name: "qz" }),
  },
  "settings/registers": {
    add: any("settings", { register: "tags", name: "qz" }),
    change: any("settings", register({ to: "disabled" }), form),
    merge: any("settings", register({ intoId: "{otherTag}" })),
    move: any("settings", { register: "contactRoles", id: "{contactRole}", to: "down" }, form),
    remove: any("settings", register()),
    save: any("settings", register({ name: "qz" })),
  },
  "settings/types": { addTypical: any("settings", {}, form) },
  "settings/vat": {
    addRate: any("settings", { country: "LU", rate: "3" }),
    removeRate: any("settings", { id: "{vatRate}" }),
    saveRate: any("settings", { id: "{vatRate}", rate: "18" }),
  },
};
