import { demand } from "@/lib/access/gate";
import { wholeNumber } from "@/lib/access/post";
import { kinds } from "@/lib/activities/rules";
import { isEditable, type OpenPanel } from "../card";
import { ActivityPanel } from "./activity-panel";
import { DeleteActivityPanel } from "./delete-activity-panel";
import { EditActivityPanel } from "./edit-activity-panel";
import { NewActivityPanel } from "./new-activity-panel";
import { isTickedPanel, TickedPanel } from "./ticked-panel";

/** The panels of activities: "new-activity", "activity.12", "edit-activity.12", "delete-activity.12", and of many. */
export const activityPanel: OpenPanel = (name, card) => {
  const [what = "", id] = name.split(".");
  const activityId = wholeNumber(id);
  if (what === "activity" && activityId) return <ActivityPanel {...card} id={activityId} />;
  const isMany = isTickedPanel(name);
  if (!isMany && name !== "new-activity" && !/^(edit|delete)-activity$/.test(what)) return null;
  demand(card.viewer, "customers.edit");
  if (!isEditable(card)) return null;
  if (isMany) return <TickedPanel {...card} what={name} />;
  if (name === "new-activity") {
    return <NewActivityPanel {...card} kind={kinds.find((kind) => kind === card.query.kind) ?? "todo"} />;
  }
  if (!activityId) return null;
  const Panel = what === "edit-activity" ? EditActivityPanel : DeleteActivityPanel;
  return <Panel {...card} id={activityId} />;
};
