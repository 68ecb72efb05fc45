import { paths } from "@/lib/paths";
import type { Entry } from "@/lib/registers/queries";
import type { RegisterName } from "@/lib/registers/rules";

/** The list of what has an entry; null where there is none. */
export function usersOf(register: RegisterName, { id, values, disabledAt }: Entry): string | null {
  switch (register) {
    case "customerTypes":
      return paths.customers({ type: id });
    case "companyGroups":
      return paths.customers({ companyGroup: id });
    case "specialGroups":
      return paths.customers({ special: id });
    case "segments":
      return paths.customers({ segment: id });
    case "tags":
      return paths.customers({ tag: id });
    case "customerRoles":
      return paths.customers({ role: id });
    case "customFields":
      return disabledAt ? null : paths.customers({ [`f.${id}.way`]: "filled" });
    case "customOptions":
      return paths.customers({ [`f.${values.fieldId}`]: id });
    case "contactRoles":
      return paths.contacts({ role: id, state: "all", archived: "yes" });
    case "keywords":
      return paths.contacts({ keyword: id, state: "all", archived: "yes" });
    case "segmentGroups":
      return paths.settingsPart("groupings", `segments-${id}`);
    default:
      return null;
  }
}
