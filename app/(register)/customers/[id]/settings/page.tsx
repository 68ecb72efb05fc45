import { type CardAddress, fullCardAt } from "../card";
import { CardFrame } from "../card-frame";
import { companyPanel } from "../companies/company-panels";
import { CompanySection } from "../companies/company-section";
import { unitPanel } from "../units/unit-panels";
import { UnitSection } from "../units/unit-section";
import { billingPanel } from "./billing-panels";
import { BillingSections } from "./billing-sections";
import { einvoicePanel } from "./einvoice/einvoice-panel";
import { groupingsPanel } from "./groupings-panel";
import { GroupingsSection } from "./groupings-section";

/** The settings of a customer: how it is invoiced and what it is sorted by. */
export default async function CustomerSettings(address: CardAddress) {
  const card = await fullCardAt(address, "settings");
  return (
    <CardFrame {...card} tab="settings" panels={[groupingsPanel, billingPanel, einvoicePanel, unitPanel, companyPanel]}>
      <div className="cols">
        <div className="stack stack--l">
          <BillingSections {...card} />
        </div>
        <div className="stack stack--l">
          <GroupingsSection {...card} />
          <UnitSection {...card} />
          <CompanySection {...card} />
        </div>
      </div>
    </CardFrame>
  );
}
