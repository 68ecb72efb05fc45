import type { Register } from "./rules";

export const prh: Register = {
  name: "prh",
  countries: ["FI", "AX"],
  provides: new Set(["name", "address", "website", "industryCode", "companyForm", "businessStatus"]),
  lookUp: async () => ({ ok: false, problem: "registryUnavailable" }),
  search: async () => ({ ok: false, problem: "registryUnavailable" }),
};
