import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { filterQuery } from "@/lib/contact-register/filter";
import type { RegisterOptions } from "@/lib/contact-register/queries";
import { oneOf, type Params } from "@/lib/list-address";
import { absent } from "@/lib/outcome";
import { paths } from "@/lib/paths";
import { AddressesPanel } from "./addresses-panel";
import { DeleteListPanel, EditListPanel, NewListPanel } from "./list-panels";
import { MarkPanel } from "./mark-panel";
import type { Register } from "./register";

type Props = Register & { options: RegisterOptions };

/** The dialog the address asks for; without the right to it the page is not there. */
export async function panelOf(viewer: Viewer, params: Params, { filter, list, options }: Props): Promise<ReactNode> {
  const close = paths.contacts({
    ...filterQuery(filter),
    page: filter.page > 1 ? filter.page : null,
    after: filter.after,
  });
  switch (oneOf(params, "panel")) {
    case "keyword":
    case "role": {
      demand(viewer, "customers.all");
      const kind = oneOf(params, "panel") === "role" ? "role" : "keyword";
      if (kind === "role" && !viewer.uses("roles")) absent();
      const ids = [params.id ?? []].flat().filter((id) => /^[1-9]\d{0,14}$/.test(id));
      return ids.length ? <MarkPanel kind={kind} ids={ids} options={options} filter={filter} close={close} /> : null;
    }
    case "new-list":
      return list ? null : <NewListPanel filter={filter} close={close} />;
    case "edit-list":
      return list ? <EditListPanel list={list.mine ? list : absent()} close={close} /> : null;
    case "delete-list":
      return list ? <DeleteListPanel list={list.mine ? list : absent()} close={close} /> : null;
    case "addresses":
      return list ? <AddressesPanel viewer={viewer} list={list} close={close} /> : null;
    default:
      return null;
  }
}
