import type { ReactNode } from "react";
import { wholeNumber } from "@/lib/access/post";
import { absent } from "@/lib/outcome";
import type { SettingsPlace } from "../sections";
import { DeactivatePanel } from "./deactivate-panel";
import { EditPersonPanel } from "./edit-person-panel";
import { InvitePanel } from "./invite-panel";
import { LinkPanel } from "./link-panel";
import { SeesPanel } from "./sees-panel";

/** The panel the address opens; null where it asks for none. */
export function personPanel({ viewer, query }: Pick<SettingsPlace, "viewer" | "query">): ReactNode {
  const wanted = typeof query.panel === "string" ? query.panel : "";
  if (wanted === "new-person") return <InvitePanel viewer={viewer} />;
  const [, act, digits] = /^(person|sees|link|deactivate)\.(\d+)$/.exec(wanted) ?? [];
  if (!act) return null;
  const id = wholeNumber(digits) ?? absent();
  if (act === "person") return <EditPersonPanel viewer={viewer} id={id} />;
  if (act === "sees") return <SeesPanel viewer={viewer} id={id} />;
  return act === "link" ? <LinkPanel viewer={viewer} id={id} /> : <DeactivatePanel viewer={viewer} id={id} />;
}
