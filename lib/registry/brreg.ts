import type { Register } from "./rules";

export const brreg: Register = {
  name: "brreg",
  countries: ["NO", "SJ"],
  provides: new Set(["name", "address", "email", "website", "phone", "industryCode", "companyForm", "staff", "businessStatus"]),
  lookUp: async () => ({ ok: false, problem: "registryUnavailable" }),
  search: async () => ({ ok: false, problem: "registryUnavailable" }),
};
