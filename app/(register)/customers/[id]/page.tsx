import { onCustomer } from "../../card-place";
import { filePanel } from "../../files/file-panels";
import { FileSection } from "../../files/file-section";
import { Stamps } from "../../stamps";
import { activityPanel } from "./activities/activity-panels";
import { ActivitySection } from "./activities/activity-section";
import { isQuickAddLeading } from "./activities/quick-add";
import { addressPanel } from "./addresses/address-panels";
import { AddressSection } from "./addresses/address-section";
import { BasicCard } from "./basic-card";
import { type CardAddress, cardAt } from "./card";
import { CardFrame } from "./card-frame";
import { contactPanel } from "./contacts/contact-panels";
import { ContactSection } from "./contacts/contact-section";
import { erasePanel } from "./contacts/erase-panel";
import { CustomFacts } from "./custom-facts";
import { CustomerFacts } from "./customer-facts";
import { registryPanel } from "./registry/registry-panels";
import { relationPanel } from "./relations/relation-panel";
import { RelationSection } from "./relations/relation-section";
import { ResponsibleSection, responsiblesPanel } from "./responsibles/responsible-section";
import { teamCardPanel } from "./team/team-card-panel";
import { vcardPanel } from "./vcards/import-panel";

/** The card of a customer: contact information. */
export default async function ContactInformation(address: CardAddress) {
  const card = await cardAt(address);
  if ("basic" in card) return <BasicCard customer={card.basic} />;
  const place = onCustomer(card, "contact");
  return (
    <CardFrame
      {...card}
      tab="contact"
      panels={[
        (name) => filePanel(name, place),
        addressPanel,
        contactPanel,
        vcardPanel,
        erasePanel,
        registryPanel,
        relationPanel,
        activityPanel,
        responsiblesPanel("contact"),
        teamCardPanel,
      ]}
      titled={isQuickAddLeading(card)}
    >
      <div className="cols">
        <div className="stack stack--l">
          <AddressSection {...card} />
          <ContactSection {...card} />
          <ActivitySection {...card} />
        </div>
        <div className="stack stack--l">
          <ResponsibleSection {...card} />
          <CustomerFacts {...card} />
          <CustomFacts {...card} />
          <RelationSection {...card} />
          <FileSection place={place} />
          <Stamps viewer={card.viewer} row={card.customer} customerId={card.customer.id} />
        </div>
      </div>
    </CardFrame>
  );
}
