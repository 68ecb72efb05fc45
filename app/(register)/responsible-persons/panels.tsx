import type { ReactNode } from "react";
import type { Viewer } from "@/lib/access/viewer";
import { oneOf, type Params } from "@/lib/list-address";
import { paths } from "@/lib/paths";
import { type PersonFilter, personQuery } from "@/lib/responsible-persons/filter";
import { EmailsPanel } from "./emails-panel";

/** The dialog the address asks for. */
export async function panelOf(viewer: Viewer, params: Params, filter: PersonFilter): Promise<ReactNode> {
  if (oneOf(params, "panel") !== "emails") return null;
  const close = paths.responsiblePersons({
    ...personQuery(filter),
    page: filter.page > 1 ? filter.page : null,
    after: filter.after,
  });
  return <EmailsPanel viewer={viewer} filter={filter} close={close} />;
}
