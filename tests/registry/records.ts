import { nothingSaid, type RegistryRecord } from "@/lib/registry/rules";

/** What a register says of a business that goes on and of which it knows nothing else, with what is given. */
export const recordWith = (given: Partial<RegistryRecord> & Pick<RegistryRecord, "businessId">): RegistryRecord => ({
  ...nothingSaid,
  form: { fi: "Oy" },
  status: "active",
  statusOn: null,
  isVatRegistered: true,
  ...given,
});
