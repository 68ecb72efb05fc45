import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { groupingsPanel } from "./groupings-panel";
import { GroupingsSection } from "./groupings-section";

/** The settings of a customer: what it is sorted by. */
export default async function CustomerSettings(address: CardAddress) {
  const card = await fullCardAt(address, "settings");
  return (
    <CardFrame {...card} tab="settings" panels={[groupingsPanel]}>
      <GroupingsSection {...card} />
    </CardFrame>
  );
}
