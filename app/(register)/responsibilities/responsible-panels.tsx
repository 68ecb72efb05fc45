import type { ReactNode } from "react";
import { demand } from "@/lib/access/gate";
import type { Viewer } from "@/lib/access/viewer";
import { absent } from "@/lib/outcome";
import { mayAssign } from "@/lib/responsibilities/places";
import { rowOf } from "@/lib/responsibilities/rules";
import { CellPanel } from "./cell-panel";
import { OwnerPanel } from "./owner-panel";
import { DropPanel, RemovePanel } from "./remove-panel";
import { GivePanel, TiePanel } from "./role-panel";
import { TeamPanel } from "./team-panel";

/** Where a panel stands: `here` is the address of the page without it. */
export type Place = { viewer: Viewer; here: string };

/**
 * The panels of single responsibilities, of the matrix, the card and its projects alike: team.project.7 and
 * owner.customer.12 of a row; role.customer.12 or role.customer.12.34, cell.… and remove.… of an employee in it; tie.…
 * and drop.… with the id of one responsibility. Null where the name is another part's.
 */
export function responsiblePanel(place: Place, name: string): ReactNode | null {
  const [, kind, subject, subjectId, employee, tie] =
    /^(team|owner|role|cell|remove|tie|drop)\.(customer|project)\.(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(name) ?? [];
  if (!kind) return null;
  const row = rowOf(`${subject}:${subjectId}`) ?? absent();
  const employeeId = employee ? Number(employee) : null;
  demand(place.viewer, "responsibilities");
  if (employeeId === null) {
    if (kind === "team") return <TeamPanel {...place} row={row} />;
    if (kind === "role") return <GivePanel {...place} row={row} employeeId={null} />;
    return kind === "owner" && place.viewer.can("assignOthers") ? <OwnerPanel {...place} row={row} /> : absent();
  }
  if (!mayAssign(place.viewer, employeeId)) absent();
  const cell = { ...place, row, employeeId };
  if (tie) {
    if (kind === "tie") return <TiePanel {...cell} tieId={Number(tie)} />;
    return kind === "drop" ? <DropPanel {...cell} tieId={Number(tie)} /> : absent();
  }
  if (kind === "cell") return <CellPanel {...cell} />;
  if (kind === "role") return <GivePanel {...cell} />;
  return kind === "remove" ? <RemovePanel {...cell} /> : absent();
}
